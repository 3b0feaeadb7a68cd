package org.fewshotnas.predictor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fewshotnas.predictor.InnerLoop.Examples;
import org.fewshotnas.predictor.StandardizedTask.Episode;
import org.fewshotnas.space.Progress;
import org.fewshotnas.space.UnifiedGraph;

/** What a learner's outer loop minimises, over one episode of one task. */
interface Objective {
    /** How much the loss of {@link Learner#RIDGE} without a support set counts beside the loss with one: searches begin without. */
    double ZERO_SHOT = 0.3;

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
            case RIDGE ->
                (manager, parameters, episode, random, progress) -> ridge(shape, manager, parameters, episode, random);
            case PRE_TRAINING, NONE ->
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

    /** {@link RidgeHead} on the support set, judged by its correlation with the query set's scores. */
    private static Result ridge(
            GcnShape shape, NDManager manager, NDList parameters, Episode episode, SplittableRandom random) {
        DataType type = parameters.get(0).getDataType();
        GraphBatch batch = GraphBatch.of(manager, type, both(episode));
        Gcn gcn = new Gcn(parameters, batch, Dropout.masks(manager, type, shape, batch, random));
        double[][] embeddings = rows(gcn.embedding());
        double[] w = Torch.toDoubles(parameters.get(parameters.size() - 2));
        double c = Torch.toDoubles(parameters.get(parameters.size() - 1))[0];
        double[] scores = concat(episode);
        // Any number of shots up to the support size: the same prior then serves the first and the last round of a
        // search.
        int shots = 2 + random.nextInt(episode.supportScores().length - 1);
        double[] support = StandardizedTask.standardize(Arrays.copyOf(scores, shots));
        if (support == null) {
            support = new double[shots];
        }
        RidgeHead.Gradient fitted = RidgeHead.outerGradient(
                embeddings, support, w, c, RidgeHead.correlation(Arrays.copyOfRange(scores, shots, scores.length)));
        RidgeHead.Gradient zeroShot =
                RidgeHead.outerGradient(embeddings, new double[0], w, c, RidgeHead.correlation(scores));
        double[] flat = new double[embeddings.length * w.length];
        double[] byW = new double[w.length];
        for (int i = 0; i < flat.length; i++) {
            int row = i / w.length;
            int column = i % w.length;
            flat[i] = fitted.embeddings()[row][column] + ZERO_SHOT * zeroShot.embeddings()[row][column];
        }
        for (int i = 0; i < byW.length; i++) {
            byW[i] = fitted.w()[i] + ZERO_SHOT * zeroShot.w()[i];
        }
        NDList gradient = gcn.bodyGradient(Torch.create(manager, type, flat, new Shape(embeddings.length, w.length)));
        gradient.add(Torch.create(manager, type, byW, new Shape(w.length, 1)));
        gradient.add(Torch.create(manager, type, new double[] {fitted.c()}, new Shape(1)));
        return new Result(fitted.loss(), gradient);
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
