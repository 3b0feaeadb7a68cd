package org.fewshotnas.trainings;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

/**
 * Trains cells of NAS-Bench-201, each equally likely, on every {@link FashionTask}: cell after cell in one order, each on all tasks, every
 * eighth with a second seed. What the file has already is not trained again, so that the tool can be stopped at any time and goes on.
 */
public final class TrainingsTool {
    /** Of every training. */
    static final int EPOCHS = 10;

    private static final int CELLS = 400;
    private static final int EVERY = 8;
    private static final long SEED = 20_240_501;
    private static final int EXAMPLES = 1_000;
    private static final int TEST_EXAMPLES = 4_000;
    private static final TrainingSettings SETTINGS =
            TrainingSettings.ofClasses().withBudget(EPOCHS, 64);

    private final TrainingLog log;
    private final Progress progress;
    private final List<DataSet> training = new ArrayList<>();
    private final List<DataSet> test = new ArrayList<>();

    private TrainingsTool(Path folder, TrainingLog log, Progress progress) throws IOException {
        this.log = log;
        this.progress = progress;
        for (FashionTask task : FashionTask.ALL) {
            training.add(task.training(folder, EXAMPLES));
            test.add(task.test(folder, TEST_EXAMPLES));
        }
    }

    /** @param args the folder of the data set's four files, the file of rows, and the folder of samples, for the table */
    public static void main(String[] args) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Stop stop = new Stop();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.wanted = true;
            try {
                ended.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        try {
            new TrainingsTool(Path.of(args[0]), new TrainingLog(Path.of(args[1])), stop).run();
        } catch (CancellationException e) {
            System.out.println("Stopped; the next run goes on.");
        } finally {
            TrainingsTable.write(Path.of(args[1]), Path.of(args[2]));
            ended.countDown();
        }
    }

    /** The cells, in their order. */
    static List<String> cells() {
        Random random = new Random(SEED);
        Set<String> drawn = new LinkedHashSet<>();
        while (drawn.size() < CELLS) {
            drawn.add(NasBench201.INSTANCE.print(NasBench201.INSTANCE.sample(random)));
        }
        return List.copyOf(drawn);
    }

    private void run() throws IOException {
        List<String> cells = cells();
        for (int i = 0; i < cells.size(); i++) {
            for (long seed = 1; seed <= (i % EVERY == 0 ? 2 : 1); seed++) {
                for (int task = 0; task < FashionTask.ALL.size(); task++) {
                    if (!log.has(FashionTask.ALL.get(task).name(), cells.get(i), seed)) {
                        train(task, cells.get(i), seed);
                    }
                }
            }
            System.out.println("Cell " + (i + 1) + " of " + cells.size() + ": " + log.size() + " trainings");
        }
    }

    private void train(int task, String cell, long seed) throws IOException {
        FashionTask what = FashionTask.ALL.get(task);
        DataSet data = training.get(task);
        NetworkGraph network = CellNetwork.of(
                Architecture.parse(NasBench201.INSTANCE, cell),
                MacroArchitecture.residual(
                        16, 1, new Head.Classes(what.classes().size())),
                data.shape());
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        TrainingResult result = Training.run(network, data, Optional.empty(), SETTINGS.withSeed(seed), progress);
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
        double accuracy = result.network().isEmpty()
                ? Double.NaN
                : result.network().get().score(test.get(task), Score.ACCURACY, progress);
        log.add(what.name(), cell, seed, accuracy, seconds);
    }

    private static final class Stop implements Progress {
        private volatile boolean wanted;

        @Override
        public void report(double fraction, String message) {}

        @Override
        public void checkCanceled() {
            if (wanted) {
                throw new CancellationException();
            }
        }
    }
}
