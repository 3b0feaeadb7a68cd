package org.fewshotnas.predictor.ready;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.finetuning.ZeroShot;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.file.Provenance;
import org.junit.jupiter.api.Test;

class ReadyMadePredictorTest {
    /** Cells of NAS-Bench-201 with their published test accuracy on CIFAR-10, in percent, the best one first. */
    private static final List<String> BEST_FIRST = List.of(
            // 94.36
            "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|",
            // 83.82
            "|nor_conv_1x1~0|+|none~0|nor_conv_1x1~1|+|none~0|none~1|nor_conv_1x1~2|",
            // 10
            "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|");

    private static double[] ranked(Metric target) {
        Predictor predictor = ZeroShot.forTarget(ReadyMadePredictor.get(), target);
        List<UnifiedGraph> graphs = BEST_FIRST.stream()
                .map(cell -> UnifiedGraph.of(NasBench201.INSTANCE.parse(cell)))
                .toList();
        return predictor.predict(graphs, Device.cpu(), Progress.NONE);
    }

    @Test
    void ranksForTheAccuracyOfADataSetThatNobodyKnows() {
        double[] scores = ranked(Metric.of("accuracy", Direction.MAXIMIZE));
        assertTrue(scores[0] > scores[1] && scores[1] > scores[2], Arrays.toString(scores));
    }

    @Test
    void ranksTheOtherWayRoundForALatency() {
        double[] scores = ranked(Metric.of("latency [ms]", Direction.MINIMIZE));
        assertTrue(scores[0] < scores[1] && scores[1] < scores[2], Arrays.toString(scores));
    }

    @Test
    void isSmallAndReadOnce() throws Exception {
        try (InputStream in = ReadyMadePredictor.class.getResourceAsStream("ready-made.safetensors")) {
            assertTrue(in.readAllBytes().length < 1_000_000);
        }
        assertSame(ReadyMadePredictor.get(), ReadyMadePredictor.get());
    }

    @Test
    void saysWhatItWasLearnedFrom() {
        assertTrue(ReadyMadePredictor.get().spec().target().isEmpty());
        Provenance.Step step =
                ReadyMadePredictor.get().spec().provenance().steps().get(0);
        Map<String, String> files =
                step.inputs().stream().collect(Collectors.toMap(Provenance.Input::name, Provenance.Input::sha256));
        assertEquals(
                Set.of(
                        "nas-bench-201.csv.gz",
                        "transnas-bench-101-micro.csv.gz",
                        "nas-bench-101-subset.csv.gz",
                        "trainings.csv"),
                files.keySet());
        assertFalse(files.containsValue(""));
    }

    @Test
    void hasLearnedNoCost() {
        assertTrue(ReadyMadePredictor.get().spec().tasks().stream().noneMatch(Metric::isCost));
    }
}
