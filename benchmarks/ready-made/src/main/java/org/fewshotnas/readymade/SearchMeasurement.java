package org.fewshotnas.readymade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.metalearning.MetaLearning;
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

    /** Cells that a search may choose among: others with every seed. */
    private static final int CANDIDATES = 200;

    private final Predictor learned;
    private final List<Predictor> random = new ArrayList<>();

    /** @param learned of other data sets */
    SearchMeasurement(Predictor learned) {
        this.learned = learned;
        LearningMethod nothing = LearningMethods.ofName("NONE");
        for (long seed = 1; seed <= SEEDS; seed++) {
            random.add(MetaLearning.learn(List.of(), nothing.defaults().withSeed(seed), Device.cpu(), Progress.NONE));
        }
    }

    /** Prints a row for every task, means over seeds. */
    void print(List<OwnTrainings.Trained> tasks) {
        System.out.println(
                "| Task | best | of 20 at random | of 20, random start | of 20, meta-learned | trainings until the random start's |");
        System.out.println("|---|---|---|---|---|---|");
        for (OwnTrainings.Trained task : tasks) {
            double[] sums = new double[5];
            for (long seed = 1; seed <= SEEDS; seed++) {
                OwnTrainings.Trained part = part(task, seed);
                double[] began = soFar(random.get((int) seed - 1), part, seed);
                double[] had = soFar(learned, part, seed);
                sums[0] += drawn(part, seed) / SEEDS;
                sums[1] += began[TRAININGS - 1] / SEEDS;
                sums[2] += had[TRAININGS - 1] / SEEDS;
                sums[3] += (double) until(had, began[TRAININGS - 1]) / SEEDS;
                sums[4] += best(part) / SEEDS;
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.4f | %.4f | %.4f | %.4f | %.1f |%n",
                    task.metric().dataSet(),
                    sums[4],
                    sums[0],
                    sums[1],
                    sums[2],
                    sums[3]);
        }
    }

    private static OwnTrainings.Trained part(OwnTrainings.Trained task, long seed) {
        List<Architecture> distinct =
                new ArrayList<>(task.architectures().stream().distinct().toList());
        Collections.shuffle(distinct, new Random(seed));
        Set<Architecture> chosen = Set.copyOf(distinct.subList(0, CANDIDATES));
        int[] rows = IntStream.range(0, task.accuracies().length)
                .filter(i -> chosen.contains(task.architectures().get(i)))
                .toArray();
        return new OwnTrainings.Trained(
                task.metric(),
                Arrays.stream(rows).mapToObj(task.architectures()::get).toList(),
                Arrays.stream(rows).mapToDouble(i -> task.accuracies()[i]).toArray());
    }

    private static double best(OwnTrainings.Trained task) {
        KnownScores scores = scores(task);
        return scores.distinct().stream().mapToDouble(scores::meanOfForm).max().orElseThrow();
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
