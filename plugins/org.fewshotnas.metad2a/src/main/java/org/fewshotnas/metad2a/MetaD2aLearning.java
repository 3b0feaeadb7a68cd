package org.fewshotnas.metad2a;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fewshotnas.metad2a.MetaD2aSettings.GoodCells;
import org.fewshotnas.metad2a.MetaD2aSpec.ScoreScale;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.metad2a.graph.VertexGraph;
import org.fewshotnas.metad2a.graph.VertexSpace;
import org.fewshotnas.metad2a.set.Scaling;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.ModelFile;
import org.fewshotnas.tensor.file.Provenance;
import org.fewshotnas.tensor.file.Weights;

/**
 * Meta-learning of MetaD2A: first the performance predictor, from all scores; then the generator, from good architectures of each data set.
 */
public final class MetaD2aLearning {
    /** So many numbers of one draw fit into memory with all that a step makes of them: 128 MB. */
    private static final long MAX_NUMBERS = 32L << 20;
    /** Fewer than so many held-out scores say nothing about an epoch. */
    private static final int FEWEST_HELD = 3;
    /** The share of the time that the predictor takes, about. */
    private static final double PREDICTOR_SHARE = 0.5;

    private final List<DataSetFeatures> dataSets;
    private final List<MeasuredArchitecture> measured;
    private final MetaD2aSettings settings;
    private final Progress progress;
    private final VertexSpace space;
    private final Set<Integer> held;
    private final SplittableRandom random;

    private MetaD2aLearning(
            List<DataSetFeatures> dataSets,
            List<MeasuredArchitecture> measured,
            MetaD2aSettings settings,
            Progress progress) {
        this.dataSets = List.copyOf(dataSets);
        this.measured = List.copyOf(measured);
        this.settings = settings;
        this.progress = progress;
        random = new SplittableRandom(settings.seed());
        space = VertexSpace.of(checked());
        held = held();
    }

    /**
     * A model of data sets and of scores on them.
     *
     * @param dataSets all of one width of features
     * @param measured scores of architectures of one search space, on at least two of the data sets
     * @throws InvalidInputException if they do not fit together, or the training diverges
     * @throws java.util.concurrent.CancellationException soon after the progress says so
     */
    public static LearningResult learn(
            List<DataSetFeatures> dataSets,
            List<MeasuredArchitecture> measured,
            MetaD2aSettings settings,
            Progress progress) {
        return new MetaD2aLearning(dataSets, measured, settings, progress).run();
    }

    private SearchSpace checked() {
        if (measured.isEmpty()) {
            throw new InvalidInputException(
                    "There are no scores to learn from.", "Give scores of architectures on at least two data sets.");
        }
        for (DataSetFeatures dataSet : dataSets) {
            DataSetFeatures first = dataSets.get(0);
            if (dataSet.width() != first.width()) {
                throw new InvalidInputException(
                        "The data set \"" + dataSet.name() + "\" has " + dataSet.width() + " features an example; \""
                                + first.name() + "\" has " + first.width() + ".",
                        "Compute the features of all data sets in the same way.");
            }
            if (Batches.numbers(dataSet, settings.examplesPerClass()) > MAX_NUMBERS) {
                throw new InvalidInputException(
                        "A draw of " + settings.examplesPerClass() + " examples of each of the "
                                + dataSet.classes().size() + " classes of the data set \"" + dataSet.name() + "\" has "
                                + Batches.numbers(dataSet, settings.examplesPerClass()) + " features; at most "
                                + MAX_NUMBERS + " fit into memory.",
                        "Set a smaller number of examples per class.");
            }
        }
        SearchSpace first = measured.get(0).architecture().space();
        for (int i = 0; i < measured.size(); i++) {
            MeasuredArchitecture row = measured.get(i);
            if (row.dataSet() < 0 || row.dataSet() >= dataSets.size()) {
                throw new InvalidInputException(
                        "Score " + (i + 1) + " is of data set " + row.dataSet() + "; there are " + dataSets.size()
                                + ", numbered from 0.",
                        "Give the features of every data set that scores are of.");
            }
            if (!row.architecture().space().name().equals(first.name())) {
                throw new InvalidInputException(
                        "Score " + (i + 1) + " is of the architecture "
                                + row.architecture().text() + " of the search space "
                                + row.architecture().space().name() + "; the first is of " + first.name() + ".",
                        "Use scores of architectures of one search space.");
            }
        }
        if (measured.stream().map(MeasuredArchitecture::dataSet).distinct().count() < 2) {
            throw new InvalidInputException(
                    "All scores are of one data set; at least two are needed to learn what differs between them.",
                    "Give scores on several data sets; some 50 are a good beginning.");
        }
        if (measured.stream()
                        .mapToDouble(MeasuredArchitecture::score)
                        .distinct()
                        .count()
                < 2) {
            throw new InvalidInputException(
                    "All " + measured.size() + " scores are " + measured.get(0).score()
                            + "; there is nothing to learn from them.",
                    "Check the column of scores.");
        }
        return first;
    }

    /** The data sets whose scores are put aside; none where they would be too few to judge by, or to learn from. */
    private Set<Integer> held() {
        List<Integer> known = new ArrayList<>(new TreeSet<>(
                measured.stream().map(MeasuredArchitecture::dataSet).toList()));
        int count = (int) Math.round(known.size() * settings.training().heldOut());
        Set<Integer> chosen =
                new TreeSet<>(Batches.shuffled(known, random.split()).subList(0, count));
        long rows =
                measured.stream().filter(row -> chosen.contains(row.dataSet())).count();
        return rows >= FEWEST_HELD && known.size() - count >= 2 ? chosen : Set.of();
    }

    private LearningResult run() {
        long start = System.nanoTime();
        List<MeasuredArchitecture> learned =
                measured.stream().filter(row -> !held.contains(row.dataSet())).toList();
        Scaling scaling = Scaling.of(learned.stream()
                .map(MeasuredArchitecture::dataSet)
                .distinct()
                .sorted()
                .map(dataSets::get)
                .toList());
        MetaD2aSpec spec = spec(scale(learned), List.of(), Provenance.NONE);
        ModelFile.checkStorable(MetaD2aModel.KIND, spec.tensors().values());
        Networks networks = new Networks(spec, scaling);
        try (NDManager manager = Torch.newManager(Device.cpu(), progress)) {
            List<Example> rows = new ArrayList<>();
            for (MeasuredArchitecture row : measured) {
                rows.add(new Example(
                        row.dataSet(),
                        space.graph(row.architecture()),
                        spec.scores().standardized(row.score())));
            }
            MetaD2aSettings.Training training = settings.training();
            Training.Outcome predictor = new PredictorTraining(
                            networks, dataSets, settings, of(rows, false), of(rows, true))
                    .run(
                            manager,
                            spec.predictorLayout(),
                            of(rows, false),
                            training.predictorEpochs(),
                            random.nextLong(),
                            progress.part(0, PREDICTOR_SHARE));
            Map<Integer, List<Architecture>> good = settings.goodCells().source() == GoodCells.Source.MEASURED
                    ? bestMeasured()
                    : bestPredicted(manager, networks, predictor.weights());
            List<Example> cells = new ArrayList<>();
            good.forEach((dataSet, architectures) -> architectures.forEach(
                    architecture -> cells.add(new Example(dataSet, space.graph(architecture), 0))));
            Training.Outcome generator = new GeneratorTraining(networks, dataSets, settings, of(cells, true))
                    .run(
                            manager,
                            spec.generatorLayout(),
                            of(cells, false),
                            training.generatorEpochs(),
                            random.nextLong(),
                            progress.part(PREDICTOR_SHARE, 1));
            Set<String> known = new LinkedHashSet<>();
            good.forEach((dataSet, architectures) -> {
                if (!held.contains(dataSet)) {
                    architectures.forEach(architecture -> known.add(architecture.text()));
                }
            });
            double seconds = (System.nanoTime() - start) / 1e9;
            MetaD2aSpec complete = spec(spec.scores(), List.copyOf(known), provenance(seconds));
            Weights.Builder weights = new Weights.Builder();
            scaling.put(weights);
            predictor.weights().names().forEach(name -> weights.copy(predictor.weights(), name));
            generator.weights().names().forEach(name -> weights.copy(generator.weights(), name));
            progress.report(1, "Learned");
            return new LearningResult(
                    new MetaD2aModel(complete, weights.build()), predictor.course(), generator.course());
        }
    }

    private List<Example> of(List<Example> examples, boolean heldOut) {
        return examples.stream()
                .filter(example -> held.contains(example.dataSet()) == heldOut)
                .toList();
    }

    private ScoreScale scale(List<MeasuredArchitecture> rows) {
        double mean =
                rows.stream().mapToDouble(MeasuredArchitecture::score).average().orElseThrow();
        double square = rows.stream()
                .mapToDouble(row -> (row.score() - mean) * (row.score() - mean))
                .average()
                .orElseThrow();
        return new ScoreScale(mean, square > 0 ? Math.sqrt(square) : 1, settings.direction());
    }

    private MetaD2aSpec spec(ScoreScale scores, List<String> goodCells, Provenance provenance) {
        return new MetaD2aSpec(
                space.space().name(),
                MetaD2aSpec.labels(space),
                space.maxVertices(),
                dataSets.get(0).width(),
                settings.network(),
                settings.examplesPerClass(),
                scores,
                (int) measured.stream()
                        .map(MeasuredArchitecture::dataSet)
                        .distinct()
                        .count(),
                measured.size(),
                goodCells,
                provenance);
    }

    private Map<Integer, List<Architecture>> bestMeasured() {
        Map<Integer, List<MeasuredArchitecture>> byDataSet = new TreeMap<>();
        measured.forEach(row -> byDataSet
                .computeIfAbsent(row.dataSet(), key -> new ArrayList<>())
                .add(row));
        int sign = settings.direction().sign();
        Map<Integer, List<Architecture>> good = new TreeMap<>();
        byDataSet.forEach((dataSet, rows) -> good.put(
                dataSet,
                rows.stream()
                        .sorted(Comparator.comparingDouble(row -> -sign * row.score()))
                        .map(MeasuredArchitecture::architecture)
                        .distinct()
                        .limit(settings.goodCells().perDataSet())
                        .toList()));
        return good;
    }

    /** Of random architectures those that the performance predictor likes best. */
    private Map<Integer, List<Architecture>> bestPredicted(NDManager manager, Networks networks, Weights weights) {
        GoodCells wanted = settings.goodCells();
        SplittableRandom drawing = random.split();
        int sign = settings.direction() == Direction.MAXIMIZE ? 1 : -1;
        Scoring scoring = new Scoring(manager, networks, weights);
        Map<Integer, List<Architecture>> good = new TreeMap<>();
        for (int dataSet : new TreeSet<>(
                measured.stream().map(MeasuredArchitecture::dataSet).toList())) {
            progress.checkCanceled();
            List<Architecture> candidates = new ArrayList<>();
            List<VertexGraph> graphs = new ArrayList<>();
            for (int i = 0; i < wanted.perDataSet() * wanted.candidates(); i++) {
                Architecture candidate =
                        Architecture.of(space.space(), space.space().sample(drawing));
                candidates.add(candidate);
                graphs.add(space.graph(candidate));
            }
            double[] scores = scoring.standardized(
                    dataSets.get(dataSet), settings.examplesPerClass(), graphs, drawing, progress.silent());
            List<Architecture> best = new ArrayList<>();
            for (int i = 0; i < wanted.perDataSet(); i++) {
                int chosen = i * wanted.candidates();
                for (int j = chosen + 1; j < (i + 1) * wanted.candidates(); j++) {
                    chosen = sign * scores[j] > sign * scores[chosen] ? j : chosen;
                }
                best.add(candidates.get(chosen));
            }
            good.put(dataSet, best);
        }
        return good;
    }

    private Provenance provenance(double seconds) {
        MetaD2aSettings.Network network = settings.network();
        MetaD2aSettings.Training training = settings.training();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("search space", space.space().name());
        parameters.put("data sets", String.valueOf(dataSets.size()));
        parameters.put("scores", String.valueOf(measured.size()));
        parameters.put("direction", settings.direction().name());
        parameters.put("code size", String.valueOf(network.codeSize()));
        parameters.put("predictor size", String.valueOf(network.predictorHidden()));
        parameters.put("generator size", String.valueOf(network.generatorHidden()));
        parameters.put("statistics", String.valueOf(network.statistics()));
        parameters.put("examples per class", String.valueOf(settings.examplesPerClass()));
        parameters.put("predictor epochs", String.valueOf(training.predictorEpochs()));
        parameters.put("generator epochs", String.valueOf(training.generatorEpochs()));
        parameters.put("learning rate", String.valueOf(training.rate()));
        parameters.put("share held out", String.valueOf(training.heldOut()));
        parameters.put("good cells", settings.goodCells().source().name());
        parameters.put(
                "good cells per data set", String.valueOf(settings.goodCells().perDataSet()));
        parameters.put("candidates", String.valueOf(settings.goodCells().candidates()));
        return Provenance.NONE.plus(new Provenance.Step(
                "MetaD2A meta-learning",
                List.of(),
                parameters,
                settings.seed(),
                Provenance.currentVersions(),
                seconds));
    }
}
