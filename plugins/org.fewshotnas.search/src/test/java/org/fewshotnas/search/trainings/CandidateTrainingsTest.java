package org.fewshotnas.search.trainings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.fewshotnas.network.cache.CachedTrainings;
import org.fewshotnas.network.cache.TrainingCache;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.network.worker.Workers;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.search.Waves;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.published.NasBench201;
import org.junit.jupiter.api.Test;

class CandidateTrainingsTest {
    private static final int EPOCHS = 9;
    private static final Split DATA = Waves.split(80, 12);
    private static final TrainingSettings SETTINGS =
            TrainingSettings.ofClasses().withBudget(EPOCHS, 16);
    private static final List<Architecture> CELLS = cells(7);

    private static List<Architecture> cells(int count) {
        Random random = new Random(4);
        List<Architecture> cells = new ArrayList<>();
        while (cells.size() < count) {
            cells.add(Architecture.of(NasBench201.INSTANCE, NasBench201.INSTANCE.sample(random)));
        }
        return cells;
    }

    private static CandidateTrainings of(TrainingSettings settings) {
        MacroArchitecture macro = MacroArchitecture.residual(4, 1, new Head.Classes(2));
        return new CandidateTrainings(CELLS, DATA, macro, settings, 1);
    }

    private static CachedTrainings twoThreads() {
        return new CachedTrainings(Workers.threads(2), TrainingCache.off());
    }

    @Test
    void roundsGrowByThreeAndEndWithTheWholeBudget() {
        assertEquals(List.of(10), Halving.budgets(10, 3), "three candidates are all trained");
        assertEquals(List.of(3, 10), Halving.budgets(10, 4));
        assertEquals(List.of(10, 30), Halving.budgets(30, 9), "three of nine go on to the end");
        assertEquals(List.of(3, 10, 30), Halving.budgets(30, 10));
        assertEquals(List.of(8), Halving.budgets(8, 100), "two epochs say nothing");
    }

    @Test
    void theWorstAreStoppedAndTheOthersAreAsIfTheyAloneHadBeenTrained() {
        List<Outcome> shorter = of(SETTINGS.withBudget(3, 16)).run(twoThreads(), Progress.NONE);
        List<Outcome> all = of(SETTINGS).run(twoThreads(), Progress.NONE);
        CandidateTrainings trainings = of(SETTINGS);
        List<Outcome> halved = trainings.runHalving(twoThreads(), Progress.NONE);
        List<Integer> best = IntStream.range(0, CELLS.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -shorter.get(i).score().orElseThrow()))
                .limit(3)
                .toList();
        for (int i = 0; i < CELLS.size(); i++) {
            Outcome outcome = halved.get(i);
            if (best.contains(i)) {
                assertEquals(all.get(i).score(), outcome.score());
                assertEquals(Optional.of(EPOCHS), outcome.epochs());
            } else {
                assertTrue(outcome.isStopped() && outcome.score().isEmpty());
                assertEquals(Optional.of(3), outcome.epochs());
                String reason = outcome.reason().orElseThrow();
                assertTrue(reason.matches("Stopped after 3 of 9 epochs .*number [4-7] of 7\\."), reason);
            }
        }
        double highest = best.stream()
                .mapToDouble(i -> all.get(i).score().orElseThrow())
                .max()
                .orElseThrow();
        assertEquals(highest, trainings.best().score());
        assertTrue(trainings.warnings().get(0).contains("4 of 7 architectures were stopped after 3 of 9 epochs"));
        double agreement = RankMetrics.spearman(scores(shorter, best), scores(all, best));
        String said = String.format(Locale.ROOT, "after 3 and after 9 epochs agree by %.2f (Spearman)", agreement);
        assertTrue(
                Double.isNaN(agreement) || trainings.warnings().get(1).contains(said),
                agreement + " in " + trainings.warnings());
        assertFalse(
                trainings.warnings().stream().anyMatch(warning -> warning.contains("architectures have no score.")),
                "nothing failed: " + trainings.warnings());
    }

    @Test
    void theUserIsToldWhereNoneIsStoppedEarly() {
        CandidateTrainings trainings = of(SETTINGS.withBudget(3, 16));
        List<Outcome> outcomes = trainings.runHalving(twoThreads(), Progress.NONE);
        assertTrue(outcomes.stream().allMatch(outcome -> outcome.score().isPresent()));
        assertEquals(
                List.of(
                        "No training was stopped early: that begins with 9 epochs and 4 architectures, and these are 3 and 7."),
                trainings.warnings());
    }

    /** By hand from the scores of single trainings. */
    @Test
    void repeatedTrainingsTellTheNoiseOfASeed() {
        MacroArchitecture macro = MacroArchitecture.residual(4, 1, new Head.Classes(2));
        TrainingSettings brief = SETTINGS.withBudget(2, 16);
        CandidateTrainings repeated = new CandidateTrainings(CELLS, DATA, macro, brief, 2);
        List<Outcome> outcomes = repeated.run(twoThreads(), Progress.NONE);
        List<Outcome> one = new CandidateTrainings(CELLS, DATA, macro, brief, 1).run(twoThreads(), Progress.NONE);
        List<Outcome> other = new CandidateTrainings(CELLS, DATA, macro, brief.withSeed(brief.seed() + 1), 1)
                .run(twoThreads(), Progress.NONE);
        double squares = 0;
        for (int i = 0; i < CELLS.size(); i++) {
            double difference =
                    one.get(i).score().orElseThrow() - other.get(i).score().orElseThrow();
            assertEquals(
                    Math.abs(difference) / 2, outcomes.get(i).standardError().orElseThrow(), 1e-9, "half the distance");
            squares += difference * difference / 2;
        }
        SeedNoise noise = SeedNoise.of(outcomes).orElseThrow();
        assertEquals(Math.sqrt(squares / CELLS.size()), noise.deviation(), 1e-9);
        assertEquals(CELLS.size(), noise.freedom());
        assertEquals(CELLS.size(), noise.architectures());
        assertEquals(List.of(noise.sentence(2)), repeated.warnings());
        assertEquals(Optional.empty(), SeedNoise.of(one), "one training says nothing of it");
    }

    private static double[] scores(List<Outcome> outcomes, List<Integer> numbers) {
        return numbers.stream()
                .mapToDouble(i -> outcomes.get(i).score().orElseThrow())
                .toArray();
    }
}
