package org.fewshotnas.predictor.gcn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Learners;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.SamplePredictors;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.TestGraphs;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.predictor.metalearning.Ensemble;
import org.fewshotnas.predictor.metalearning.Episodes;
import org.fewshotnas.predictor.metalearning.InnerLoop;
import org.fewshotnas.predictor.metalearning.InnerLoopObjective;
import org.fewshotnas.predictor.metalearning.Objective;
import org.fewshotnas.predictor.metalearning.OuterLoop;
import org.fewshotnas.predictor.metalearning.ReptileObjective;
import org.fewshotnas.predictor.metalearning.StandardizedTask;
import org.fewshotnas.predictor.metalearning.SupervisedObjective;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.cell.Vocabulary;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.Provenance;
import org.fewshotnas.tensor.file.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcnTest {
    private static final double TOLERANCE = 1e-12;

    private static double[] outputs(GcnShape shape, List<UnifiedGraph> graphs) {
        return outputs(shape, Parameters.random(shape, 3), graphs);
    }

    @ParameterizedTest(name = "{0} layers")
    @ValueSource(ints = {1, 2, 3, 4})
    void outputsAreThoseOfLoopsOverNodesAndEdges(int layers) {
        GcnShape shape = new GcnShape(layers, 5, 0);
        List<UnifiedGraph> graphs = TestGraphs.random(20, 9, 1);
        double[] expected =
                graphs.stream().mapToDouble(graph -> byLoops(shape, graph)).toArray();
        assertArrayEquals(expected, outputs(shape, graphs), TOLERANCE);
    }

    /** The network's definition, node by node and edge by edge, for all nodes in all layers. */
    private static double byLoops(GcnShape shape, UnifiedGraph graph) {
        Weights weights = Parameters.random(shape, 3);
        int n = graph.nodeCount();
        double[][] states = new double[n][shape.features()];
        for (int i = 0; i < n; i++) {
            states[i][Vocabulary.indexOf(graph.operation(i))] = 1;
        }
        for (int l = 0; l < shape.layers(); l++) {
            float[] w = weights.values("layer." + l + ".weight");
            float[] b = weights.values("layer." + l + ".bias");
            double[][] next = new double[n][shape.width()];
            for (int to = 0; to < n; to++) {
                for (int j = 0; j < shape.width(); j++) {
                    double z = b[j];
                    for (int from = 0; from < n; from++) {
                        if (from == to || graph.hasEdge(from, to)) {
                            for (int i = 0; i < states[from].length; i++) {
                                z += states[from][i] * w[i * shape.width() + j];
                            }
                        }
                    }
                    next[to][j] = Math.max(0, z);
                }
            }
            states = next;
        }
        double y = weights.values("head.bias")[0];
        for (int j = 0; j < shape.width(); j++) {
            y += states[0][j] * weights.values("head.weight")[j];
        }
        return y;
    }

    /** The same as a network that has zeros as the weights of the operation that the other does not know. */
    @ParameterizedTest(name = "{0} layers")
    @ValueSource(ints = {1, 2, 3})
    void featuresGoByLabelAndAnOperationThatIsNotKnownAddsNothing(int layers) {
        GcnShape whole = new GcnShape(layers, 5, 0);
        List<String> labels = new ArrayList<>(Vocabulary.labels());
        labels.remove(Operation.CONV3_D1.label());
        Collections.reverse(labels);
        GcnShape ignorant = new GcnShape(labels, layers, 5, 0);
        Weights random = Parameters.random(whole, 3);
        float[] first = random.values("layer.0.weight").clone();
        int unknown = Vocabulary.indexOf(Operation.CONV3_D1);
        Arrays.fill(first, unknown * 5, unknown * 5 + 5, 0);
        float[] reordered = new float[labels.size() * 5];
        for (int i = 0; i < labels.size(); i++) {
            System.arraycopy(first, whole.vocabulary().indexOf(labels.get(i)) * 5, reordered, i * 5, 5);
        }
        List<UnifiedGraph> graphs = TestGraphs.random(20, 9, 1);
        assertArrayEquals(
                outputs(whole, withFirst(random, whole, first), graphs),
                outputs(ignorant, withFirst(random, ignorant, reordered), graphs),
                TOLERANCE);
    }

    private static Weights withFirst(Weights weights, GcnShape shape, float[] first) {
        Weights.Builder changed = new Weights.Builder();
        shape.tensors()
                .forEach((name, extents) ->
                        changed.put(name, extents, name.equals("layer.0.weight") ? first : weights.values(name)));
        return changed.build();
    }

    private static double[] outputs(GcnShape shape, Weights weights, List<UnifiedGraph> graphs) {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            NDList parameters = Parameters.toTensors(manager, DataType.FLOAT64, shape, weights);
            return Scoring.outputs(manager, shape, parameters, graphs, Progress.NONE);
        }
    }

    @ParameterizedTest(name = "{0} layers")
    @ValueSource(ints = {1, 2, 3})
    void anEnsembleAveragesOutputsAndInnerProducts(int layers) {
        GcnShape whole = new GcnShape(layers, 48, 0);
        GcnShape member = Ensemble.member(whole, Ensemble.members(whole));
        assertEquals(16, member.width());
        List<UnifiedGraph> graphs = TestGraphs.random(2, 7, 1);
        double[] outputs = new double[2];
        double product = 0;
        List<Weights> members = new java.util.ArrayList<>();
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            for (int k = 0; k < 3; k++) {
                Weights weights = Parameters.random(member, k);
                members.add(weights);
                NDList parameters = Parameters.toTensors(manager, DataType.FLOAT64, member, weights);
                double[] own = Scoring.outputs(manager, member, parameters, graphs, Progress.NONE);
                double[][] embeddings = Scoring.embeddings(manager, member, parameters, graphs, Progress.NONE);
                outputs[0] += own[0] / 3;
                outputs[1] += own[1] / 3;
                product += LinearAlgebra.dot(embeddings[0], embeddings[1]) / 3;
            }
            NDList parameters =
                    Parameters.toTensors(manager, DataType.FLOAT64, whole, Ensemble.combine(whole, members));
            double[][] embeddings = Scoring.embeddings(manager, whole, parameters, graphs, Progress.NONE);
            assertArrayEquals(outputs, Scoring.outputs(manager, whole, parameters, graphs, Progress.NONE), 1e-6);
            assertEquals(product, LinearAlgebra.dot(embeddings[0], embeddings[1]), 1e-6 * Math.abs(product));
        }
    }

    @Test
    void statesAreOnceWhereNodesHearTheSame() {
        // Input, operation, output and the global node, which hears all: 3 of 4 nodes tell an operation, in the second
        // graph two.
        UnifiedGraph one = chain(Operation.CONV1_D1);
        UnifiedGraph two = chain(Operation.CONV1_D1, Operation.CONV1_D1);
        CountRows[] rows = GraphBatch.rows(List.of(one, two, one), new GcnShape(3, 1, 0), true);
        // Input; input + conv; conv + output; all of one; conv + conv; all of two.
        assertEquals(6, rows[0].rows());
        // Input; operation behind input; output; all of one; second operation; output behind two; all of two.
        assertEquals(7, rows[1].rows());
        assertEquals(3, rows[2].rows(), "the global nodes, one a graph");
        assertEquals(13, GraphBatch.rows(List.of(one, two, one), new GcnShape(3, 1, 0), false)[0].rows(), "all nodes");
    }

    private static UnifiedGraph chain(Operation... inner) {
        List<Operation> operations = new java.util.ArrayList<>(List.of(inner));
        operations.add(0, Operation.INPUT);
        operations.add(Operation.OUTPUT);
        int[][] edges = new int[inner.length + 1][];
        for (int i = 0; i <= inner.length; i++) {
            edges[i] = new int[] {i, i + 1};
        }
        return UnifiedGraph.of(Cell.of(operations, edges));
    }

    @Test
    void equalNumbersOfRowsMeanEqualRows() {
        java.util.Random random = new java.util.Random(1);
        CountRows rows = new CountRows();
        java.util.Map<List<Integer>, Integer> numbers = new java.util.HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int[] row = random.ints(random.nextInt(6), 0, 6).sorted().toArray();
            List<Integer> key = java.util.Arrays.stream(row).boxed().toList();
            int expected = numbers.computeIfAbsent(key, k -> numbers.size());
            assertEquals(expected, rows.merge(row, row.length));
        }
        assertEquals(numbers.size(), rows.rows());
    }

    @Test
    void aGraphScoresTheSameAloneAndBesideLargerOnes() {
        List<UnifiedGraph> graphs = TestGraphs.random(30, 12, 2);
        double[] together = outputs(new GcnShape(4, 16, 0), graphs);
        for (int i = 0; i < graphs.size(); i++) {
            assertEquals(outputs(new GcnShape(4, 16, 0), List.of(graphs.get(i)))[0], together[i], TOLERANCE);
        }
    }

    @Test
    void theOrderOfNodesDoesNotMatter() {
        List<Operation> operations = List.of(
                Operation.INPUT,
                Operation.CONV3_D1,
                Operation.MAX_POOL,
                Operation.CONV1_D1,
                Operation.ZEROIZE,
                Operation.OUTPUT);
        int[][] edges = {{0, 1}, {0, 2}, {0, 3}, {1, 4}, {2, 4}, {3, 5}, {4, 5}};
        // Nodes 1, 2 and 3 do not hear one another: any order of them is the same graph.
        int[] moved = {0, 3, 1, 2, 4, 5};
        Operation[] permuted = new Operation[6];
        int[][] permutedEdges = new int[edges.length][];
        for (int i = 0; i < 6; i++) {
            permuted[moved[i]] = operations.get(i);
        }
        for (int e = 0; e < edges.length; e++) {
            permutedEdges[e] = new int[] {moved[edges[e][0]], moved[edges[e][1]]};
        }
        double[] scores = outputs(
                new GcnShape(4, 16, 0),
                List.of(
                        UnifiedGraph.of(Cell.of(operations, edges)),
                        UnifiedGraph.of(Cell.of(List.of(permuted), permutedEdges))));
        assertEquals(scores[0], scores[1], TOLERANCE);
    }

    @Test
    void dropoutKeepsTheExpectedValueAndComesFromItsSeed() {
        GcnShape shape = new GcnShape(2, 400, 0.25);
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            List<UnifiedGraph> graphs = TestGraphs.random(10, 8, 1);
            GraphBatch batch = GraphBatch.forTraining(manager, DataType.FLOAT32, graphs, shape);
            NDList masks = Dropout.masks(manager, DataType.FLOAT32, shape, batch, new java.util.SplittableRandom(1));
            assertEquals(
                    List.of(graphs.stream().mapToLong(UnifiedGraph::nodeCount).sum(), 400L),
                    longs(masks.get(0).getShape().getShape()));
            assertEquals(
                    List.of((long) batch.size, 400L),
                    longs(masks.get(1).getShape().getShape()));
            assertEquals(1, masks.get(0).mean().getFloat(), 0.02);
            NDList again = Dropout.masks(manager, DataType.FLOAT32, shape, batch, new java.util.SplittableRandom(1));
            assertArrayEquals(masks.get(1).toFloatArray(), again.get(1).toFloatArray());
        }
    }

    private static List<Long> longs(long[] values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }

    @Test
    void trainingAndPredictingKeepNoTensors() {
        // Tensors that are not given back stay with their manager: count them after many steps and after few.
        int few = tensorsAfter(3);
        assertTrue(few < 200, few + " tensors");
        assertEquals(few, tensorsAfter(30));
    }

    private static int tensorsAfter(int rounds) {
        GcnShape shape = new GcnShape(3, 8, 0.1);
        List<UnifiedGraph> graphs = TestGraphs.random(40, 7, 1);
        Task task = TestGraphs.task("task", graphs, 0.4, 1);
        MetaLearningSettings settings = new MetaLearningSettings(
                Learners.BOIL,
                shape,
                new MetaLearningSettings.Inner(2, 0.01, true, 8, 8),
                new MetaLearningSettings.Outer(rounds, 1e-3, 0, 2),
                1);
        List<StandardizedTask> tasks = List.of(StandardizedTask.of(task), StandardizedTask.of(task));
        try (OuterLoop loop = new OuterLoop(settings, Device.cpu(), Progress.NONE)) {
            NDManager manager = loop.manager();
            NDList network = Parameters.toTensors(manager, DataType.FLOAT32, shape, Parameters.random(shape, 1));
            NDList withRates = new NDList(network);
            network.forEach(array -> withRates.add(array.onesLike()));
            for (Objective objective : List.of(
                    new InnerLoopObjective(settings, InnerLoop.Moved.BODY),
                    new InnerLoopObjective(settings, InnerLoop.Moved.ALL),
                    new ReptileObjective(settings),
                    new SupervisedObjective(shape))) {
                loop.train(network, new Episodes(manager, network, tasks, settings, objective));
            }
            Objective rated = new InnerLoopObjective(settings, InnerLoop.Moved.ALL);
            loop.train(withRates, new Episodes(manager, withRates, tasks, settings, rated));
            for (LearningMethod learner : Learners.all()) {
                PredictorSpec spec = PredictorSpec.learned(shape, List.of(task.metric()), learner, Provenance.NONE);
                Predictor predictor = new Predictor(spec, SamplePredictors.weights(spec.tensors(), 1));
                learner.tuner(manager, predictor, task, 0.01, 1)
                        .tune(
                                IntStream.range(0, graphs.size()).toArray(),
                                new double[graphs.size()],
                                List.of(rounds),
                                (steps, tuned) -> tuned.outputs(),
                                Progress.NONE);
            }
            for (int i = 0; i < rounds; i++) {
                Scoring.outputs(manager, shape, network, graphs, Progress.NONE);
            }
            return ((ai.djl.ndarray.BaseNDManager) manager).getManagedArrays().size();
        }
    }
}
