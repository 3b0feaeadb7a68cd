package org.fewshotnas.predictor.metalearning;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.GraphBatch;
import org.fewshotnas.predictor.metalearning.InnerLoop.Examples;
import org.fewshotnas.predictor.metalearning.StandardizedTask.Episode;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.Torch;

/** Architectures and scores of episodes as tensors, those of several episodes stacked. */
final class Batches {
    private Batches() {}

    static Examples support(NDManager manager, DataType type, GcnShape shape, List<Episode> episodes) {
        return stacked(manager, type, shape, each(episodes, Episode::support), each(episodes, Episode::supportScores));
    }

    static Examples query(NDManager manager, DataType type, GcnShape shape, List<Episode> episodes) {
        return stacked(manager, type, shape, each(episodes, Episode::query), each(episodes, Episode::queryScores));
    }

    /** Of each episode the architectures at these places among {@link Episode#all}. */
    static Examples some(NDManager manager, DataType type, GcnShape shape, List<Episode> episodes, int[] places) {
        List<List<UnifiedGraph>> graphs = each(
                episodes,
                episode -> IntStream.of(places).mapToObj(episode.all()::get).toList());
        List<double[]> scores = each(episodes, episode -> {
            double[] own = episode.allScores();
            return IntStream.of(places).mapToDouble(i -> own[i]).toArray();
        });
        return stacked(manager, type, shape, graphs, scores);
    }

    /** All architectures of all episodes as if they were of one. */
    static Examples together(NDManager manager, DataType type, GcnShape shape, List<Episode> episodes) {
        List<UnifiedGraph> graphs =
                episodes.stream().flatMap(episode -> episode.all().stream()).toList();
        double[] scores = episodes.stream()
                .flatMapToDouble(episode -> Arrays.stream(episode.allScores()))
                .toArray();
        return stacked(manager, type, shape, List.of(graphs), List.of(scores));
    }

    private static <S, T> List<T> each(List<S> list, Function<S, T> function) {
        return list.stream().map(function).toList();
    }

    private static Examples stacked(
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
}
