package org.fewshotnas.metad2a.surrogate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fewshotnas.metad2a.gradient.Gradients;
import org.fewshotnas.metad2a.gradient.Layout;
import org.fewshotnas.metad2a.gradient.Pass;
import org.fewshotnas.metad2a.gradient.Tensors;
import org.fewshotnas.metad2a.gradient.Value;
import org.fewshotnas.metad2a.graph.GraphBatch;
import org.fewshotnas.metad2a.graph.VertexGraph;
import org.fewshotnas.metad2a.graph.VertexSpace;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.published.NasBench101;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PerformancePredictorTest {
    private static final int CODE = 4;
    private static final int HIDDEN = 5;

    static List<SearchSpace> spaces() {
        return List.of(NasBench201.INSTANCE, NasBench101.INSTANCE);
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void gradientIsThatOfFiniteDifferences(SearchSpace searchSpace) {
        VertexSpace space = VertexSpace.of(searchSpace);
        GraphBatch graphs = new GraphBatch(graphs(space, 4), space.types());
        Layout layout = layout(space).add("set", 1, 4, CODE);
        Gradients.check(layout, pass -> {
            PerformancePredictor predictor = new PerformancePredictor(pass, HIDDEN);
            Value scores = predictor.scores(pass.parameter("set"), predictor.graphCodes(graphs));
            return pass.tape().sum(pass.tape().multiply(scores, scores));
        });
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void scoresOfABatchAreThoseOfOneGraphAtATime(SearchSpace searchSpace) {
        VertexSpace space = VertexSpace.of(searchSpace);
        List<VertexGraph> graphs = graphs(space, 30);
        double[] together = codes(space, graphs);
        for (int i = 0; i < graphs.size(); i++) {
            double[] alone = codes(space, List.of(graphs.get(i)));
            assertArrayEquals(
                    alone, java.util.Arrays.copyOfRange(together, i * CODE, (i + 1) * CODE), 1e-5, "graph " + i);
        }
        assertTrue(Math.abs(together[0] - together[CODE]) > 1e-4, "other graphs have other codes");
    }

    private static double[] codes(VertexSpace space, List<VertexGraph> graphs) {
        try (NDManager manager = Torch.newManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Layout layout = layout(space);
            Tensors tensors =
                    new Tensors(manager, DataType.FLOAT32, layout.shapes(), layout.random(new SplittableRandom(2)));
            Pass pass = Pass.applying(manager, tensors);
            return Torch.toDoubles(new PerformancePredictor(pass, HIDDEN)
                    .graphCodes(new GraphBatch(graphs, space.types()))
                    .array());
        }
    }

    private static Layout layout(VertexSpace space) {
        Layout layout = new Layout();
        PerformancePredictor.describe(layout, space.types(), space.maxVertices(), CODE, HIDDEN);
        return layout;
    }

    private static List<VertexGraph> graphs(VertexSpace space, int count) {
        SplittableRandom random = new SplittableRandom(4);
        List<VertexGraph> graphs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            graphs.add(space.graph(Architecture.of(space.space(), space.space().sample(random))));
        }
        return graphs;
    }
}
