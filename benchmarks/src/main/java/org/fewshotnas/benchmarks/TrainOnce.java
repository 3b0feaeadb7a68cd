package org.fewshotnas.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.export.ExportFolder;
import org.fewshotnas.network.export.ExportFormat;
import org.fewshotnas.network.file.NetworkModel;
import org.fewshotnas.network.file.Target;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.training.TrainedNetwork;
import org.fewshotnas.network.training.Training;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.tensor.file.Provenance;

/** Trains one cell on noise, in a JVM of its own, and prints the processor seconds of an epoch; exports the network, for others to train. */
public final class TrainOnce {
    /** Examples of an epoch. */
    static final int EXAMPLES = 640;
    /** Pixels along each side. */
    static final int SIDE = 28;

    static final int CLASSES = 10;
    static final int BATCH = 64;
    /** That are timed, after as many that are not. */
    static final int EPOCHS = 4;

    private TrainOnce() {}

    /** @param args the search space, the cell, and the folder for the exported network */
    public static void main(String[] args) throws IOException {
        NetworkGraph graph = network(args[0], args[1]);
        DataSet data = noise();
        TrainedNetwork network = train(graph, data);
        long start = processorTime();
        train(graph, data);
        System.out.println((processorTime() - start) / 1e9 / EPOCHS);
        NetworkModel model = NetworkModel.of(
                network,
                Optional.empty(),
                new Target("noise", ""),
                Optional.empty(),
                Optional.empty(),
                Provenance.NONE);
        new ExportFolder(Path.of(args[2]), true).write(model, "network", Set.of(ExportFormat.PYTORCH), Progress.NONE);
    }

    /** Of a cell, for {@link #noise()}. */
    static NetworkGraph network(String space, String cell) {
        return CellNetwork.of(
                Architecture.parse(SearchSpaces.ofName(space), cell),
                MacroArchitecture.residual(16, 1, new Head.Classes(CLASSES)),
                TensorShape.image(1, SIDE, SIDE));
    }

    private static TrainedNetwork train(NetworkGraph graph, DataSet data) {
        TrainingSettings settings = TrainingSettings.ofClasses().withBudget(EPOCHS, BATCH);
        return Training.run(graph, data, Optional.empty(), settings, Progress.NONE)
                .network()
                .orElseThrow();
    }

    /** Images and classes that have nothing to do with each other: it is the time that counts. */
    static DataSet noise() {
        return noise(EXAMPLES, TensorShape.image(1, SIDE, SIDE));
    }

    /** Images of another shape, of as many classes. */
    static DataSet noise(int examples, TensorShape shape) {
        Random random = new Random(1);
        float[] inputs = new float[Math.toIntExact(examples * shape.size())];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.nextFloat();
        }
        int[] classes = IntStream.range(0, examples).map(i -> i % CLASSES).toArray();
        List<String> names =
                IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
        return new DataSet(shape, inputs, new Targets.Classes(classes, names));
    }

    /** Of all threads of this process, in nanoseconds. */
    static long processorTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
