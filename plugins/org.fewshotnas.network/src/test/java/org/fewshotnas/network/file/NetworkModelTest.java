package org.fewshotnas.network.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.fewshotnas.network.RandomNetworks;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.Normalisation;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.graph.Window;
import org.fewshotnas.network.pictures.Fit;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Json;
import org.fewshotnas.tensor.file.Provenance;
import org.fewshotnas.tensor.file.Weights;
import org.junit.jupiter.api.Test;

class NetworkModelTest {
    private static final String GRAPH =
            "[{\"type\":\"Input\",\"channels\":2,\"extents\":[5,4],\"name\":\"input\",\"inputs\":[]},"
                    + "{\"type\":\"Convolution\",\"channels\":6,\"groups\":2,\"bias\":1,\"kernel\":3,\"stride\":2,\"dilation\":1,"
                    + "\"padding\":1,\"ceiling\":0,\"name\":\"conv\",\"inputs\":[0]},"
                    + "{\"type\":\"BatchNorm\",\"name\":\"norm\",\"inputs\":[1]},"
                    + "{\"type\":\"MaxPool\",\"kernel\":2,\"stride\":2,\"dilation\":1,\"padding\":0,\"ceiling\":1,"
                    + "\"name\":\"pool\",\"inputs\":[2]},"
                    + "{\"type\":\"GlobalAverage\",\"name\":\"mean\",\"inputs\":[3]},"
                    + "{\"type\":\"Linear\",\"features\":3,\"bias\":1,\"name\":\"head\",\"inputs\":[4]}]";

    private static NetworkGraph graph() {
        NetworkGraph.Builder builder = NetworkGraph.builder(TensorShape.image(2, 5, 4));
        int conv = builder.add("conv", new Layer.Convolution(6, new Window(3, 2, 1, 1, false), 2, true), 0);
        int norm = builder.add("norm", new Layer.BatchNorm(), conv);
        int pool = builder.add("pool", new Layer.MaxPool(Window.tiles(2)), norm);
        builder.add("head", new Layer.Linear(3, true), builder.add("mean", new Layer.GlobalAverage(), pool));
        return builder.build();
    }

    private static NetworkModel model(NetworkGraph graph, List<String> classes) {
        Metric accuracy = new Metric(
                "accuracy", "ours", "valid", "accuracy", "", Direction.MAXIMIZE, "10", "1", "images.csv", "");
        int channels = graph.input().channels();
        NetworkSpec spec = new NetworkSpec(
                graph,
                Optional.of(new LearnedColumns(InputKind.LISTS, List.of("Größe \"1\""), Fit.PAD)),
                new Normalisation(Collections.nCopies(channels, .1f), Collections.nCopies(channels, 1 / 3f)),
                Normalisation.none(graph.output().channels()),
                new Target("kind", ""),
                classes,
                Optional.of(new MeasuredScore(accuracy, .875)),
                Optional.of(new CellOrigin("NAS-Bench-201", "|x|", MacroArchitecture.nasBench201(3))),
                Provenance.NONE.plus(new Provenance.Step(
                        "training", List.of(), Map.of("epochs", "3"), Long.MIN_VALUE, Map.of("java", "17"), 1.5)));
        return new NetworkModel(spec, RandomNetworks.weights(graph, 1));
    }

    private static NetworkModel model() {
        return model(graph(), List.of("cat", "dog", "Ungetüm \"3\""));
    }

    @Test
    void aNetworkOfAnySpaceIsReadAsItWasWritten() {
        RandomNetworks.all(2).forEach(named -> {
            NetworkModel model = model(named.network(), List.of());
            assertEquals(model, read(write(model)), named.name());
        });
        assertEquals(model(), read(write(model())));
        assertArrayEquals(write(model()), write(read(write(model()))));
    }

    @Test
    void whatIsNotKnownOfANetworkStaysUnknown() {
        NetworkModel model = model();
        NetworkModel bare = NetworkModel.of(
                model.network(), Optional.empty(), Target.UNNAMED, Optional.empty(), Optional.empty(), Provenance.NONE);
        assertEquals(bare, read(write(bare)));
        assertEquals(model.network(), read(write(bare)).network());
    }

    @Test
    void headsOfAllKindsAreReadAgain() {
        for (Head head : List.of(new Head.Classes(3), new Head.Values(3), new Head.Field(1))) {
            MacroArchitecture macro = MacroArchitecture.residual(8, 1, head);
            assertEquals(macro, MacroArchitectureJson.read(MacroArchitectureJson.write(macro), "it"));
        }
    }

    /** The names in a file are those of its first release, whatever classes are called. */
    @Test
    void theTextOfAGraphIsFrozen() {
        assertEquals(GRAPH, GraphJson.write(graph()).toString());
        assertEquals(graph(), read(GRAPH));
    }

    @Test
    void theTextOfColumnsIsFrozen() {
        for (InputKind kind : InputKind.values()) {
            for (Fit fit : Fit.values()) {
                LearnedColumns columns = new LearnedColumns(kind, List.of("a", "b"), fit);
                assertEquals(columns, LearnedColumnsJson.read(LearnedColumnsJson.write(columns)));
            }
        }
        for (String json : List.of(
                "{\"kind\":\"PICTURES\",\"names\":[\"Image\"],\"fit\":\"STRETCH\"}",
                "{\"kind\":\"LISTS\",\"names\":[\"Values\"],\"fit\":\"PAD\"}",
                "{\"kind\":\"NUMBERS\",\"names\":[\"t0\",\"t1\"],\"fit\":\"PAD\"}")) {
            assertEquals(json, LearnedColumnsJson.write(LearnedColumnsJson.read(json)));
        }
        assertEquals(
                "{\"kind\":\"LISTS\",\"names\":[\"Größe \\\"1\\\"\"],\"fit\":\"PAD\"}",
                model().spec().toProperties().get("columns"));
    }

    @Test
    void aGraphThatIsNoneIsRefusedWithWhatIsWrong() {
        for (String[] change : new String[][] {
            {"\"type\":\"BatchNorm\"", "\"type\":\"Script\"", "\"Script\", which is not known"},
            {"\"type\":\"Input\"", "\"type\":\"Relu\"", "not the input"},
            {"\"inputs\":[0]", "\"inputs\":[1]", "not before it"},
            {"\"inputs\":[0]", "\"inputs\":[]", "one input is needed"},
            {"\"inputs\":[0]", "\"inputs\":[0.5]", "a whole number"},
            {"\"name\":\"norm\"", "\"name\":\"conv\"", "cannot be named conv"},
            {"\"name\":\"norm\"", "\"name\":\"x = exit()\"", "cannot be named x = exit()"},
            {"\"groups\":2", "\"groups\":4", "do not divide"},
            {"\"kernel\":3", "\"kernel\":0", "\"kernel\" is 0"},
            {"\"kernel\":3", "\"kernel\":9", "does not fit"},
            {"\"padding\":1", "\"padding\":2", "No window"},
            {"\"channels\":6", "\"channels\":100000000000", "\"channels\" is"},
            {"\"extents\":[5,4]", "\"extents\":[5,4,3]", "No shape"},
            {"\"extents\":[5,4]", "\"extents\":[1048576,1048576]", "makes a tensor of shape"},
            {"\"extents\":[5,4]", "\"extents\":[]", "a series or an image"},
            {"\"bias\":1,\"kernel\"", "\"bias\":2,\"kernel\"", "\"bias\" is 2"},
            {"\"features\":3", "\"features\":3,\"scale\":2", "entries that are not known"}
        }) {
            assertTrue(GRAPH.contains(change[0]), change[0]);
            InvalidInputException e = assertThrows(
                    InvalidInputException.class, () -> read(GRAPH.replace(change[0], change[1])), change[1]);
            assertTrue(e.getMessage().contains(change[2]), e.getMessage());
        }
        String twice = GRAPH.replace(
                "{\"type\":\"Linear\"",
                "{\"type\":\"GlobalAverage\",\"name\":\"again\",\"inputs\":[3]},{\"type\":\"Linear\"");
        assertTrue(assertThrows(InvalidInputException.class, () -> read(twice))
                .getMessage()
                .contains("layer 5 repeats layer 4"));
    }

    @Test
    void aNetworkThatIsTooLargeIsRefusedBeforeItsMemoryIsTaken() {
        List<String> layers = new ArrayList<>(
                List.of("{\"type\":\"Input\",\"channels\":1,\"extents\":[4],\"name\":\"input\",\"inputs\":[]}"));
        for (int i = 1; i <= GraphBounds.MOST_LAYERS; i++) {
            layers.add("{\"type\":\"Relu\",\"name\":\"r" + i + "\",\"inputs\":[" + (i - 1) + "]}");
        }
        InvalidInputException many =
                assertThrows(InvalidInputException.class, () -> read("[" + String.join(",", layers) + "]"));
        assertTrue(many.getMessage().contains("4001 layers"), many.getMessage());
        String heavy = GRAPH.replace("\"channels\":6,\"groups\":2", "\"channels\":1000000,\"groups\":1")
                .replace("\"features\":3", "\"features\":1000");
        Map<String, String> description = new TreeMap<>(model().spec().toProperties());
        description.put("graph", heavy);
        InvalidInputException large =
                assertThrows(InvalidInputException.class, () -> NetworkSpec.fromProperties(description));
        assertTrue(large.getMessage().contains("MiB of weights"), large.getMessage());
    }

    @Test
    void aDescriptionThatContradictsItselfIsRefused() {
        for (String[] change : new String[][] {
            {"classes", "[\"cat\",\"dog\"]", "2 classes"},
            {"classes", "[1,2,3]", "not a text"},
            {"inputs", "{\"shifts\":[0],\"scales\":[1]}", "1 shifts"},
            {"inputs", "{\"shifts\":[0,0],\"scales\":[1,0]}", "zero or not finite"},
            {"outputs", "{\"shifts\":[0,0,1e300],\"scales\":[1,1,1]}", "zero or not finite"},
            {"score", "{\"value\":1}", "\"metric\""},
            {"architecture", "{\"space\":\"s\",\"text\":\"t\",\"macro\":{}}", "skeleton"},
            {
                "columns",
                "{\"kind\":\"PICTURES\",\"names\":[\"a\"],\"fit\":\"PAD\"}",
                "cannot become its input of 2 x 5 x 4"
            },
            {"columns", "{\"kind\":\"NUMBERS\",\"names\":[\"a\",\"b\"],\"fit\":\"PAD\"}", "cannot become its input"},
            {"columns", "{\"kind\":\"SOUNDS\",\"names\":[\"a\"],\"fit\":\"PAD\"}", "\"kind\" is \"SOUNDS\""},
            {"columns", "{\"kind\":\"LISTS\",\"names\":[],\"fit\":\"PAD\"}", "0 columns"},
            {"target", "{}", "\"name\" is missing"},
            {"format_version", "2", "format version 2"},
            {"format", "fewshotnas predictor", "predictor"}
        }) {
            Map<String, String> description = new TreeMap<>(model().spec().toProperties());
            description.put(change[0], change[1]);
            InvalidInputException e =
                    assertThrows(InvalidInputException.class, () -> NetworkSpec.fromProperties(description), change[1]);
            assertTrue(e.getMessage().contains(change[2]), e.getMessage());
            assertFalse(e.resolution().isBlank());
        }
        for (String key : model().spec().toProperties().keySet()) {
            if (!List.of("score", "architecture", "columns").contains(key)) {
                Map<String, String> description = new TreeMap<>(model().spec().toProperties());
                description.remove(key);
                assertThrows(InvalidInputException.class, () -> NetworkSpec.fromProperties(description), key);
            }
        }
    }

    @Test
    void aDamagedFileIsRefused() {
        byte[] file = write(model());
        for (int percent = 0; percent < 100; percent += 3) {
            byte[] part = Arrays.copyOf(file, file.length * percent / 100);
            assertThrows(InvalidInputException.class, () -> read(part));
        }
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            byte[] flipped = file.clone();
            flipped[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertEquals(model(), read(flipped));
            } catch (InvalidInputException e) {
                assertFalse(e.getMessage().isBlank());
            }
        }
    }

    @Test
    void weightsThatAreNoneAreRefused() {
        NetworkModel model = model();
        Weights.Builder wrong = new Weights.Builder();
        for (String name : model.weights().names()) {
            float[] values = model.weights().values(name);
            values[0] = Float.NaN;
            wrong.put(name, model.weights().shape(name), values);
        }
        assertThrows(InvalidInputException.class, () -> new NetworkModel(model.spec(), wrong.build()));
        assertThrows(
                IllegalArgumentException.class, () -> new NetworkModel(model.spec(), new Weights.Builder().build()));
    }

    private static NetworkGraph read(String json) {
        return GraphJson.read(Json.parseArray(json, "graph"));
    }

    private static byte[] write(NetworkModel model) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            model.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static NetworkModel read(byte[] bytes) {
        try {
            return NetworkModel.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
