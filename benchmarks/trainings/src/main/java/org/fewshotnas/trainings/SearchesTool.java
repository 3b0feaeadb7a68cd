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
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.cells.WideResNet;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.training.Training;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.network.worker.Workers;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.learner.NoLearningMethod;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.search.evaluate.Budget;
import org.fewshotnas.search.evaluate.TrainingEvaluator;
import org.fewshotnas.search.fewshot.FewShotNas;
import org.fewshotnas.search.fewshot.FewShotNasSettings;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.tensor.engine.Device;

/**
 * Searches a cell for {@link SearchTask}s by twenty trainings each: as the Few-Shot NAS Learner does, with a predictor that has learned and with
 * one that has not, and at random. What each has found by its validation score is then trained anew in the same way on all examples, and judged
 * by the test examples; and so are the cell that is best on published tasks, and Wide ResNets of at most as many multiply-accumulates as the cell
 * that was found by few shots. A row is written
 * as soon as it is known; the next run goes on behind it.
 */
public final class SearchesTool {
    private static final int TRAININGS = 20;
    private static final int EPOCHS = 5;
    private static final int LAST_EPOCHS = 10;
    private static final double VALIDATION = .2;
    /** Their depths. */
    private static final int[] WIDE_RESNETS = {10, 16};

    private static final String HEADER = "task,seed,search,architecture,validation score,test score\n";
    private static final NasBench201 SPACE = NasBench201.INSTANCE;

    private final SearchTask task;
    private final MacroArchitecture macro;
    private final Workers workers;
    private final Predictor predictor;
    private final Architecture knownBest;

    private static Predictor read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Predictor.read(in);
        }
    }

    private SearchesTool(SearchTask task, Workers workers, Predictor predictor, Architecture knownBest) {
        this.task = task;
        this.macro = task.macro();
        this.workers = workers;
        this.predictor = predictor;
        this.knownBest = knownBest;
    }

    private record Found(Architecture architecture, double validation) {}

    /**
     * @param args the file of rows, how many seeds, how many workers, the file of the predictor (the one that ships has learned trainings on
     *     the images), tasks (images, digits or splice, each followed by = and where its files are, and darcy), and the table of NAS-Bench-201
     */
    public static void main(String[] args) throws IOException {
        Path rows = Path.of(args[0]);
        if (!Files.exists(rows)) {
            Files.writeString(rows, HEADER);
        }
        for (long seed = 1; seed <= Integer.parseInt(args[1]); seed++) {
            for (String task : args[4].split(" ")) {
                new SearchesTool(
                                task(task),
                                Workers.processes(Integer.parseInt(args[2])),
                                read(Path.of(args[3])),
                                KnownBest.of(Path.of(args[5])))
                        .addRows(rows, seed);
            }
        }
    }

    private static SearchTask task(String argument) throws IOException {
        String[] parts = argument.split("=", 2);
        return switch (parts[0]) {
            case "images" -> SearchTask.images(Path.of(parts[1]));
            case "digits" -> SearchTask.digits(Path.of(parts[1]));
            case "splice" -> SearchTask.splice(Path.of(parts[1]));
            case "darcy" -> SearchTask.darcy();
            default -> throw new IllegalArgumentException("No task: " + argument);
        };
    }

    private void addRows(Path rows, long seed) throws IOException {
        addRow(rows, seed, "few-shot");
        addRow(rows, seed, "untrained");
        addRow(rows, seed, "random");
        addKnownBest(rows, seed);
        for (int depth : WIDE_RESNETS) {
            addWideResNet(rows, seed, depth);
        }
    }

    private String begin(long seed, String what) {
        return task.name() + "," + seed + "," + what + ",";
    }

    private void addRow(Path rows, long seed, String search) throws IOException {
        String begin = begin(seed, search);
        if (row(rows, begin).isPresent()) {
            return;
        }
        Split split = Split.stratified(task.training(), VALIDATION, seed);
        Found found =
                switch (search) {
                    case "random" -> random(split, seed);
                    case "untrained" -> byPredictor(untrained(seed), split, seed);
                    default -> byPredictor(predictor, split, seed);
                };
        double test = testScore(network(found.architecture()), seed);
        String validation = String.format(Locale.ROOT, "%.4f", found.validation());
        write(rows, begin + found.architecture().text() + "," + validation, test);
    }

    /** The cell that is best on tasks that were published, which is not searched for either. */
    private void addKnownBest(Path rows, long seed) throws IOException {
        String begin = begin(seed, "known-best");
        if (row(rows, begin).isEmpty()) {
            write(rows, begin + knownBest.text() + ",", testScore(network(knownBest), seed));
        }
    }

    /** A baseline that nothing was searched for; its place for a validation score is empty. */
    private void addWideResNet(Path rows, long seed, int depth) throws IOException {
        String begin = begin(seed, "wide-resnet-" + depth);
        if (row(rows, begin).isPresent()) {
            return;
        }
        String found = row(rows, begin(seed, "few-shot")).orElseThrow().split(",", -1)[3];
        long most = network(Architecture.parse(SPACE, found)).multiplyAccumulates();
        WideResNet wide = WideResNet.within(most, depth, task.training().shape(), macro.head());
        write(rows, begin + wide + ",", testScore(wide.of(task.training().shape(), macro.head()), seed));
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
        return CellNetwork.of(architecture, macro, task.training().shape());
    }

    private double testScore(NetworkGraph network, long seed) {
        return Training.run(network, task.training(), Optional.empty(), settings(LAST_EPOCHS, seed), Progress.NONE)
                .network()
                .orElseThrow()
                .score(task.test(), task.score(), Progress.NONE);
    }

    private TrainingSettings settings(int epochs, long seed) {
        TrainingSettings usual = TrainingSettings.of(task.score());
        return usual.withBudget(epochs, task.batch())
                .withRate(usual.rate() * task.batch() / usual.batch())
                .withSeed(seed);
    }

    /** Whose networks have the weights that they began with; the scores that it is given are not looked at. */
    private static Predictor untrained(long seed) {
        Random random = new Random(seed);
        List<Architecture> cells = new ArrayList<>();
        for (int i = 0; i < Task.FEWEST_TO_LEARN; i++) {
            cells.add(Architecture.of(SPACE, SPACE.sample(random)));
        }
        Task none = new Task(
                Metric.of("none", Direction.MAXIMIZE),
                cells.stream().map(Architecture::graph).toList(),
                cells.stream().mapToDouble(cell -> random.nextDouble()).toArray());
        MetaLearningSettings settings = new NoLearningMethod().defaults().withSeed(seed);
        return MetaLearning.learn(List.of(none), settings, Device.cpu(), Progress.NONE);
    }

    /** The best of its twenty trainings, whatever its last and longer one says. */
    private Found byPredictor(Predictor start, Split split, long seed) {
        FewShotNasSettings settings = FewShotNasSettings.of(SPACE, task.score())
                .withTrainings(TRAININGS)
                .withEpochs(EPOCHS)
                .withTimeLimit(Duration.ofDays(1))
                .withSeed(seed);
        var result = new FewShotNas(start, Device.cpu(), workers, TrainingCache.off())
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

    private Found better(Found best, TrainingEvaluator.Trained trained) {
        if (trained.evaluation().score().isEmpty()) {
            return best;
        }
        double score = trained.evaluation().score().getAsDouble();
        return best == null || task.score().isBetter(score, best.validation())
                ? new Found(trained.architecture(), score)
                : best;
    }
}
