package org.fewshotnas.metad2a;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.fewshotnas.metad2a.Generation.Generated;
import org.fewshotnas.metad2a.LearningResult.Epoch;
import org.fewshotnas.metad2a.MetaD2aSettings.GoodCells;
import org.fewshotnas.metad2a.MetaD2aSettings.Network;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.published.NasBench101;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.space.published.NasBenchAsr;
import org.fewshotnas.space.published.TransNasBench101Micro;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Learning from made-up data sets of which it is known what is good for them. */
class MetaD2aLearningTest {
    private static final int WIDTH = 20;
    private static final int SETS = 48;

    static MetaD2aSettings small(int predictorEpochs, int generatorEpochs) {
        return MetaD2aSettings.defaults()
                .withNetwork(new Network(16, 24, 16, true))
                .withTraining(new MetaD2aSettings.Training(predictorEpochs, generatorEpochs, 3e-3, 0.15));
    }

    /** Two models, since what one learns of so few data sets is chance in part. */
    @Test
    void generatesWhatIsGoodForDataSetsThatItHasNotSeen() {
        double[] own = new double[1];
        double[] others = new double[1];
        double[] top = new double[1];
        for (int seed = 1; seed <= 2; seed++) {
            LearningResult result = learned(seed);
            int kinds = MadeUp.BEST.size();
            for (int kind = 0; kind < kinds; kind++) {
                DataSetFeatures unseen = MadeUp.dataSet(kind, 5, 12, WIDTH, 4711 + kind);
                Generation generation = result.model().generate(unseen, 60, 1, Progress.NONE);
                assertEquals(60, generation.architectures().size());
                assertTrue(generation.validity() > 0.9, generation.validity() + " valid");
                own[0] += mean(generation.architectures(), kind) / (2 * kinds);
                for (int other = 0; other < kinds; other++) {
                    others[0] +=
                            other == kind ? 0 : mean(generation.architectures(), other) / (2 * kinds * (kinds - 1));
                }
                top[0] += mean(generation.architectures().subList(0, 10), kind) / (2 * kinds);
            }
        }
        // Of five operations each has a fifth of the places of random cells. What does not look at the data makes as
        // many of one as of another.
        assertTrue(own[0] > 0.3 && own[0] > others[0] + 0.03, own[0] + " and " + others[0]);
        assertTrue(top[0] > own[0], "the best by prediction: " + top[0] + ", all: " + own[0]);
    }

    private static LearningResult learned(int seed) {
        LearningResult result = MetaD2aLearning.learn(
                MadeUp.dataSets(SETS, WIDTH, 1),
                MadeUp.measured(NasBench201.INSTANCE, SETS, 10, 3),
                small(25, 45)
                        .withNetwork(new Network(32, 48, 32, true))
                        .withGoodCells(new GoodCells(GoodCells.Source.PREDICTED, 5, 40))
                        .withSeed(seed),
                Progress.NONE);
        Epoch best = result.predictor().epochs().get(result.predictor().kept() - 1);
        assertTrue(best.correlation().orElseThrow() > 0.6, best.toString());
        assertTrue(best.correlationWithin().orElseThrow() > 0.6, best.toString());
        assertEquals(45, result.generator().epochs().size());
        return result;
    }

    private static double mean(List<Generated> generated, int kind) {
        return generated.stream()
                .mapToDouble(one -> MadeUp.share(one.architecture(), MadeUp.BEST.get(kind)))
                .average()
                .orElseThrow();
    }

    @Test
    void ofErrorsTheSmallestAreTheBest() {
        List<MeasuredArchitecture> errors = MadeUp.measured(NasBench201.INSTANCE, 8, 4, 3).stream()
                .map(row -> new MeasuredArchitecture(row.dataSet(), row.architecture(), 100 - row.score()))
                .toList();
        MetaD2aSettings settings = small(2, 2)
                .withTraining(new MetaD2aSettings.Training(2, 2, 3e-3, 0))
                .withGoodCells(GoodCells.measured())
                .withDirection(Direction.MINIMIZE);
        MetaD2aModel model = MetaD2aLearning.learn(MadeUp.dataSets(8, WIDTH, 1), errors, settings, Progress.NONE)
                .model();
        for (int d = 0; d < 8; d++) {
            int dataSet = d;
            MeasuredArchitecture best = errors.stream()
                    .filter(row -> row.dataSet() == dataSet)
                    .min(Comparator.comparingDouble(MeasuredArchitecture::score))
                    .orElseThrow();
            assertTrue(model.spec().goodCells().contains(best.architecture().text()), best.toString());
        }
        assertEquals(8, model.spec().goodCells().size());
        List<Generated> generated = model.generate(MadeUp.dataSet(0, 3, 4, WIDTH, 5), 20, 1, Progress.NONE)
                .architectures();
        for (int i = 1; i < generated.size(); i++) {
            assertTrue(generated.get(i - 1).score() <= generated.get(i).score());
        }
    }

    @Test
    void theSameSeedGivesTheSameModel() {
        List<DataSetFeatures> dataSets = MadeUp.dataSets(8, WIDTH, 1);
        List<MeasuredArchitecture> rows = MadeUp.measured(NasBench201.INSTANCE, 8, 4, 3);
        MetaD2aModel one = MetaD2aLearning.learn(dataSets, rows, small(3, 3), Progress.NONE)
                .model();
        MetaD2aModel same = MetaD2aLearning.learn(dataSets, rows, small(3, 3), Progress.NONE)
                .model();
        MetaD2aModel other = MetaD2aLearning.learn(dataSets, rows, small(3, 3).withSeed(2), Progress.NONE)
                .model();
        assertEquals(one.weights(), same.weights());
        assertNotEquals(one.weights(), other.weights());
        DataSetFeatures unseen = MadeUp.dataSet(1, 3, 30, WIDTH, 5);
        assertEquals(
                one.generate(unseen, 10, 7, Progress.NONE).architectures(),
                same.generate(unseen, 10, 7, Progress.NONE).architectures());
        assertNotEquals(
                one.generate(unseen, 10, 7, Progress.NONE).architectures(),
                one.generate(unseen, 10, 8, Progress.NONE).architectures());
    }

    static List<SearchSpace> spaces() {
        return List.of(
                NasBench101.INSTANCE, TransNasBench101Micro.INSTANCE, NasBenchAsr.INSTANCE, NasBench201.MIXED_OPS);
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void everySpaceOfCellsCanBeLearned(SearchSpace space) {
        SplittableRandom random = new SplittableRandom(3);
        List<MeasuredArchitecture> rows = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            rows.add(new MeasuredArchitecture(i % 4, Architecture.of(space, space.sample(random)), i));
        }
        MetaD2aModel model = MetaD2aLearning.learn(MadeUp.dataSets(4, WIDTH, 1), rows, small(2, 40), Progress.NONE)
                .model();
        Generation generation = model.generate(MadeUp.dataSet(0, 3, 4, WIDTH, 5), 5, 1, Progress.NONE);
        assertTrue(generation.valid() > 0, generation.toString());
        for (Generated generated : generation.architectures()) {
            // The space itself says that it is one.
            assertEquals(space.name(), generated.architecture().space().name());
            space.parse(generated.architecture().text());
        }
    }

    @Test
    void whatWasLearnedByOneClassCountWorksForAnyOther() {
        MetaD2aModel model = MetaD2aLearning.learn(
                        MadeUp.dataSets(6, WIDTH, 1),
                        MadeUp.measured(NasBench201.INSTANCE, 6, 3, 3),
                        small(2, 2),
                        Progress.NONE)
                .model();
        for (int classes : new int[] {2, 10, 100, 1_000}) {
            DataSetFeatures dataSet = MadeUp.dataSet(0, classes, classes == 2 ? 1 : 3, WIDTH, 5);
            assertTrue(model.generate(dataSet, 3, 1, Progress.NONE).drawn() > 0);
            assertEquals(4, model.codes(dataSet, 4, 1, Progress.NONE).length);
        }
    }

    @Test
    void learningStopsSoonAfterACancel() {
        long[] canceled = new long[1];
        Progress progress = new Progress() {
            @Override
            public void report(double fraction, String message) {
                if (message.contains("epoch 2 of")) {
                    canceled[0] = System.nanoTime();
                }
            }

            @Override
            public void checkCanceled() {
                if (canceled[0] > 0) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(
                CancellationException.class,
                () -> MetaD2aLearning.learn(
                        MadeUp.dataSets(8, WIDTH, 1),
                        MadeUp.measured(NasBench201.INSTANCE, 8, 4, 3),
                        small(1000, 1000),
                        progress));
        assertTrue(System.nanoTime() - canceled[0] < 3_000_000_000L);
    }

    @Test
    void rowsThatDoNotFitAreRefused() {
        List<DataSetFeatures> dataSets = MadeUp.dataSets(3, WIDTH, 1);
        List<MeasuredArchitecture> rows = MadeUp.measured(NasBench201.INSTANCE, 3, 4, 3);
        Architecture cell = rows.get(0).architecture();
        refused(() -> learn(dataSets, List.of()), "no scores");
        refused(() -> learn(dataSets.subList(0, 2), rows), "Score 9 is of data set 2; there are 2");
        refused(() -> learn(dataSets, rows.subList(0, 4)), "All scores are of one data set");
        refused(() -> new MeasuredArchitecture(0, cell, Double.NaN), "is NaN; a finite number is expected");
        refused(
                () -> learn(
                        dataSets, List.of(new MeasuredArchitecture(0, cell, 5), new MeasuredArchitecture(1, cell, 5))),
                "All 2 scores are 5.0");
        List<DataSetFeatures> wider = new ArrayList<>(dataSets);
        wider.set(1, MadeUp.dataSet(0, 3, 3, WIDTH + 1, 3));
        refused(() -> learn(wider, rows), "has 21 features an example");
        List<MeasuredArchitecture> mixed = new ArrayList<>(rows);
        mixed.add(new MeasuredArchitecture(
                0, Architecture.parse(TransNasBench101Micro.INSTANCE, "64-41414-1_02_333"), 50));
        refused(
                () -> learn(dataSets, mixed),
                "of the search space TransNAS-Bench-101 micro; the first is of NAS-Bench-201");
        refused(() -> MetaD2aSettings.defaults().withDirection(Direction.UNKNOWN), "larger or smaller");
        refused(() -> MetaD2aSettings.defaults().withExamplesPerClass(0), "\"examples per class\" is 0");
        refused(() -> new Network(55, 128, 56, true), "\"code size\" is 55; expected is a multiple of 4");
    }

    private static void learn(List<DataSetFeatures> dataSets, List<MeasuredArchitecture> rows) {
        MetaD2aLearning.learn(dataSets, rows, small(1, 1), Progress.NONE);
    }

    private static void refused(Executable work, String words) {
        InvalidInputException e = assertThrows(InvalidInputException.class, work);
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }
}
