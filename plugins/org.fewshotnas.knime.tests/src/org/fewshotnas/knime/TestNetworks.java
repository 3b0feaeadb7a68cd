package org.fewshotnas.knime;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.knime.port.NetworkPortObject;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.Normalisation;
import org.fewshotnas.network.file.CellOrigin;
import org.fewshotnas.network.file.LearnedColumns;
import org.fewshotnas.network.file.MeasuredScore;
import org.fewshotnas.network.file.NetworkModel;
import org.fewshotnas.network.file.Target;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.torchscript.InitialWeights;
import org.fewshotnas.network.training.TrainedNetwork;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Provenance;

/** Small networks with some weights, as if they had been trained. */
final class TestNetworks {
    static final String CELL = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|none~1|nor_conv_1x1~2|";

    private TestNetworks() {}

    /** One that tells classes apart. */
    static NetworkPortObject ofClasses(LearnedColumns columns, TensorShape input, String... classes) {
        return of(columns, input, new Head.Classes(classes.length), new Target("kind", ""), List.of(classes));
    }

    /** One that says numbers, or a field. */
    static NetworkPortObject ofNumbers(LearnedColumns columns, TensorShape input, Head head, Target target) {
        return of(columns, input, head, target, List.of());
    }

    private static NetworkPortObject of(
            LearnedColumns columns, TensorShape input, Head head, Target target, List<String> classes) {
        Architecture cell = Architecture.parse(TestNode.NB201, CELL);
        MacroArchitecture macro = MacroArchitecture.residual(4, 1, head);
        NetworkGraph graph = CellNetwork.of(cell, macro, input);
        int channels = input.channels();
        TrainedNetwork network = new TrainedNetwork(
                graph,
                InitialWeights.draw(graph, 1),
                new Normalisation(Collections.nCopies(channels, .5f), Collections.nCopies(channels, .25f)),
                classes.isEmpty()
                        ? new Normalisation(
                                Collections.nCopies(graph.output().channels(), 10f),
                                Collections.nCopies(graph.output().channels(), 2f))
                        : Normalisation.none(classes.size()),
                classes);
        Metric accuracy =
                new Metric("accuracy [%]", "clothes", "valid", "accuracy", "%", Direction.MAXIMIZE, "10", "", "", "");
        return new NetworkPortObject(NetworkModel.of(
                network,
                Optional.of(columns),
                target,
                Optional.of(new MeasuredScore(accuracy, 87.5)),
                Optional.of(CellOrigin.of(cell, macro)),
                Provenance.NONE.plus(new Provenance.Step(
                        "training", List.of(), Map.of("epochs", "10"), 1, Map.of("java", "17"), 1.5))));
    }
}
