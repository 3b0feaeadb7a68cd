package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Panel;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.Stages;

/** A network part by part: what each makes of its input, how many parameters it has, and how much it computes. */
public final class NetworkPanels {
    private NetworkPanels() {}

    private static final class Part {
        private long parameters;
        private long multiplyAccumulates;
        private TensorShape shape;
    }

    /** The drawing, and the sizes of its parts as bars. */
    public static List<Panel> of(NetworkGraph network) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (NetworkGraph.Node node : network.nodes()) {
            Part part = parts.computeIfAbsent(name(node.name()), key -> new Part());
            part.shape = node.shape();
            part.parameters += node.tensors().stream()
                    .filter(tensor -> tensor.kind().isTrained())
                    .mapToLong(tensor -> tensor.size())
                    .sum();
            part.multiplyAccumulates += node.layer()
                    .multiplyAccumulates(node.inputs().stream()
                            .map(input -> network.nodes().get(input).shape())
                            .toList());
        }
        List<Stages.Item> items = new ArrayList<>();
        List<Point> parameters = new ArrayList<>();
        List<Point> work = new ArrayList<>();
        List<String> names = new ArrayList<>();
        parts.forEach((name, part) -> {
            items.add(new Stages.Item(
                    name,
                    part.shape + (part.parameters > 0 ? "; " + Say.count(part.parameters, "parameter") : ""),
                    name.contains("cell")));
            if (part.parameters > 0 || part.multiplyAccumulates > 0) {
                parameters.add(Point.of(part.parameters, names.size()));
                work.add(Point.of(part.multiplyAccumulates, names.size()));
                names.add(name);
            }
        });
        return List.of(
                new Stages(
                        "The network: " + Say.count(network.parameters(), "parameter") + ", "
                                + Say.count(network.multiplyAccumulates(), "multiply-accumulate") + " an example",
                        items),
                bars("Parameters", "Parameters", names, parameters, Series.Color.BLUE),
                bars("Work for an example", "Multiply-accumulates", names, work, Series.Color.ORANGE));
    }

    private static Chart bars(String title, String axis, List<String> names, List<Point> points, Series.Color color) {
        return Chart.of(
                        title,
                        Axis.fromZero(axis),
                        Axis.downward("", names),
                        List.of(Series.of(axis, Series.Style.BARS, points).in(color)))
                .beside();
    }

    /** Layers of a cell, and of a block between stacks, belong together: "Stack 1, cell 2". */
    private static String name(String node) {
        String[] words = node.split("_");
        boolean inner = words.length > 1 && words[1].matches("(cell|block)\\d+|reduction");
        String part = words[0].equals("mean") ? "head" : inner ? words[0] + ", " + words[1] : words[0];
        String spaced = part.replaceAll("([a-z])(\\d)", "$1 $2");
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
