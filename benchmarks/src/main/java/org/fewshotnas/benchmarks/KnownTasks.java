package org.fewshotnas.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.evaluation.HeldOutTasks;
import org.fewshotnas.predictor.evaluation.MetaLearned;
import org.fewshotnas.predictor.evaluation.ScoredCells;
import org.fewshotnas.predictor.evaluation.TrainSize;
import org.fewshotnas.predictor.evaluation.TransferEvaluation;
import org.fewshotnas.predictor.evaluation.TransferSummary;
import org.fewshotnas.predictor.finetuning.FineTuneSettings;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;

/**
 * What it helps that zero-cost proxies of the target's own data are known tasks: each task of TransNAS-Bench-101 held out, learned from the
 * others' scores with and without the target's proxies, over the cells that NAS-Bench-Suite-Zero has.
 */
final class KnownTasks {
    /** Those that a user can compute on data of his own. */
    private static final Set<String> PROXIES = Set.of("nwot", "jacov", "grad_norm", "snip", "synflow");

    private static final List<Integer> SHOTS = List.of(0, 5, 25);

    private final ArchitectureTable table;
    private final int learnings;

    KnownTasks(Path published, int learnings) {
        Path file = published.resolve("native/zc_transbench101_micro.json");
        table = BenchmarkFiles.open(file).read(ReadOptions.defaults(), Progress.NONE);
        this.learnings = learnings;
    }

    /**
     * Prints a table, each task's rows as soon as they are known: for each number of shots the Spearman correlation without proxies, with
     * them, and the change.
     */
    void print() {
        System.out.println("| Target | Shots | Without | With proxies | Change |\n|---|---|---|---|---|");
        List<Integer> scores = columns("valid");
        double[][] sums = new double[SHOTS.size()][2];
        for (int target : scores) {
            List<Integer> withProxies = new ArrayList<>(scores);
            IntStream.range(0, table.metrics().size())
                    .filter(m -> PROXIES.contains(metric(m).quantity()))
                    .filter(m -> metric(m).dataSet().equals(metric(target).dataSet()))
                    .forEach(withProxies::add);
            double[] without = spearman(scores, metric(target).name());
            double[] with = spearman(withProxies, metric(target).name());
            for (int i = 0; i < without.length; i++) {
                sums[i][0] += without[i] / scores.size();
                sums[i][1] += with[i] / scores.size();
                System.out.println(row(metric(target).dataSet(), SHOTS.get(i), without[i], with[i]));
            }
        }
        for (int i = 0; i < sums.length; i++) {
            System.out.println(row("mean", SHOTS.get(i), sums[i][0], sums[i][1]));
        }
    }

    private static String row(String target, int shots, double without, double with) {
        return String.format(
                Locale.ROOT, "| %s | %d | %.3f | %.3f | %+.3f |", target, shots, without, with, with - without);
    }

    private Metric metric(int column) {
        return table.metrics().get(column);
    }

    private List<Integer> columns(String split) {
        return IntStream.range(0, table.metrics().size())
                .filter(m -> metric(m).split().equals(split))
                .boxed()
                .toList();
    }

    /** For each number of shots, the mean over learnings and runs. */
    private double[] spearman(List<Integer> columns, String target) {
        ScoredCells.Builder cells =
                new ScoredCells.Builder(columns.stream().map(this::metric).toList());
        for (int row = 0; row < table.rowCount(); row++) {
            int number = row;
            cells.add(
                    UnifiedGraph.of(table.space().requireCells().parse(table.architecture(row))),
                    table.space().name(),
                    columns.stream().mapToDouble(m -> table.score(number, m)).toArray());
        }
        HeldOutTasks protocol =
                HeldOutTasks.leaveOneOut(cells.build(), new LinkedHashSet<>(List.of(target)), TrainSize.ofPercent(50));
        MetaLearned learner = new MetaLearned(
                LearningMethods.ofName("MULTI_TASK").defaults(), FineTuneSettings.defaults(), Device.cpu());
        TransferEvaluation.Settings settings = new TransferEvaluation.Settings(
                List.of(learner), SHOTS, new TransferEvaluation.Repetitions(10, learnings, false), Set.of(), 1);
        List<TransferSummary> summaries = TransferSummary.of(
                TransferEvaluation.run(protocol, settings, Progress.NONE).results());
        return SHOTS.stream()
                .mapToDouble(shots -> summaries.stream()
                        .filter(summary -> summary.shots() == shots)
                        .findFirst()
                        .orElseThrow()
                        .spearman()
                        .value())
                .toArray();
    }
}
