package org.fewshotnas.metad2a;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.SplittableRandom;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.metad2a.gradient.Pass;
import org.fewshotnas.metad2a.gradient.Tape;
import org.fewshotnas.metad2a.gradient.Tensors;
import org.fewshotnas.metad2a.gradient.Value;
import org.fewshotnas.metad2a.graph.GraphBatch;
import org.fewshotnas.metad2a.graph.VertexGraph;
import org.fewshotnas.metad2a.surrogate.PerformancePredictor;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.Weights;

/** Applies a performance predictor that has learned. */
final class Scoring {
    /** A score is the mean over so many draws of the data set. */
    private static final int DRAWS = 10;
    /** Graphs that are worked on together. */
    private static final int TOGETHER = 1_000;

    private final NDManager manager;
    private final Networks networks;
    private final Tensors tensors;

    /** @param manager that the weights stay with */
    Scoring(NDManager manager, Networks networks, Weights weights) {
        this.manager = manager;
        this.networks = networks;
        tensors = new Tensors(
                manager, DataType.FLOAT32, networks.spec().predictorLayout().shapes(), weights);
    }

    /** Standardised scores of graphs on a data set. */
    double[] standardized(
            DataSetFeatures dataSet,
            int perClass,
            List<VertexGraph> graphs,
            SplittableRandom random,
            Progress progress) {
        double[] sums = new double[graphs.size()];
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Pass outer = Pass.applying(manager, tensors);
            double[][] codes = Codes.of(networks.predictorSet(outer), dataSet, perClass, DRAWS, random, progress)
                    .rows();
            for (int begin = 0; begin < graphs.size(); begin += TOGETHER) {
                progress.checkCanceled();
                progress.report((double) begin / graphs.size(), "Predicting scores");
                List<VertexGraph> some = graphs.subList(begin, Math.min(graphs.size(), begin + TOGETHER));
                try (NDScope inner = new NDScope()) {
                    inner.suppressNotUsedWarning();
                    add(some, codes, sums, begin);
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= DRAWS;
        }
        return sums;
    }

    private void add(List<VertexGraph> graphs, double[][] codes, double[] sums, int begin) {
        Pass pass = Pass.applying(manager, tensors);
        Tape tape = pass.tape();
        PerformancePredictor predictor = networks.predictor(pass);
        Value graphCodes = predictor.graphCodes(new GraphBatch(graphs, networks.types()));
        for (double[] code : codes) {
            float[] repeated = new float[graphs.size() * code.length];
            for (int i = 0; i < repeated.length; i++) {
                repeated[i] = (float) code[i % code.length];
            }
            Value setCodes = tape.constant(repeated, graphs.size(), code.length);
            double[] scores =
                    Torch.toDoubles(predictor.scores(setCodes, graphCodes).array());
            for (int i = 0; i < scores.length; i++) {
                sums[begin + i] += scores[i];
            }
        }
    }
}
