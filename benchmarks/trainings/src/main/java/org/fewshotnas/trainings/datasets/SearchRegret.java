package org.fewshotnas.trainings.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.fewshotnas.metad2a.Generation;
import org.fewshotnas.metad2a.MetaD2aModel;
import org.fewshotnas.predictor.ready.ReadyMadePredictor;
import org.fewshotnas.search.Candidates;
import org.fewshotnas.search.Exploration;
import org.fewshotnas.search.PredictorSearch;
import org.fewshotnas.search.SearchSettings;
import org.fewshotnas.search.evaluate.Budget;
import org.fewshotnas.search.evaluate.Evaluation;
import org.fewshotnas.search.evaluate.Evaluator;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.trainings.TrainingLog;

/**
 * What is lost by searching with few trainings, on data sets of a family that MetaD2A has not learned from: how much better the best cell is that
 * anybody has trained on the data set than the best of the first few that a search trains. By MetaD2A alone, which ranks what it has generated; by
 * the ready-made few-shot predictor alone, fine-tuned after five trainings; by a search that begins with five generated cells and goes on with that
 * predictor; and at random.
 */
final class SearchRegret {
    /** Of each family, the first ones. */
    private static final int DATA_SETS = 4;

    /** Searches of each kind on a data set. */
    private static final int SEEDS = 2;

    private static final int GENERATED = 100;
    private static final int STEP = 5;
    private static final int TRAININGS = 2 * STEP;
    /** After so many trainings; 0 is the cell that comes first without any. */
    private static final int[] AFTER = {0, STEP, TRAININGS};

    private static final NasBench201 SPACE = NasBench201.INSTANCE;

    private final TrainedTasks tasks;
    private final Path folder;
    private final TrainingLog log;
    private final CellTrainings trainings;
    /** By method the trained accuracies of each search, by data set. */
    private final Map<String, Map<Integer, List<double[]>>> searches = new LinkedHashMap<>();

    /** @param folder of what was learned with a family held out, and of what is trained here */
    SearchRegret(TrainedTasks tasks, Path folder) throws IOException {
        this.tasks = tasks;
        this.folder = Files.createDirectories(folder);
        log = new TrainingLog(folder.resolve("generated.csv"));
        trainings = new CellTrainings(log);
    }

    void print() throws IOException {
        Map<String, List<Integer>> families = families();
        for (Map.Entry<String, List<Integer>> family : families.entrySet()) {
            MetaD2aModel model = HeldOutFamilies.model(folder, family.getKey(), tasks.only(task -> !task.family()
                    .name()
                    .equals(family.getKey())));
            for (int number : family.getValue()) {
                for (long seed = 1; seed <= SEEDS; seed++) {
                    search(number, model, seed);
                }
                System.err.println("Searched for " + tasks.tasks().get(number).name());
            }
        }
        System.out.println("| Held out, data sets | after trainings | " + String.join(" | ", searches.keySet()) + " |");
        System.out.println("|---|---|" + "---|".repeat(searches.size()));
        families.forEach(this::print);
        print("all", families.values().stream().flatMap(List::stream).toList());
    }

    private Map<String, List<Integer>> families() {
        Map<String, List<Integer>> families = new LinkedHashMap<>();
        for (int i = 0; i < tasks.tasks().size(); i++) {
            List<Integer> some =
                    families.computeIfAbsent(tasks.tasks().get(i).family().name(), key -> new ArrayList<>());
            if (some.size() < DATA_SETS) {
                some.add(i);
            }
        }
        return families;
    }

    private void search(int number, MetaD2aModel model, long seed) throws IOException {
        List<Architecture> generated =
                model.generate(tasks.features().get(number), GENERATED, seed, Progress.NONE).architectures().stream()
                        .limit(TRAININGS)
                        .map(Generation.Generated::architecture)
                        .toList();
        Candidates all = Candidates.of(SPACE);
        add("MetaD2A", number, trained(number, generated));
        add("few-shot predictor", number, byPredictor(number, all, seed));
        add("both", number, byPredictor(number, all.beginningWith(generated.subList(0, STEP)), seed));
        add("random", number, trained(number, random(seed + 1_000L * number)));
    }

    private void add(String method, int number, double[] accuracies) {
        searches.computeIfAbsent(method, key -> new LinkedHashMap<>())
                .computeIfAbsent(number, key -> new ArrayList<>())
                .add(accuracies);
    }

    private double[] trained(int number, List<Architecture> cells) throws IOException {
        return trainings.accuracies(
                tasks.tasks().get(number),
                cells.stream().map(Architecture::text).toList());
    }

    private static List<Architecture> random(long seed) {
        Random random = new Random(seed);
        Set<Architecture> cells = new LinkedHashSet<>();
        while (cells.size() < TRAININGS) {
            cells.add(Architecture.of(SPACE, SPACE.sample(random)));
        }
        return List.copyOf(cells);
    }

    private double[] byPredictor(int number, Candidates candidates, long seed) {
        SearchSettings usual = SearchSettings.defaults().withSeed(seed);
        SearchSettings settings = new SearchSettings(
                TRAININGS,
                TRAININGS / STEP,
                SPACE.size().intValueExact(),
                1,
                Exploration.GREEDY,
                0,
                usual.confidence(),
                usual.fineTuning().withSeed(seed),
                seed);
        return PredictorSearch.run(
                        ReadyMadePredictor.get(),
                        candidates,
                        Optional.of(new OnDemand(number)),
                        Optional.empty(),
                        settings,
                        Device.cpu(),
                        Progress.NONE)
                .history()
                .stream()
                .mapToDouble(query -> query.score())
                .toArray();
    }

    /** Trains what it is asked for. */
    private final class OnDemand implements Evaluator {
        private final int number;

        OnDemand(int number) {
            this.number = number;
        }

        @Override
        public Metric metric() {
            return Metric.of("accuracy", Direction.MAXIMIZE);
        }

        @Override
        public String description() {
            return "trainings";
        }

        @Override
        public List<Evaluation> scores(List<Architecture> architectures, Budget budget, Progress progress) {
            try {
                return Arrays.stream(trained(number, architectures))
                        .mapToObj(accuracy -> Double.isNaN(accuracy)
                                ? Evaluation.failed("its training diverged")
                                : Evaluation.of(accuracy))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void print(String family, List<Integer> numbers) {
        for (int after : AFTER) {
            System.out.println("| " + family + ", " + numbers.size() + " | " + after + " | "
                    + searches.values().stream()
                            .map(method -> figure(method, numbers, after))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
    }

    /** The mean over data sets, with its standard error. */
    private String figure(Map<Integer, List<double[]>> method, List<Integer> numbers, int after) {
        double[] regrets = numbers.stream()
                .mapToDouble(number -> method.get(number).stream()
                        .mapToDouble(accuracies -> best(number) - best(accuracies, Math.max(1, after)))
                        .average()
                        .orElseThrow())
                .toArray();
        double mean = Arrays.stream(regrets).average().orElseThrow();
        double variance =
                Arrays.stream(regrets).map(r -> (r - mean) * (r - mean)).sum() / (regrets.length - 1);
        return String.format(Locale.ROOT, "%.4f ± %.4f", mean, Math.sqrt(variance / regrets.length));
    }

    /** Of the first so many; one that diverged is as bad as can be. */
    private static double best(double[] accuracies, int count) {
        return Arrays.stream(accuracies)
                .limit(count)
                .filter(accuracy -> !Double.isNaN(accuracy))
                .max()
                .orElse(0);
    }

    /** Of all that was ever trained on a data set. */
    private double best(int number) {
        double inTable =
                tasks.of(number).stream().mapToDouble(row -> row.score()).max().orElseThrow();
        return Math.max(inTable, log.best(tasks.tasks().get(number).name()).orElse(0));
    }
}
