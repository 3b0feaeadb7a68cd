package org.fewshotnas.predictor.learner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Learners;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.TestGraphs;
import org.fewshotnas.predictor.evaluation.MetaLearned;
import org.fewshotnas.predictor.finetuning.FineTuneSettings;
import org.fewshotnas.predictor.finetuning.FineTuning;
import org.fewshotnas.predictor.finetuning.ZeroShot;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.junit.jupiter.api.Test;

/** A learner is added by one class and its name in {@code META-INF/services}. */
class MadeUpMethodTest {
    private static final LearningMethod MADE_UP = LearningMethods.ofName("MADE_UP");
    private static final Task KNOWN = TestGraphs.task("known", TestGraphs.random(20, 6, 1), 0.4, 1);
    private static final Task TARGET = TestGraphs.task("target", TestGraphs.random(40, 6, 2), 0.4, 2);

    @Test
    void itIsListedBesideThoseThatAreShipped() {
        List<String> names =
                LearningMethods.all().stream().map(LearningMethod::name).toList();
        assertTrue(names.contains("MADE_UP"), names.toString());
        assertTrue(names.containsAll(
                List.of("MULTI_TASK", "BOIL", "MAML", "ANIL", "META_SGD", "REPTILE", "PRE_TRAINING", "NONE")));
        assertEquals(
                List.of(
                        "Multi-task",
                        "BOIL",
                        "MAML",
                        "ANIL",
                        "Meta-SGD",
                        "Reptile",
                        "Pre-training",
                        "No meta-learning"),
                Learners.all().stream().map(LearningMethod::label).toList(),
                "workflows and results name them so");
        assertEquals(Learners.MULTI_TASK, LearningMethods.byDefault());
    }

    @Test
    void itsPredictorsAreLearnedStoredReadAndFineTuned() throws IOException {
        Predictor learned = learned();
        Predictor read = throughAFile(learned);
        assertEquals(learned.spec(), read.spec());
        assertEquals(MADE_UP, read.spec().learner());
        assertArrayEquals(new float[] {0.125f}, read.weights().values(MadeUpMethod.NOISE));
        Task support = TARGET.subset(IntStream.range(0, 30).toArray());
        Predictor tuned = FineTuning.fineTune(read, support, FineTuneSettings.defaults(), Device.cpu(), Progress.NONE)
                .predictor();
        Predictor again = throughAFile(tuned);
        assertEquals(tuned.spec(), again.spec());
        assertEquals(30, again.spec().shots());
        assertArrayEquals(new float[] {0.125f}, again.weights().values(MadeUpMethod.NOISE));
        double[] predicted = again.predict(support.graphs(), Device.cpu(), Progress.NONE);
        double error = 0;
        double spread = 0;
        double mean = IntStream.range(0, 30)
                .mapToDouble(i -> support.scores()[i])
                .average()
                .orElseThrow();
        for (int i = 0; i < predicted.length; i++) {
            error += Math.abs(predicted[i] - support.scores()[i]);
            spread += Math.abs(mean - support.scores()[i]);
        }
        assertTrue(error < 0.7 * spread, error + " of " + spread + ": it has seen these scores");
    }

    @Test
    void itsZeroShotHeadIsWhatATargetStartsFrom() {
        Predictor start = ZeroShot.forTarget(learned(), TARGET.metric());
        for (double predicted : start.predict(TARGET.graphs(), Device.cpu(), Progress.NONE)) {
            assertEquals(0.75, predicted, 1e-6);
        }
    }

    @Test
    void theEvaluationCanCompareIt() {
        MetaLearned approach = new MetaLearned(
                MADE_UP.defaults().withShape(new GcnShape(2, 12, 0)), FineTuneSettings.defaults(), Device.cpu());
        assertEquals("Made-up", approach.name());
        double[] merits = approach.learn(List.of(KNOWN), 1, Progress.NONE)
                .get(0)
                .adapt(TARGET.subset(new int[] {0, 1, 2, 3, 4}), 1, Progress.NONE)
                .predict(TARGET.graphs(), Progress.NONE)
                .merits();
        assertEquals(TARGET.size(), merits.length);
    }

    @Test
    void anUnknownLearnerIsRefusedWithThoseThatThereAre() {
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> LearningMethods.ofName("GUESS"));
        assertTrue(e.getMessage().contains("GUESS"), e.getMessage());
        assertTrue(e.resolution().contains("MULTI_TASK, BOIL"), e.resolution());
    }

    private static Predictor learned() {
        return MetaLearning.learn(
                List.of(KNOWN), MADE_UP.defaults().withShape(new GcnShape(2, 12, 0)), Device.cpu(), Progress.NONE);
    }

    private static Predictor throughAFile(Predictor predictor) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        predictor.write(bytes);
        return Predictor.read(new ByteArrayInputStream(bytes.toByteArray()));
    }
}
