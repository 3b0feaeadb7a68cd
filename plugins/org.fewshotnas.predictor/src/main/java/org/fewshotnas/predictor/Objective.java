package org.fewshotnas.predictor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
            case MULTI_TASK, PRE_TRAINING, NONE ->
                (manager, parameters, episode, random, progress) ->
                        supervised(shape, manager, parameters, episode, random);
            case BOIL, MAML, ANIL ->
                (manager, parameters, episode, random, progress) -> {
                    DataType type = parameters.get(0).getDataType();
                    Examples support = examples(manager, type, episode.support(), episode.supportScores());
                    Examples query = examples(manager, type, episode.query(), episode.queryScores());
                    NDList[] masks = new NDList[settings.innerSteps() + 1];
                    for (int k = 0; k < masks.length; k++) {
                        progress.checkCanceled();
                        masks[k] = Dropout.masks(
                                manager, type, shape, (k < settings.innerSteps() ? support : query).graphs(), random);
                    }
                    InnerLoop loop = InnerLoop.of(settings.learner(), settings.innerRate(), settings.secondOrder());
                    InnerLoop.Outer outer = loop.outerGradient(parameters, support, query, masks, progress);
                    return new Result(Torch.toDoubles(outer.loss())[0], outer.gradient());
                };
        };
    }

    /** Plain supervised learning: the mean squared error on all of the episode's architectures. */
    private static Result supervised(
            GcnShape shape, NDManager manager, NDList parameters, Episode episode, SplittableRandom random) {
        DataType type = parameters.get(0).getDataType();
        Examples all = examples(manager, type, both(episode), concat(episode));
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

    private static Examples examples(NDManager manager, DataType type, List<UnifiedGraph> graphs, double[] scores) {
        return new Examples(
                GraphBatch.of(manager, type, graphs), Torch.create(manager, type, scores, new Shape(scores.length, 1)));
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
