package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.fewshotnas.knime.dataset.TrainedInput;
import org.fewshotnas.knime.port.NetworkPortObject;
import org.fewshotnas.knime.port.NetworkPortObjectSpec;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.file.InputKind;
import org.fewshotnas.network.file.LearnedColumns;
import org.fewshotnas.network.file.Target;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.Fit;
import org.junit.jupiter.api.Test;

/** Networks survive being stored, and nothing else is taken for one. */
class NetworkPortTest {
    private static final NetworkPortObject.Serializer SERIALIZER = new NetworkPortObject.Serializer();
    private static final LearnedColumns PICTURES =
            new LearnedColumns(InputKind.PICTURES, List.of("Photo <small>"), Fit.PAD);
    private static final LearnedColumns SERIES =
            new LearnedColumns(InputKind.NUMBERS, List.of("a", "b", "c", "d", "e", "f", "g", "h"), Fit.STRETCH);
    private static final TensorShape IMAGE = TensorShape.image(3, 8, 9);

    private static NetworkPortObject pictures() {
        return TestNetworks.ofClasses(PICTURES, IMAGE, "coat", "bag", "shoe");
    }

    private static NetworkPortObject load(byte[] archive, NetworkPortObjectSpec spec) throws Exception {
        return StoredPort.load(archive, spec, SERIALIZER);
    }

    @Test
    void aStoredNetworkIsTheSameAndKnowsHowExamplesAreRead() throws Exception {
        NetworkPortObject network = pictures();
        NetworkPortObject loaded = load(StoredPort.save(network, SERIALIZER), network.getSpec());
        assertEquals(network.network(), loaded.network());
        assertEquals(network.getSpec(), loaded.getSpec());
        TrainedInput input = TrainedInput.of(loaded.getSpec().network());
        assertEquals(new TrainedInput(InputKind.PICTURES, List.of("Photo <small>"), IMAGE, Fit.PAD), input);
        assertEquals(PICTURES, input.learnedColumns());
        NetworkPortObjectSpec spec = StoredPort.again(network.getSpec(), new NetworkPortObjectSpec.Serializer());
        assertEquals(network.network().spec(), spec.network());
    }

    @Test
    void aDamagedNetworkIsAnErrorThatSaysSo() throws Exception {
        NetworkPortObject network = pictures();
        byte[] stored = StoredPort.save(network, SERIALIZER);
        for (byte[] archive : StoredPort.damaged(stored)) {
            IOException error = assertThrows(IOException.class, () -> load(archive, network.getSpec()));
            assertTrue(error.getMessage().startsWith("The stored network"), error.getMessage());
        }
        NetworkPortObjectSpec other =
                TestNetworks.ofClasses(PICTURES, IMAGE, "coat", "bag").getSpec();
        IOException error = assertThrows(IOException.class, () -> load(stored, other));
        assertTrue(error.getMessage().contains("different networks"), error.getMessage());
    }

    @Test
    void thePortShowsWhatTheNetworkIs() throws Exception {
        NetworkPortObject port = pictures();
        for (String page : StoredPort.pages(NetworkPortObject.TYPE, port)) {
            for (String part : List.of(
                    "A network that tells 3 classes apart.",
                    "coat, bag, shoe",
                    "accuracy [%] 87.50<",
                    "pictures, coloured, padded to 9 x 8 pixels",
                    "Photo &lt;small&gt;",
                    "NAS-Bench-201",
                    TestNetworks.CELL,
                    "How it came to be: training")) {
                assertTrue(page.contains(part), part + " in " + page);
            }
        }
        assertEquals("Network", port.getViews()[0].getName());
        assertEquals("Network", port.getSpec().getViews()[0].getName());
        assertTrue(port.getSummary().startsWith("A network that tells 3 classes apart; accuracy [%] 87.50; "));
    }

    @Test
    void itIsExportedAsTheFilesThatOtherProgramsRead() throws Exception {
        Map<String, byte[]> files = pictures().exported();
        assertEquals(List.of(".onnx", ".pt"), List.copyOf(files.keySet()));
        assertEquals('P', files.get(".pt")[0], "an archive");
        assertTrue(new String(files.get(".onnx"), StandardCharsets.ISO_8859_1).contains("probabilities"));
    }

    @Test
    void thePortSaysWhatNumbersANetworkSays() {
        Target pressure = new Target("pressure", "kPa");
        TensorShape series = TensorShape.series(1, 8);
        assertTrue(TestNetworks.ofNumbers(SERIES, series, new Head.Values(1), pressure)
                .getSummary()
                .startsWith("A network that says a number; "));
        assertTrue(TestNetworks.ofNumbers(SERIES, series, new Head.Values(3), pressure)
                .getSummary()
                .startsWith("A network that says 3 numbers; "));
        assertTrue(TestNetworks.ofNumbers(SERIES, series, new Head.Field(2), pressure)
                .getSummary()
                .startsWith("A network that says a field of 2 x 8; "));
    }
}
