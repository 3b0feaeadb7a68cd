package org.fewshotnas.predictor.metalearning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.gcn.Dropout;
import org.fewshotnas.predictor.gcn.Gcn;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.GraphBatch;
import org.fewshotnas.predictor.metalearning.InnerLoop.Examples;
import org.fewshotnas.predictor.metalearning.StandardizedTask.Episode;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.Torch;

/** What a learner's outer loop minimises, over episodes of some tasks, which are computed in one batch. */
public interface Objective {
    /**
     * The mean loss of some episodes, and the sum of its gradients, a list like the parameters. Arrays belong to the innermost
     * {@code NDScope}.
     *
     * @param episodes how many
     */
    record Result(double loss, NDList gradient, int episodes) {}

    /**
     * @param parameters as {@link Gcn} takes them
     * @param episodes of tasks, with support sets of one size and query sets of one size
     * @param random for dropout
     */
    Result evaluate(
            NDManager manager, NDList parameters, List<Episode> episodes, SplittableRandom random, Progress progress);

    /** The objective of these settings' learner. */
    static Objective of(MetaLearningSettings settings) {
        GcnShape shape = settings.shape();
        return switch (settings.learner()) {
            case BOIL, MAML, ANIL, META_SGD ->
                (manager, parameters, episodes, random, progress) ->
                        adapted(settings, manager, parameters, episodes, random, progress);
            case REPTILE ->
                (manager, parameters, episodes, random, progress) ->
                        walked(settings, manager, parameters, episodes, random, progress);
            case MULTI_TASK, PRE_TRAINING, NONE ->
                (manager, parameters, episodes, random, progress) ->
                        supervised(shape, manager, parameters, episodes, random);
        };
    }

    /** The loss on the query sets after the inner loop has adapted to the support sets. */
    private static Result adapted(
            MetaLearningSettings settings,
            NDManager manager,
            NDList parameters,
            List<Episode> episodes,
            SplittableRandom random,
            Progress progress) {
        DataType type = parameters.get(0).getDataType();
        int steps = settings.inner().steps();
        Examples support = examples(
                manager,
                type,
                settings.shape(),
                each(episodes, Episode::support),
                each(episodes, Episode::supportScores));
        Examples query = examples(
                manager, type, settings.shape(), each(episodes, Episode::query), each(episodes, Episode::queryScores));
        NDList[] masks = new NDList[steps + 1];
        for (int k = 0; k <= steps; k++) {
            progress.checkCanceled();
            masks[k] = Dropout.masks(manager, type, settings.shape(), (k < steps ? support : query).graphs(), random);
        }
        int size = settings.shape().tensors().size();
        NDList factors = new NDList(parameters.subList(size, parameters.size()));
        NDList start = new NDList(parameters.subList(0, size));
        return result(loop(settings, factors).outerGradient(start, support, query, masks, progress), episodes);
    }

    /** Reptile has no query set: every inner step takes architectures of its own from the episode, in turn. */
    private static Result walked(
            MetaLearningSettings settings,
            NDManager manager,
            NDList parameters,
            List<Episode> episodes,
            SplittableRandom random,
            Progress progress) {
        DataType type = parameters.get(0).getDataType();
        List<List<UnifiedGraph>> graphs = each(episodes, Objective::both);
        List<double[]> scores = each(episodes, Objective::concat);
        int size = episodes.get(0).support().size();
        int all = scores.get(0).length;
        List<Examples> batches = new ArrayList<>();
        NDList[] masks = new NDList[settings.inner().steps()];
        for (int k = 0; k < masks.length; k++) {
            progress.checkCanceled();
            int[] places =
                    IntStream.range(k * size, (k + 1) * size).map(i -> i % all).toArray();
            batches.add(examples(
                    manager,
                    type,
                    settings.shape(),
                    each(graphs, own -> IntStream.of(places).mapToObj(own::get).toList()),
                    each(
                            scores,
                            own -> IntStream.of(places).mapToDouble(i -> own[i]).toArray())));
            masks[k] = Dropout.masks(
                    manager, type, settings.shape(), batches.get(k).graphs(), random);
        }
        return result(loop(settings, new NDList()).meanGradient(parameters, batches, masks, progress), episodes);
    }

    private static InnerLoop loop(MetaLearningSettings settings, NDList factors) {
        return InnerLoop.of(
                settings.learner(), settings.inner().rate(), settings.inner().secondOrder(), factors);
    }

    private static Result result(InnerLoop.Outer outer, List<Episode> episodes) {
        return new Result(Torch.toDoubles(outer.loss())[0], outer.gradient(), episodes.size());
    }

    /** Plain supervised learning: the mean squared error on all of the episodes' architectures, which all tasks see with the same weights. */
    private static Result supervised(
            GcnShape shape, NDManager manager, NDList parameters, List<Episode> episodes, SplittableRandom random) {
        DataType type = parameters.get(0).getDataType();
        List<UnifiedGraph> graphs =
                episodes.stream().flatMap(episode -> both(episode).stream()).toList();
        double[] scores = episodes.stream()
                .flatMapToDouble(episode -> Arrays.stream(concat(episode)))
                .toArray();
        Examples all = examples(manager, type, shape, List.of(graphs), List.of(scores));
        Gcn gcn = new Gcn(parameters, all.graphs(), Dropout.masks(manager, type, shape, all.graphs(), random));
        NDArray errors = gcn.outputs().subi(all.scores());
        double loss = Torch.toDoubles(errors.square().mean())[0];
        return new Result(loss, gcn.gradient(errors.muli(2.0 * episodes.size() / scores.length)), episodes.size());
    }

    private static <S, T> List<T> each(List<S> list, Function<S, T> function) {
        return list.stream().map(function).toList();
    }

    private static double[] concat(Episode episode) {
        return DoubleStream.concat(Arrays.stream(episode.supportScores()), Arrays.stream(episode.queryScores()))
                .toArray();
    }

    /** Of one or several tasks. */
    private static Examples examples(
            NDManager manager, DataType type, GcnShape shape, List<List<UnifiedGraph>> graphs, List<double[]> scores) {
        int size = scores.get(0).length;
        double[] all = scores.stream().flatMapToDouble(Arrays::stream).toArray();
        return new Examples(
                GraphBatch.forTasks(manager, type, graphs, shape),
                Torch.create(
                        manager,
                        type,
                        all,
                        scores.size() == 1 ? new Shape(size, 1) : new Shape(scores.size(), size, 1)));
    }

    private static List<UnifiedGraph> both(Episode episode) {
        List<UnifiedGraph> graphs = new ArrayList<>(episode.support());
        graphs.addAll(episode.query());
        return graphs;
    }
}
