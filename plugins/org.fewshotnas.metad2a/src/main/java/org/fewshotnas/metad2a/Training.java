package org.fewshotnas.metad2a;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.fewshotnas.metad2a.LearningResult.Course;
import org.fewshotnas.metad2a.LearningResult.Epoch;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.metad2a.gradient.Descent;
import org.fewshotnas.metad2a.gradient.Layout;
import org.fewshotnas.metad2a.gradient.Pass;
import org.fewshotnas.metad2a.gradient.Tensors;
import org.fewshotnas.metad2a.gradient.Value;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.file.Weights;

/** Trains one of the two networks, and keeps its best epoch by the data sets that are held out. */
abstract class Training {
    private final String what;
    private final List<DataSetFeatures> dataSets;
    private final MetaD2aSettings settings;
    private final List<Example> held;

    /**
     * @param what learns, for messages
     * @param held out; empty to keep the last epoch
     */
    Training(String what, List<DataSetFeatures> dataSets, MetaD2aSettings settings, List<Example> held) {
        this.what = what;
        this.dataSets = dataSets;
        this.settings = settings;
        this.held = held;
    }

    /** Weights, and how they were learned. */
    record Outcome(Weights weights, Course course) {}

    /** What an epoch did on the data sets that are held out. */
    record Check(double loss, OptionalDouble correlation, OptionalDouble correlationWithin, double quality) {}

    /** The loss of a piece, summed. */
    abstract Value loss(Pass pass, Batches.Piece piece, float[] noise);

    /** How many normal numbers of noise an example takes. */
    abstract int noise();

    /** Looks at examples that are held out. */
    abstract Check check(
            NDManager manager, Tensors tensors, List<Example> examples, SplittableRandom random, Progress progress);

    /**
     * Learns.
     *
     * @param examples to learn from
     */
    Outcome run(NDManager manager, Layout layout, List<Example> examples, int epochs, long seed, Progress progress) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensors tensors = new Tensors(manager, DataType.FLOAT32, layout.shapes(), layout.random(random.split()));
        Batches batches = new Batches(dataSets, settings.examplesPerClass(), examples);
        List<Epoch> course = new ArrayList<>();
        int kept = epochs;
        double best = Double.NEGATIVE_INFINITY;
        Weights weights = null;
        try (Descent descent = new Descent(manager, tensors, settings.training().rate(), what, progress)) {
            for (int epoch = 1; epoch <= epochs; epoch++) {
                double[] sum = new double[1];
                int before = epoch - 1;
                batches.epoch(true, random, (pieces, fraction) -> {
                    sum[0] += step(descent, pieces, (before + fraction) / epochs, random);
                    progress.report((before + fraction) / epochs, said(before + 1, epochs, course));
                });
                double loss = sum[0] / examples.size();
                if (held.isEmpty()) {
                    course.add(new Epoch(
                            epoch, loss, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
                    continue;
                }
                // The same draws in every epoch, so that epochs compare.
                Check check = check(manager, tensors, held, new SplittableRandom(seed + 1), progress);
                course.add(new Epoch(
                        epoch, loss, OptionalDouble.of(check.loss()), check.correlation(), check.correlationWithin()));
                if (check.quality() > best) {
                    best = check.quality();
                    kept = epoch;
                    weights = descent.weights();
                }
            }
            if (weights == null) {
                kept = epochs;
                weights = descent.weights();
            }
        } finally {
            tensors.list().close();
        }
        return new Outcome(weights, new Course(course, kept));
    }

    private double step(Descent descent, List<Batches.Piece> pieces, double fraction, SplittableRandom random) {
        List<Descent.Piece> work = new ArrayList<>();
        int rows = 0;
        for (Batches.Piece piece : pieces) {
            float[] noise = new float[piece.rows() * noise()];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (float) random.nextGaussian();
            }
            work.add(pass -> loss(pass, piece, noise));
            rows += piece.rows();
        }
        return descent.step(work, rows, fraction);
    }

    private String said(int epoch, int epochs, List<Epoch> course) {
        String text = String.format(Locale.ROOT, "Learning the %s: epoch %d of %d", what, epoch, epochs);
        if (course.isEmpty()) {
            return text;
        }
        Epoch last = course.get(course.size() - 1);
        text += String.format(Locale.ROOT, ", loss %.3f", last.loss());
        return last.correlation().isPresent()
                ? text
                        + String.format(
                                Locale.ROOT,
                                ", correlation %.3f",
                                last.correlation().getAsDouble())
                : text;
    }

    /** Does something with each piece of some examples, without a gradient. */
    static void each(
            Batches batches,
            NDManager manager,
            Tensors tensors,
            SplittableRandom random,
            Progress progress,
            java.util.function.BiConsumer<Pass, Batches.Piece> action) {
        batches.epoch(
                false,
                random,
                (pieces, fraction) -> pieces.forEach(piece -> {
                    progress.checkCanceled();
                    try (NDScope scope = new NDScope()) {
                        scope.suppressNotUsedWarning();
                        action.accept(Pass.applying(manager, tensors), piece);
                    }
                }));
    }

    final List<DataSetFeatures> dataSets() {
        return dataSets;
    }

    final MetaD2aSettings settings() {
        return settings;
    }
}
