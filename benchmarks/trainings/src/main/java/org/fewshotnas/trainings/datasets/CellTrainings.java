package org.fewshotnas.trainings.datasets;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.network.training.Training;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.trainings.TrainingLog;

/** Trains cells on small data sets, all in the same way. What the log has already is not trained again. */
final class CellTrainings {
    /** Images that a network is judged by. */
    private static final int TEST_EXAMPLES = 1_000;

    private static final int CHANNELS = 8;
    private static final long SEED = 1;
    private static final TrainingSettings SETTINGS =
            TrainingSettings.ofClasses().withBudget(8, 32).withSeed(SEED);

    private final TrainingLog log;

    CellTrainings(TrainingLog log) {
        this.log = log;
    }

    /** How many are known. */
    int size() {
        return log.size();
    }

    /** The share of other images that the network of each cell gets right. */
    double[] accuracies(DataSetTask task, List<String> cells) throws IOException {
        List<String> missing = new ArrayList<>();
        for (String cell : cells) {
            if (!log.has(task.name(), cell, SEED)) {
                missing.add(cell);
            }
        }
        if (!missing.isEmpty()) {
            DataSet training = task.seen(false, task.examples());
            DataSet test = task.seen(true, TEST_EXAMPLES);
            for (String cell : missing) {
                train(task, cell, training, test);
            }
        }
        return cells.stream()
                .mapToDouble(cell -> log.accuracy(task.name(), cell, SEED).orElseThrow())
                .toArray();
    }

    private void train(DataSetTask task, String cell, DataSet training, DataSet test) throws IOException {
        NetworkGraph network = CellNetwork.of(
                Architecture.parse(NasBench201.INSTANCE, cell),
                MacroArchitecture.residual(
                        CHANNELS, 1, new Head.Classes(task.classes().size())),
                training.shape());
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        TrainingResult result = Training.run(network, training, Optional.empty(), SETTINGS, Progress.NONE);
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
        double accuracy = result.network().isEmpty()
                ? Double.NaN
                : result.network().get().score(test, Score.ACCURACY, Progress.NONE);
        log.add(task.name(), cell, SEED, accuracy, seconds);
    }
}
