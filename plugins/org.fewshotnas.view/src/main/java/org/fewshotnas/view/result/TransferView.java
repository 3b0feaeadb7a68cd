package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.fewshotnas.predictor.evaluation.TransferResult;
import org.fewshotnas.predictor.evaluation.TransferSummary;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Facts;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;

/** How well learners predict new tasks: their rank correlation over shots, and how it scatters over tasks and draws. */
public final class TransferView {
    private static final int MOST = 1_000;
    /** Of more, each has no chart of its own. */
    private static final int MOST_TASKS = 8;

    private TransferView() {}

    /** Of single runs, which it sums up. */
    public static View of(List<TransferResult> results) {
        List<TransferSummary> summaries = TransferSummary.of(results);
        boolean several = summaries.stream().anyMatch(TransferView::isMean);
        List<TransferSummary> overall = summaries.stream()
                .filter(summary -> !several || isMean(summary))
                .toList();
        View.Builder view = View.of(headline(overall));
        view.detail(
                "Spearman correlation of predicted and measured scores on architectures that were not learned from; of "
                        + Say.count(
                                results.stream()
                                        .map(TransferResult::target)
                                        .distinct()
                                        .count(),
                                "task")
                        + "; bars in the pictures are two standard errors. What the paper reports of a task, it reports of other draws and settings.");
        view.add(overShots(several ? "Mean of all tasks" : "Rank correlation over shots", overall));
        if (several) {
            Map<String, List<TransferSummary>> byTarget = new LinkedHashMap<>();
            summaries.stream().filter(summary -> !isMean(summary)).forEach(summary -> byTarget.computeIfAbsent(
                            summary.target(), name -> new ArrayList<>())
                    .add(summary));
            if (byTarget.size() <= MOST_TASKS) {
                byTarget.forEach(
                        (target, all) -> view.add(overShots(target, all).beside()));
            }
        }
        view.add(draws(results));
        view.add(table(overall));
        return view.build();
    }

    private static boolean isMean(TransferSummary summary) {
        return summary.target().equals(TransferSummary.ALL_TARGETS);
    }

    private static String headline(List<TransferSummary> overall) {
        int most = overall.stream().mapToInt(TransferSummary::shots).max().orElse(0);
        Optional<TransferSummary> best = overall.stream()
                .filter(summary -> summary.shots() == most
                        && Double.isFinite(summary.spearman().value()))
                .max(Comparator.comparingDouble(summary -> summary.spearman().value()));
        return best.map(summary ->
                        "“" + summary.learner() + "” ranks best with " + Say.count(most, "score") + ": correlation "
                                + Say.correlation(summary.spearman().value())
                                + (Double.isFinite(summary.spearman().standardError())
                                        ? " (standard error "
                                                + Say.number(summary.spearman().standardError()) + ")"
                                        : ""))
                .orElse("No run gave a rank correlation");
    }

    private static Chart overShots(String title, List<TransferSummary> summaries) {
        Map<String, List<Point>> lines = new LinkedHashMap<>();
        for (TransferSummary summary : summaries) {
            double value = summary.spearman().value();
            double error = 2 * summary.spearman().standardError();
            lines.computeIfAbsent(summary.learner(), name -> new ArrayList<>())
                    .add(Point.of(summary.shots(), value).within(value - error, value + error));
        }
        List<Series> series = new ArrayList<>();
        lines.forEach((name, points) -> series.add(Series.of(
                name,
                Series.Style.LINE,
                points.stream().sorted(Comparator.comparingDouble(Point::x)).toList())));
        if (!summaries.isEmpty()) {
            PublishedFigures.of(summaries.get(0).target()).ifPresent(series::add);
        }
        return Chart.of(title, Axis.of("Shots: scores of the new task"), Axis.of("Spearman correlation"), series);
    }

    /** Every run at the largest number of shots, a row a task. */
    private static Chart draws(List<TransferResult> results) {
        int most = results.stream().mapToInt(TransferResult::shots).max().orElse(0);
        List<String> targets = List.copyOf(
                new TreeSet<>(results.stream().map(TransferResult::target).toList()));
        List<TransferResult> last = results.stream()
                .filter(result -> result.shots() == most && Double.isFinite(result.spearman()))
                .toList();
        List<String> learners =
                last.stream().map(TransferResult::learner).distinct().toList();
        Map<String, List<Point>> points = new LinkedHashMap<>();
        for (int place : Sample.of(last.size(), MOST, List.of())) {
            TransferResult result = last.get(place);
            points.computeIfAbsent(result.learner(), name -> new ArrayList<>())
                    .add(Point.of(result.spearman(), targets.indexOf(result.target()))
                            .saying(
                                    result.target(),
                                    result.learner() + ", " + Say.count(most, "shot"),
                                    "Learning " + result.learning() + ", run " + result.run(),
                                    "Spearman " + Say.correlation(result.spearman())));
        }
        List<Series> series = new ArrayList<>();
        learners.forEach(
                name -> series.add(Series.of(name, Series.Style.POINTS, points.getOrDefault(name, List.of()))));
        return Chart.of(
                "Every run with " + Say.count(most, "score"),
                Axis.of("Spearman correlation"),
                Axis.downward("", targets),
                series);
    }

    private static Facts table(List<TransferSummary> overall) {
        return new Facts(
                "In numbers",
                List.of("Learner", "Shots", "Spearman", "Standard error", "Kendall", "Intervals hold", "Runs"),
                overall.stream()
                        .map(summary -> List.of(
                                summary.learner(),
                                String.valueOf(summary.shots()),
                                Say.correlation(summary.spearman().value()),
                                Say.number(summary.spearman().standardError()),
                                Say.correlation(summary.kendallTau().value()),
                                Say.percent(summary.coverage().value()),
                                String.valueOf(summary.runs())))
                        .toList(),
                "No run gave a rank correlation.");
    }
}
