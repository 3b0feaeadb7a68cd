package org.fewshotnas.trainings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.fewshotnas.network.cache.TrainingCache;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.cells.WideResNet;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.network.training.Training;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.network.worker.Workers;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.search.evaluate.Budget;
import org.fewshotnas.search.evaluate.TrainingEvaluator;
import org.fewshotnas.search.fewshot.FewShotNas;
import org.fewshotnas.search.fewshot.FewShotNasSettings;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.tensor.engine.Device;

/**
 * Searches a cell for 5,000 images of Fashion-MNIST by twenty trainings: as the Few-Shot NAS Learner does, and at random. What either has
 * found by its validation score is then trained anew in the same way on all 5,000, and judged by the 10,000 test images; and so are Wide
 * ResNets of at most as many multiply-accumulates as the cell that was found by few shots. A row is written as soon as it is known; the next
 * run goes on behind it.
 */
public final class SearchesTool {
    private static final int EXAMPLES = 5_000;
    private static final int TEST_EXAMPLES = 10_000;
    private static final int TRAININGS = 20;
    private static final int EPOCHS = 5;
    private static final int LAST_EPOCHS = 10;
    private static final int BATCH = 64;
    private static final int CHANNELS = 8;
    private static final double VALIDATION = .2;
    /** Their depths. */
    private static final int[] WIDE_RESNETS = {10, 16};

    private static final String HEADER = "seed,search,architecture,validation accuracy,test accuracy\n";
    private static final NasBench201 SPACE = NasBench201.INSTANCE;

    private final DataSet training;
    private final DataSet test;
    private final MacroArchitecture macro;
    private final Workers workers;
    private final Predictor predictor;

    private static Predictor read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Predictor.read(in);
        }
    }

    private SearchesTool(Path folder, Workers workers, Predictor predictor) throws IOException {
        FashionTask task = FashionTask.ALL.get(0);
        training = task.training(folder, EXAMPLES);
        test = task.test(folder, TEST_EXAMPLES);
        macro = MacroArchitecture.residual(
                CHANNELS, 1, new Head.Classes(task.classes().size()));
        this.workers = workers;
        this.predictor = predictor;
    }

    private record Found(Architecture architecture, double validation) {}

    /**
     * @param args the folder of the data set's four files, the file of rows, how many seeds, how many workers, and the file of the predictor:
     *     the one that ships has learned trainings on these images
     */
    public static void main(String[] args) throws IOException {
        Path rows = Path.of(args[1]);
        if (!Files.exists(rows)) {
            Files.writeString(rows, HEADER);
        }
        SearchesTool tool = new SearchesTool(
                Path.of(args[0]), Workers.processes(Integer.parseInt(args[3])), read(Path.of(args[4])));
        for (long seed = 1; seed <= Integer.parseInt(args[2]); seed++) {
            tool.addRow(rows, seed, "few-shot");
            tool.addRow(rows, seed, "random");
            for (int depth : WIDE_RESNETS) {
                tool.addWideResNet(rows, seed, depth);
            }
        }
    }

    private void addRow(Path rows, long seed, String search) throws IOException {
        String begin = seed + "," + search + ",";
        if (row(rows, begin).isPresent()) {
            return;
        }
        Split split = Split.stratified(training, VALIDATION, seed);
        Found found = search.equals("random") ? random(split, seed) : fewShot(split, seed);
        double test = testAccuracy(network(found.architecture()), seed);
        String validation = String.format(Locale.ROOT, "%.4f", found.validation());
        write(rows, begin + found.architecture().text() + "," + validation, test);
    }

    /** A baseline that nothing was searched for; its place for a validation accuracy is empty. */
    private void addWideResNet(Path rows, long seed, int depth) throws IOException {
        String begin = seed + ",wide-resnet-" + depth + ",";
        if (row(rows, begin).isPresent()) {
            return;
        }
        String found = row(rows, seed + ",few-shot,").orElseThrow().split(",", -1)[2];
        long most = network(Architecture.parse(SPACE, found)).multiplyAccumulates();
        WideResNet wide = WideResNet.within(most, depth, training.shape(), macro.head());
        write(rows, begin + wide + ",", testAccuracy(wide.of(training.shape(), macro.head()), seed));
    }

    private static Optional<String> row(Path rows, String begin) throws IOException {
        return Files.readAllLines(rows).stream()
                .filter(row -> row.startsWith(begin))
                .findFirst();
    }

    private static void write(Path rows, String row, double test) throws IOException {
        Files.writeString(rows, String.format(Locale.ROOT, "%s,%.4f%n", row, test), StandardOpenOption.APPEND);
        System.out.println(row);
    }

    private NetworkGraph network(Architecture architecture) {
        return CellNetwork.of(architecture, macro, training.shape());
    }

    private double testAccuracy(NetworkGraph network, long seed) {
        TrainingSettings settings = settings(LAST_EPOCHS, seed);
        return Training.run(network, training, Optional.empty(), settings, Progress.NONE)
                .network()
                .orElseThrow()
                .score(test, Score.ACCURACY, Progress.NONE);
    }

    private static TrainingSettings settings(int epochs, long seed) {
        return TrainingSettings.of(Score.ACCURACY).withBudget(epochs, BATCH).withSeed(seed);
    }

    /** The best of its twenty trainings, whatever its last and longer one says. */
    private Found fewShot(Split split, long seed) {
        FewShotNasSettings settings = FewShotNasSettings.of(SPACE, Score.ACCURACY)
                .withTrainings(TRAININGS)
                .withEpochs(EPOCHS)
                .withTimeLimit(Duration.ofDays(1))
                .withSeed(seed);
        var result = new FewShotNas(predictor, Device.cpu(), workers, TrainingCache.off())
                .run(split, macro, settings, Progress.NONE);
        Found best = null;
        for (TrainingEvaluator.Trained trained : result.trainings().subList(0, TRAININGS)) {
            best = better(best, trained);
        }
        return best;
    }

    private Found random(Split split, long seed) {
        Random random = new Random(seed);
        List<Architecture> cells = new ArrayList<>();
        while (cells.size() < TRAININGS) {
            Architecture cell = Architecture.of(SPACE, SPACE.sample(random));
            if (!cells.contains(cell)) {
                cells.add(cell);
            }
        }
        TrainingEvaluator evaluator = new TrainingEvaluator(
                "", split, macro, settings(EPOCHS, seed), workers, TrainingCache.off(), Optional.empty());
        evaluator.scores(cells, Budget.epochs(EPOCHS), Progress.NONE);
        Found best = null;
        for (TrainingEvaluator.Trained trained : evaluator.trained()) {
            best = better(best, trained);
        }
        return best;
    }

    private static Found better(Found best, TrainingEvaluator.Trained trained) {
        double score = trained.evaluation().score().orElse(Double.NEGATIVE_INFINITY);
        return best == null || score > best.validation() ? new Found(trained.architecture(), score) : best;
    }
}
