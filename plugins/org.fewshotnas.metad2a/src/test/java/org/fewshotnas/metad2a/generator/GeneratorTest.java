package org.fewshotnas.metad2a.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fewshotnas.metad2a.gradient.Descent;
import org.fewshotnas.metad2a.gradient.Gradients;
import org.fewshotnas.metad2a.gradient.Layout;
import org.fewshotnas.metad2a.gradient.Pass;
import org.fewshotnas.metad2a.gradient.Tensors;
import org.fewshotnas.metad2a.gradient.Value;
import org.fewshotnas.metad2a.graph.GraphBatch;
import org.fewshotnas.metad2a.graph.VertexGraph;
import org.fewshotnas.metad2a.graph.VertexSpace;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.published.NasBench101;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratorTest {
    private static final int CODE = 4;

    static List<SearchSpace> spaces() {
        return List.of(NasBench201.INSTANCE, NasBench101.INSTANCE);
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void gradientIsThatOfFiniteDifferences(SearchSpace searchSpace) {
        VertexSpace space = VertexSpace.of(searchSpace);
        GraphBatch graphs = new GraphBatch(graphs(space, 4), space.types());
        Layout layout = layout(space, 5).add("set", 1, 4, CODE);
        float[] noise = new float[4 * CODE];
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        Gradients.check(layout, pass -> new Generator(pass, space.types(), 5)
                .loss(pass.parameter("set"), pass.tape().constant(noise, 4, CODE), graphs));
    }

    @Test
    void theLossOfABatchIsTheSumOfThoseOfItsGraphs() {
        VertexSpace space = VertexSpace.of(NasBench101.INSTANCE);
        List<VertexGraph> graphs = new ArrayList<>(graphs(space, 3));
        graphs.add(new VertexGraph(new int[] {0, 2, 1}, new long[] {2, 4, 0}));
        try (NDManager manager = Torch.newManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Layout layout = layout(space, 6);
            Tensors tensors =
                    new Tensors(manager, DataType.FLOAT64, layout.shapes(), layout.random(new SplittableRandom(2)));
            double alone = 0;
            for (VertexGraph graph : graphs) {
                alone += loss(manager, tensors, space, List.of(graph));
            }
            // A vertex that a graph does not have costs log 2 for each edge that could lead to it, whatever the
            // weights.
            int without = 0;
            for (VertexGraph graph : graphs) {
                for (int v = graph.size(); v < space.maxVertices(); v++) {
                    without += v;
                }
            }
            assertEquals(alone + without * Math.log(2), loss(manager, tensors, space, graphs), 1e-6);
        }
    }

    private static double loss(NDManager manager, Tensors tensors, VertexSpace space, List<VertexGraph> graphs) {
        Pass pass = Pass.applying(manager, tensors);
        int n = graphs.size();
        Value codes = pass.tape().filled(0.5, n, CODE);
        return Torch.toDoubles(new Generator(pass, space.types(), 6)
                .loss(codes, pass.tape().filled(0, n, CODE), new GraphBatch(graphs, space.types()))
                .array())[0];
    }

    /** Two codes and a graph for each: after some training, each code gives its graph. */
    @ParameterizedTest
    @MethodSource("spaces")
    void learnsToDrawTheGraphOfACode(SearchSpace searchSpace) {
        VertexSpace space = VertexSpace.of(searchSpace);
        List<VertexGraph> graphs = graphs(space, 50).stream()
                .filter(GeneratorTest::hasNoTwins)
                .limit(2)
                .toList();
        float[] codes = {1, -1, 1, -1, -1, 1, -1, 1};
        Layout layout = layout(space, 16);
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            Tensors tensors =
                    new Tensors(manager, DataType.FLOAT32, layout.shapes(), layout.random(new SplittableRandom(2)));
            try (Descent descent = new Descent(manager, tensors, 0.01, "generator", Progress.NONE)) {
                for (int step = 0; step < 300; step++) {
                    descent.step(
                            List.of(pass -> new Generator(pass, space.types(), 16)
                                    .loss(
                                            pass.tape().constant(codes, 2, CODE),
                                            pass.tape().filled(0, 2, CODE),
                                            new GraphBatch(graphs, space.types()))),
                            2,
                            step / 300.0);
                }
            }
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                Pass pass = Pass.applying(manager, tensors);
                Generator generator = new Generator(pass, space.types(), 16);
                float[] hundred = new float[100 * CODE];
                for (int i = 0; i < hundred.length; i++) {
                    hundred[i] = codes[i % codes.length];
                }
                Value means = generator.mean(pass.tape().constant(hundred, 100, CODE));
                List<VertexGraph> drawn = generator.draw(means, space.maxVertices(), new SplittableRandom(3));
                int right = 0;
                for (int i = 0; i < 100; i++) {
                    right += drawn.get(i).equals(graphs.get(i % 2)) ? 1 : 0;
                }
                assertTrue(right >= 60, right + " of 100");
            }
        }
    }

    /** Vertices of one type with the same inputs have one state, and then what the decoder draws next cannot tell them apart. */
    private static boolean hasNoTwins(VertexGraph graph) {
        List<String> seen = new ArrayList<>();
        for (int v = 0; v < graph.size(); v++) {
            StringBuilder inputs = new StringBuilder(String.valueOf(graph.types()[v]));
            for (int u = 0; u < v; u++) {
                inputs.append(graph.hasEdge(u, v) ? 1 : 0);
            }
            seen.add(inputs.toString().replaceAll("(?<=.)0*$", ""));
        }
        return seen.stream().distinct().count() == graph.size();
    }

    private static Layout layout(VertexSpace space, int hidden) {
        Layout layout = new Layout();
        Generator.describe(layout, space.types(), space.maxVertices(), CODE, hidden);
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
