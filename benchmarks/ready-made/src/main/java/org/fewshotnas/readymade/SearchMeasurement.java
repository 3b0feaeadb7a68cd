package org.fewshotnas.readymade;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.search.Candidates;
import org.fewshotnas.search.PredictorSearch;
import org.fewshotnas.search.SearchResult;
import org.fewshotnas.search.SearchSettings;
import org.fewshotnas.search.evaluate.KnownScores;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;

/**
 * Searches among the cells that were trained, by looking their accuracies up, with a predictor that has learned other data sets and with one that
 * begins with random weights: the comparison of figure 4 of the MP-NAS paper.
 */
final class SearchMeasurement {
    private static final int TRAININGS = 20;
    private static final int SEEDS = 10;

    private final Predictor learned;
    private final Predictor random;

    SearchMeasurement(Predictor learned, Predictor random) {
        this.learned = learned;
        this.random = random;
    }

    /** Prints a row for every task, means over seeds. */
    void print(List<OwnTrainings.Trained> tasks) {
        System.out.println(
                "| Task | best | of 20 at random | of 20, random start | of 20, meta-learned | trainings until the random start's |");
        System.out.println("|---|---|---|---|---|---|");
        for (OwnTrainings.Trained task : tasks) {
            double[] sums = new double[4];
            for (long seed = 1; seed <= SEEDS; seed++) {
                double[] began = soFar(random, task, seed);
                double[] had = soFar(learned, task, seed);
                sums[0] += drawn(task, seed) / SEEDS;
                sums[1] += began[TRAININGS - 1] / SEEDS;
                sums[2] += had[TRAININGS - 1] / SEEDS;
                sums[3] += (double) until(had, began[TRAININGS - 1]) / SEEDS;
            }
            KnownScores scores = scores(task);
            double best = scores.distinct().stream()
                    .mapToDouble(scores::meanOfForm)
                    .max()
                    .orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.4f | %.4f | %.4f | %.4f | %.1f |%n",
                    task.metric().dataSet(),
                    best,
                    sums[0],
                    sums[1],
                    sums[2],
                    sums[3]);
        }
    }

    private static KnownScores scores(OwnTrainings.Trained task) {
        Metric known = task.metric();
        Metric unnamed = new Metric("score", "", "", known.quantity(), "", known.direction(), "", "", "", "");
        return KnownScores.of(unnamed, task.architectures(), task.accuracies());
    }

    /** The best accuracy after each training. */
    private static double[] soFar(Predictor predictor, OwnTrainings.Trained task, long seed) {
        SearchSettings settings = SearchSettings.defaults()
                .withQueries(TRAININGS)
                .withSteps(TRAININGS / 2)
                .withSeed(seed);
        SearchResult result = PredictorSearch.run(
                predictor,
                Candidates.of(task.architectures()),
                Optional.of(scores(task)),
                Optional.empty(),
                settings,
                Device.cpu(),
                Progress.NONE);
        double[] best = new double[TRAININGS];
        for (int i = 0; i < TRAININGS; i++) {
            best[i] = Math.max(result.history().get(i).score(), i == 0 ? 0 : best[i - 1]);
        }
        return best;
    }

    /** The best of so many cells that are drawn. */
    private static double drawn(OwnTrainings.Trained task, long seed) {
        KnownScores scores = scores(task);
        List<Architecture> cells = new ArrayList<>(scores.distinct());
        Collections.shuffle(cells, new Random(seed));
        return cells.stream()
                .limit(TRAININGS)
                .mapToDouble(scores::meanOfForm)
                .max()
                .orElseThrow();
    }

    /** After how many trainings it is as good; one more than there were if it never is. */
    private static int until(double[] soFar, double wanted) {
        int trainings = 1;
        while (trainings <= TRAININGS && soFar[trainings - 1] < wanted) {
            trainings++;
        }
        return trainings;
    }
}
