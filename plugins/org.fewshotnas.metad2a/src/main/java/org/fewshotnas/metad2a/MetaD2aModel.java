package org.fewshotnas.metad2a;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.fewshotnas.metad2a.Generation.Generated;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.metad2a.generator.Generator;
import org.fewshotnas.metad2a.gradient.Pass;
import org.fewshotnas.metad2a.gradient.Tensors;
import org.fewshotnas.metad2a.gradient.Value;
import org.fewshotnas.metad2a.graph.VertexGraph;
import org.fewshotnas.metad2a.graph.VertexSpace;
import org.fewshotnas.metad2a.set.Draw;
import org.fewshotnas.metad2a.set.Scaling;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.ModelFile;
import org.fewshotnas.tensor.file.Weights;

/**
 * A MetaD2A model that has learned: from features of a data set to architectures for it, and to scores of architectures on it. It trains
 * nothing. Immutable, and holds no native memory.
 */
public final class MetaD2aModel {
    static final String KIND = "metad2a";

    private static final int MAX_COUNT = 100_000;
    /** No more graphs are drawn than so many times the number of architectures that are wanted. */
    private static final int MAX_DRAWS = 20;
    /** Graphs that are drawn together. */
    private static final int TOGETHER = 500;
    /** Examples that all draws for a generation look at, about; where these are too few for a draw each, graphs share one. */
    private static final long LOOKED_AT = 2_000_000;

    private static final int FEWEST_DRAWS = 10;

    private final MetaD2aSpec spec;
    private final Weights weights;
    private final VertexSpace space;
    private final Networks networks;
    private final Set<String> known = new HashSet<>();

    /**
     * @throws InvalidInputException if the search space is not known here or is another one by now, or a weight is not finite
     * @throws IllegalArgumentException if the weights are of another model
     */
    public MetaD2aModel(MetaD2aSpec spec, Weights weights) {
        ModelFile.checkWeights(KIND, spec.tensors(), weights);
        this.spec = spec;
        this.weights = weights;
        space = spec.vertexSpace();
        for (String text : spec.goodCells()) {
            known.add(key(Architecture.parse(space.space(), text)));
        }
        networks = new Networks(spec, Scaling.of(weights));
    }

    /** All but its weights. */
    public MetaD2aSpec spec() {
        return spec;
    }

    /** Its weights. */
    public Weights weights() {
        return weights;
    }

    /**
     * Generates architectures for a data set, with predicted scores, the best first. As in the paper, z is the mean that the generator gives
     * for a fresh draw of examples; types and edges are drawn.
     *
     * @param count so many different architectures, at most 100,000; fewer where 20 times as many graphs do not have so many
     * @throws InvalidInputException if the features are of another width
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public Generation generate(DataSetFeatures dataSet, int count, long seed, Progress progress) {
        check(dataSet);
        checkCount(count, "architectures");
        SplittableRandom random = new SplittableRandom(seed);
        try (NDManager manager = Torch.newManager(Device.cpu(), progress)) {
            Map<String, Architecture> found = new LinkedHashMap<>();
            int drawn = 0;
            int valid = 0;
            int novel = 0;
            Set<String> different = new HashSet<>();
            Tensors tensors = generatorTensors(manager);
            double[][] means = means(manager, tensors, dataSet, draws(dataSet, count), random, progress.part(0, 0.4));
            while (found.size() < count && drawn < (long) MAX_DRAWS * count) {
                progress.checkCanceled();
                progress.report(0.4 + 0.3 * found.size() / count, "Generating architectures");
                for (VertexGraph graph : drawn(manager, tensors, means, drawn, random)) {
                    drawn++;
                    Optional<Architecture> architecture = space.architecture(graph);
                    if (architecture.isPresent()) {
                        String key = key(architecture.get());
                        valid++;
                        novel += known.contains(key) ? 0 : 1;
                        different.add(key);
                        if (found.size() < count) {
                            found.putIfAbsent(key, architecture.get());
                        }
                    }
                }
            }
            List<Architecture> architectures = List.copyOf(found.values());
            double[] scores = scores(manager, dataSet, architectures, random, progress.part(0.7, 1));
            return new Generation(ranked(architectures, scores), drawn, valid, different.size(), novel);
        }
    }

    private List<Generated> ranked(List<Architecture> architectures, double[] scores) {
        List<Generated> result = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            Architecture architecture = architectures.get(i);
            result.add(new Generated(architecture, scores[i], !known.contains(key(architecture))));
        }
        int sign = spec.scores().direction().sign();
        result.sort(Comparator.comparingDouble(generated -> -sign * generated.score()));
        return result;
    }

    /** A text that two architectures share where they count as one. */
    private static String key(Architecture architecture) {
        return architecture.space().isKnownByForm()
                ? architecture.form()
                : architecture.space().print(architecture.cell());
    }

    private List<VertexGraph> drawn(
            NDManager manager, Tensors tensors, double[][] means, int begin, SplittableRandom random) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Pass pass = Pass.applying(manager, tensors);
            int code = spec.network().codeSize();
            float[] rows = new float[TOGETHER * code];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = (float) means[(begin + i / code) % means.length][i % code];
            }
            Generator generator = networks.generator(pass);
            return generator.draw(pass.tape().constant(rows, TOGETHER, code), spec.vertices(), random);
        }
    }

    private int draws(DataSetFeatures dataSet, int count) {
        long size = Draw.size(dataSet, spec.examplesPerClass());
        return (int) Math.min(count, Math.max(FEWEST_DRAWS, LOOKED_AT / size));
    }

    private Tensors generatorTensors(NDManager manager) {
        return new Tensors(manager, DataType.FLOAT32, spec.generatorLayout().shapes(), weights);
    }

    private double[][] means(
            NDManager manager,
            Tensors tensors,
            DataSetFeatures dataSet,
            int draws,
            SplittableRandom random,
            Progress progress) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Pass pass = Pass.applying(manager, tensors);
            double[][] codes = Codes.of(
                            networks.generatorSet(pass), dataSet, spec.examplesPerClass(), draws, random, progress)
                    .rows();
            float[] flat = new float[codes.length * codes[0].length];
            for (int i = 0; i < flat.length; i++) {
                flat[i] = (float) codes[i / codes[0].length][i % codes[0].length];
            }
            Value rows = pass.tape().constant(flat, codes.length, codes[0].length);
            return Torch.rows(networks.generator(pass).mean(rows).array());
        }
    }

    /**
     * Scores of architectures on a data set, in their order: the mean over 10 fresh draws of examples.
     *
     * @throws InvalidInputException if the features are of another width, or an architecture is of another search space
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public double[] scores(DataSetFeatures dataSet, List<Architecture> architectures, long seed, Progress progress) {
        check(dataSet);
        try (NDManager manager = Torch.newManager(Device.cpu(), progress)) {
            return scores(manager, dataSet, architectures, new SplittableRandom(seed), progress);
        }
    }

    private double[] scores(
            NDManager manager,
            DataSetFeatures dataSet,
            List<Architecture> architectures,
            SplittableRandom random,
            Progress progress) {
        List<VertexGraph> graphs = architectures.stream().map(space::graph).toList();
        double[] scores = new Scoring(manager, networks, weights)
                .standardized(dataSet, spec.examplesPerClass(), graphs, random, progress);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = spec.scores().toScore(scores[i]);
        }
        return scores;
    }

    /**
     * What the generator makes of a data set: the mean of z for each of several draws of examples, (draws, code size). Draws of one data
     * set lie together, and apart from those of others (figure 4 of the paper).
     *
     * @param draws at most 100,000
     * @throws InvalidInputException if the features are of another width
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public double[][] codes(DataSetFeatures dataSet, int draws, long seed, Progress progress) {
        check(dataSet);
        checkCount(draws, "draws");
        try (NDManager manager = Torch.newManager(Device.cpu(), progress)) {
            return means(manager, generatorTensors(manager), dataSet, draws, new SplittableRandom(seed), progress);
        }
    }

    private void check(DataSetFeatures dataSet) {
        if (dataSet.width() != spec.features()) {
            throw new InvalidInputException(
                    "The data set \"" + dataSet.name() + "\" has " + dataSet.width()
                            + " features an example; the model has learned from " + spec.features() + ".",
                    "Compute the features in the way of those that the model has learned from.");
        }
    }

    private static void checkCount(int count, String what) {
        if (count < 1 || count > MAX_COUNT) {
            throw new InvalidInputException(
                    count + " " + what + " were asked for; 1 to " + MAX_COUNT + " are possible.",
                    "Ask for another number.");
        }
    }

    /** Writes the file; the same model always gives the same bytes. The stream stays open. */
    public void write(OutputStream out) throws IOException {
        Weights.Builder ordered = new Weights.Builder();
        spec.tensors().keySet().forEach(name -> ordered.copy(weights, name));
        new ModelFile(KIND, spec.toProperties(), ordered.build()).write(out);
    }

    /**
     * Reads a file to its end. It executes nothing. The stream stays open.
     *
     * @throws InvalidInputException if it is something else or damaged, or of a search space that is not known here
     * @throws IOException if the stream cannot be read
     */
    public static MetaD2aModel read(InputStream in) throws IOException {
        ModelFile file = ModelFile.read(
                KIND, in, description -> MetaD2aSpec.fromProperties(description).tensors());
        return new MetaD2aModel(MetaD2aSpec.fromProperties(file.description()), file.weights());
    }
}
