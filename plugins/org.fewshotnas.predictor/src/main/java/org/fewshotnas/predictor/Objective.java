package org.fewshotnas.predictor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.InnerLoop.Examples;
import org.fewshotnas.predictor.StandardizedTask.Episode;
import org.fewshotnas.space.Progress;
import org.fewshotnas.space.UnifiedGraph;

/** What a learner's outer loop minimises, over one episode of one task. */
interface Objective {
    /** The loss of an episode and its gradient, a list like the parameters. Arrays belong to the innermost {@code NDScope}. */
    record Result(double loss, NDList gradient) {}

    /**
     * @param parameters as {@link Gcn} takes them
     * @param random for dropout
     */
    Result evaluate(NDManager manager, NDList parameters, Episode episode, SplittableRandom random, Progress progress);

    /** The objective of these settings' learner. */
    static Objective of(MetaLearningSettings settings) {
        GcnShape shape = settings.shape();
        return switch (settings.learner()) {
            case BOIL, MAML, ANIL, META_SGD ->
                (manager, parameters, episode, random, progress) ->
                        adapted(settings, manager, parameters, episode, random, progress);
            case REPTILE ->
                (manager, parameters, episode, random, progress) ->
                        walked(settings, manager, parameters, episode, random, progress);
            case MULTI_TASK, PRE_TRAINING, NONE ->
                (manager, parameters, episode, random, progress) ->
                        supervised(shape, manager, parameters, episode, random);
        };
    }

    /** The loss on the query set after the inner loop has adapted to the support set. */
    private static Result adapted(
            MetaLearningSettings settings,
            NDManager manager,
            NDList parameters,
            Episode episode,
            SplittableRandom random,
            Progress progress) {
        DataType type = parameters.get(0).getDataType();
        int steps = settings.inner().steps();
        Examples support = examples(manager, type, settings.shape(), episode.support(), episode.supportScores());
        Examples query = examples(manager, type, settings.shape(), episode.query(), episode.queryScores());
        NDList[] masks = new NDList[steps + 1];
        for (int k = 0; k <= steps; k++) {
            progress.checkCanceled();
            masks[k] = Dropout.masks(manager, type, settings.shape(), (k < steps ? support : query).graphs(), random);
        }
        int size = settings.shape().tensors().size();
        NDList factors = new NDList(parameters.subList(size, parameters.size()));
        NDList start = new NDList(parameters.subList(0, size));
        return result(loop(settings, factors).outerGradient(start, support, query, masks, progress));
    }

    /** Reptile has no query set: every inner step takes architectures of its own from the episode, in turn. */
    private static Result walked(
            MetaLearningSettings settings,
            NDManager manager,
            NDList parameters,
            Episode episode,
            SplittableRandom random,
            Progress progress) {
        DataType type = parameters.get(0).getDataType();
        List<UnifiedGraph> graphs = both(episode);
        double[] scores = concat(episode);
        int size = episode.support().size();
        List<Examples> batches = new ArrayList<>();
        NDList[] masks = new NDList[settings.inner().steps()];
        for (int k = 0; k < masks.length; k++) {
            progress.checkCanceled();
            int first = k * size;
            List<UnifiedGraph> own = IntStream.range(first, first + size)
                    .mapToObj(i -> graphs.get(i % scores.length))
                    .toList();
            double[] ownScores = IntStream.range(first, first + size)
                    .mapToDouble(i -> scores[i % scores.length])
                    .toArray();
            batches.add(examples(manager, type, settings.shape(), own, ownScores));
            masks[k] = Dropout.masks(
                    manager, type, settings.shape(), batches.get(k).graphs(), random);
        }
        return result(loop(settings, new NDList()).meanGradient(parameters, batches, masks, progress));
    }

    private static InnerLoop loop(MetaLearningSettings settings, NDList factors) {
        return InnerLoop.of(
                settings.learner(), settings.inner().rate(), settings.inner().secondOrder(), factors);
    }

    private static Result result(InnerLoop.Outer outer) {
        return new Result(Torch.toDoubles(outer.loss())[0], outer.gradient());
    }

    /** Plain supervised learning: the mean squared error on all of the episode's architectures. */
    private static Result supervised(
            GcnShape shape, NDManager manager, NDList parameters, Episode episode, SplittableRandom random) {
        DataType type = parameters.get(0).getDataType();
        Examples all = examples(manager, type, shape, both(episode), concat(episode));
        Gcn gcn = new Gcn(parameters, all.graphs(), Dropout.masks(manager, type, shape, all.graphs(), random));
        NDArray outputs = gcn.outputs();
        double loss = Torch.toDoubles(outputs.sub(all.scores()).square().mean())[0];
        return new Result(loss, gcn.gradient(InnerLoop.outputGradient(outputs, all.scores())));
    }

    private static double[] concat(Episode episode) {
        double[] scores = new double[episode.supportScores().length + episode.queryScores().length];
        System.arraycopy(episode.supportScores(), 0, scores, 0, episode.supportScores().length);
        System.arraycopy(
                episode.queryScores(), 0, scores, episode.supportScores().length, episode.queryScores().length);
        return scores;
    }

    private static Examples examples(
            NDManager manager, DataType type, GcnShape shape, List<UnifiedGraph> graphs, double[] scores) {
        return new Examples(
                GraphBatch.forTraining(manager, type, graphs, shape),
                Torch.create(manager, type, scores, new Shape(scores.length, 1)));
    }

    private static List<UnifiedGraph> both(Episode episode) {
        List<UnifiedGraph> graphs = new ArrayList<>(episode.support());
        graphs.addAll(episode.query());
        return graphs;
    }

    /** The rows of a matrix. */
    static double[][] rows(NDArray matrix) {
        double[] flat = Torch.toDoubles(matrix);
        int width = (int) matrix.getShape().get(1);
        double[][] rows = new double[flat.length / width][width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(flat, i * width, rows[i], 0, width);
        }
        return rows;
    }
}
