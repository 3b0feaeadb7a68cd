package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.number;
import static org.fewshotnas.knime.TestNode.rows;
import static org.fewshotnas.knime.TestNode.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fewshotnas.knime.nodes.reader.BenchmarkReaderNodeFactory;
import org.fewshotnas.knime.nodes.unifier.SearchSpaceUnifierNodeFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeSettings;
import org.knime.core.util.HostWorkflowFolder;
import org.knime.core.webui.node.dialog.defaultdialog.HostDialog;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;

/** The Benchmark Reader on a benchmark of several files, splits, epochs and seeds: a small one in NAS-Bench-ASR's layout. */
class ReaderTest {
    private static final String VALID = "timit valid PER @40";
    private static final String TEST = "timit test PER @40";

    @TempDir
    private Path workflow;

    private Path asr;

    @BeforeEach
    void writeBenchmark() throws Exception {
        asr = Files.createDirectories(workflow.resolve("data/nb asr"));
        Object vector = List.of(List.of(2, 1), List.of(5, 1, 0), List.of(3, 1, 1, 1));
        for (int seed : new int[] {1234, 1235}) {
            Map<String, Object> header = Map.of(
                    "dataset_type",
                    "training",
                    "version",
                    1,
                    "columns",
                    List.of("model_hash", "val_per", "test_per", "arch_vec"),
                    "epochs",
                    40,
                    "seed",
                    seed);
            double worse = seed - 1234;
            Object row = List.of("h1", List.of(0.5, 0.25 + worse, 0.375 + worse), 0.625, vector);
            Files.writeString(asr.resolve("nb-asr-e40-" + seed + ".pickle"), pickle(header) + pickle(List.of(row)));
        }
    }

    /** A pickle of protocol 0, which is text. */
    private static String pickle(Object value) {
        return opcodes(value) + ".";
    }

    private static String opcodes(Object value) {
        StringBuilder text = new StringBuilder();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) ->
                    text.append(opcodes(key)).append(opcodes(item)).append('s'));
            return "(dp0\n" + text;
        } else if (value instanceof List<?> list) {
            list.forEach(item -> text.append(opcodes(item)).append('a'));
            return "(lp0\n" + text;
        } else if (value instanceof String name) {
            return "V" + name + "\n";
        }
        return (value instanceof Integer ? "I" : "F") + value + "\n";
    }

    private TestNode reader() throws Exception {
        return TestNode.of(new BenchmarkReaderNodeFactory()).with("file/path/path", asr.toString());
    }

    private static List<String> columns(BufferedDataTable table) {
        return Arrays.asList(table.getDataTableSpec().getColumnNames());
    }

    @Test
    void aFolderIsReadWithoutItsTestResultsAndTheNodeSaysSo() throws Exception {
        TestNode.Result result = reader().run();
        BufferedDataTable table = result.table(0);
        assertEquals(List.of("Search space", "Architecture", VALID), columns(table));
        assertEquals(0.875, number(table, 0, VALID));
        assertTrue(result.warning().contains("left out: split test"), result.warning());
        TestNode tests = reader().with("selection/splits", new String[] {"valid", "test"});
        assertEquals(
                List.of("Search space", "Architecture", VALID, TEST),
                columns(tests.run().table(0)));
    }

    @Test
    void aFolderIsFoundRelativeToTheWorkflow() throws Exception {
        try (HostWorkflowFolder.Entered entered = HostWorkflowFolder.enter(workflow)) {
            assertTrue(entered != null);
            TestNode url = reader().with("file/path/file_system_type", "CUSTOM_URL")
                    .with("file/path/path", "knime://knime.workflow/data/nb asr");
            assertEquals(1, url.run().table(0).size());
            assertEquals(1, embedded("nb asr").run().table(0).size());
        }
    }

    @Test
    void whatIsNotOnThisMachineIsCopiedFirst() throws Exception {
        // KNIME cannot tell the place of what no URL can name, so that the node reads it through KNIME's file system.
        Path odd = Files.move(asr, asr.resolveSibling("nb {asr}"));
        try (HostWorkflowFolder.Entered entered = HostWorkflowFolder.enter(workflow)) {
            assertTrue(entered != null);
            assertEquals(
                    1, embedded(odd.getFileName().toString()).run().table(0).size());
            assertEquals(
                    1,
                    embedded("nb {asr}/nb-asr-e40-1234.pickle").run().table(0).size());
            TestNode gone = embedded("nb {asr}/gone.pickle");
            KNIMEException error = assertThrows(KNIMEException.class, gone::run);
            assertEquals("There is no file \"nb {asr}/gone.pickle\".", error.getMessage());
        }
        String csv = "architecture,a\n|none~0|+|none~0|none~1|+|none~0|none~1|none~2|,1\n";
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answer = new Thread(() -> answer(server, csv));
            answer.start();
            String address = server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
            TestNode reader = reader().with("file/path/path", "http://" + address + "/a.csv");
            assertEquals(1, number(reader.run().table(0), 0, "a"));
            answer.join();
        }
    }

    @Test
    void whatCannotBeHadIsNamed() throws Exception {
        int closed;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = server.getLocalPort();
        }
        String url = "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + closed + "/a.csv";
        assertFails(url, "\"" + url + "\" cannot be read: the server refuses the connection", "Check the address");
        String relative = "data/gone.csv";
        assertFails(
                relative,
                "There is no file \"" + Path.of(relative).toAbsolutePath() + "\".",
                "knime://knime.workflow/data/gone.csv");
    }

    @Test
    void aPathThatLeavesTheWorkflowIsRefusedWithKnimesReason() throws Exception {
        Files.writeString(workflow.resolveSibling("beside.csv"), "architecture");
        try (HostWorkflowFolder.Entered entered = HostWorkflowFolder.enter(workflow)) {
            assertTrue(entered != null);
            String url = "knime://knime.workflow/../beside.csv";
            assertFails(url, "\"" + url + "\" cannot be reached: ", "knime://knime.workflow/data/");
            KNIMEException error = assertThrows(KNIMEException.class, reader().with("file/path/path", url)::run);
            assertTrue(error.getMessage().contains("leaves the workflow"), error.getMessage());
            assertFails(
                    "knime://knime.space/beside.csv", "\"knime://knime.space/beside.csv\" cannot be reached", "data");
            assertFails(
                    "knime://knime.workflow/data/gone.csv",
                    "There is no file \"" + workflow.resolve("data/gone.csv") + "\"",
                    "");
        }
    }

    @Test
    void theSamplesAreReadByName() throws Exception {
        TestNode reader = TestNode.of(new BenchmarkReaderNodeFactory()).with("source", "SAMPLE");
        BufferedDataTable table = reader.run().table(0);
        assertEquals(1000, table.size());
        assertEquals("NAS-Bench-201", text(table, 0, "Search space"));
        assertTrue(number(table, 0, "cpu latency [ms] batch 4 image 32x32") > 0);
        table = reader.with("sample", "TRANSNAS_BENCH_101_MICRO").run().table(0);
        assertEquals(500, table.size());
        assertEquals("TransNAS-Bench-101 micro", text(table, 0, "Search space"));
        // A file that was chosen before counts no longer.
        assertEquals(
                500,
                reader.with("file/path/path", asr.toString()).run().table(0).size());
    }

    @Test
    void aFileComesBeforeTheSampleWhereBothAreAskedFor() throws Exception {
        TestNode reader = TestNode.of(new BenchmarkReaderNodeFactory()).with("source", "FILE_OR_SAMPLE");
        assertEquals(1000, reader.run().table(0).size());
        assertEquals(
                1, reader.with("file/path/path", asr.toString()).run().table(0).size());
        assertFails(
                reader.with("file/path/path", "gone.csv"),
                "There is no file \"" + Path.of("gone.csv").toAbsolutePath() + "\"",
                "");
    }

    @Test
    void noSampleIsReadUnlessItIsAskedFor() throws Exception {
        TestNode.refuses(TestNode.of(new BenchmarkReaderNodeFactory()), "No file is chosen");
    }

    @Test
    void theDialogOffersWhatTheSampleHolds() throws Exception {
        TestNode node = TestNode.of(new BenchmarkReaderNodeFactory());
        assertEquals(
                List.of(), new HostDialog(NodeParametersUtil.loadSettings(node.settings(), type())).choices("metrics"));
        for (String source : List.of("SAMPLE", "FILE_OR_SAMPLE")) {
            node.with("source", source);
            HostDialog dialog = new HostDialog(NodeParametersUtil.loadSettings(node.settings(), type()));
            assertTrue(dialog.choices("metrics").contains("cpu latency [ms] batch 4 image 32x32"), source);
            assertTrue(dialog.isActive("sample"));
            assertEquals(source.equals("FILE_OR_SAMPLE"), dialog.isActive("file"));
        }
        assertFalse(dialog(asr.toString()).isActive("sample"));
    }

    private void assertFails(String path, String summary, String resolution) throws Exception {
        assertFails(reader().with("file/path/path", path), summary, resolution);
    }

    private static void assertFails(TestNode reader, String summary, String resolution) {
        KNIMEException error = assertThrows(KNIMEException.class, reader::run);
        assertTrue(error.getMessage().startsWith(summary), error.getMessage());
        assertTrue(error.getKNIMEMessage().getResolutions().toString().contains(resolution), resolution);
    }

    private static void answer(ServerSocket server, String content) {
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            BufferedReader request =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = request.readLine(); !line.isEmpty(); ) {
                line = request.readLine();
            }
            out.write(("HTTP/1.0 200 OK\r\n\r\n" + content).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A reader of something in the workflow's data. */
    private TestNode embedded(String path) throws Exception {
        TestNode reader =
                reader().with("file/path/file_system_type", "RELATIVE").with("file/path/path", path);
        ((NodeSettings) reader.settings().getNodeSettings("file").getNodeSettings("path"))
                .addString("file_system_specifier", "knime.workflow.data");
        return reader;
    }

    @Test
    void seedsBecomeRowsThatTheUnifierJoinsAgain() throws Exception {
        BufferedDataTable table = reader().with("selection/seeds", "ALL").run().table(0);
        assertEquals(List.of("Search space", "Architecture", "Seed", VALID), columns(table));
        assertEquals(2, table.size());
        assertEquals("1235", text(table, 1, "Seed"));
        assertEquals(1.375, number(table, 1, VALID));
        assertEquals(
                "NAS-Bench-ASR: [[2, 1], [5, 1, 0], [3, 1, 1, 1]], seed 1235",
                rows(table).get(1).getKey().getString());
        TestNode.Result unified =
                TestNode.of(new SearchSpaceUnifierNodeFactory()).run(table);
        assertEquals(1, unified.table(0).size());
        assertFalse(columns(unified.table(0)).contains("Seed"), "it is no score");
        assertEquals(0.875, number(unified.table(0), 0, VALID));
        assertTrue(unified.warning().contains("Several seeds"), unified.warning());
    }

    @Test
    void oneSeedAndAnEpochAreRead() throws Exception {
        BufferedDataTable table = reader().with("selection/seeds", "ONE")
                .with("selection/seed", "1235")
                .with("selection/epoch", "GIVEN")
                .with("selection/givenEpoch", 2)
                .run()
                .table(0);
        assertEquals(1.25, number(table, 0, "timit valid PER @2 of 40, seed 1235"));
        table = reader().with("metricChoice", "CHOSEN")
                .with("metrics", new String[] {VALID})
                .with("selection/epoch", "BEST")
                .run()
                .table(0);
        assertEquals(0.375, number(table, 0, VALID + ", best epoch"), "the mean of 0.25 and 0.5");
    }

    @Test
    void theDialogOffersWhatTheFolderHolds() throws Exception {
        HostDialog dialog = dialog(asr.toString());
        dialog.open();
        assertEquals(List.of("timit"), dialog.choices("selection.dataSets"));
        assertEquals(List.of("valid", "test"), dialog.choices("selection.splits"));
        assertEquals(List.of("per"), dialog.choices("selection.quantities"));
        assertEquals(List.of("40"), dialog.choices("selection.budgets"));
        assertEquals(List.of("1234", "1235"), dialog.choices("selection.seed"));
        assertEquals(List.of(VALID, TEST), dialog.choices("metrics"));
        assertTrue(dialog.isActive("selection.splits"));
        assertFalse(dialog.isActive("selection.dataSets"), "one is no choice");
        assertTrue(dialog.isActive("selection.seeds"));
        assertTrue(dialog.isActive("selection.epoch"));
        assertFalse(dialog.isActive("selection.givenEpoch"));
        assertTrue(dialog.isActive("metricChoice"));
        assertFalse(dialog.isActive("metrics"));
        assertTrue(dialog.message("nothing").isEmpty());
    }

    @Test
    void theDialogAsksForTheFileFirstAndHidesNothingThatIsChosen() throws Exception {
        HostDialog dialog = dialog("");
        dialog.open();
        for (String list : List.of("dataSets", "splits", "quantities", "budgets", "epoch", "seeds")) {
            assertFalse(dialog.isActive("selection." + list), list);
        }
        assertFalse(dialog.isActive("metricChoice"));
        assertTrue(dialog.message("nothing").orElseThrow().description().contains("No file is chosen"));
        TestNode chosen = TestNode.of(new BenchmarkReaderNodeFactory())
                .with("selection/splits", new String[] {"test"})
                .with("selection/seeds", "ALL")
                .with("metricChoice", "CHOSEN")
                .with("metrics", new String[] {"x"});
        HostDialog other = new HostDialog(NodeParametersUtil.loadSettings(chosen.settings(), type()));
        other.open();
        assertFalse(other.isActive("selection.splits"), "scores are chosen by name");
        assertTrue(other.isActive("selection.seeds"));
        assertTrue(other.isActive("metricChoice"));
        assertTrue(other.isActive("metrics"));
        HostDialog byKind = new HostDialog(NodeParametersUtil.loadSettings(
                TestNode.of(new BenchmarkReaderNodeFactory())
                        .with("selection/splits", new String[] {"test"})
                        .settings(),
                type()));
        byKind.open();
        assertTrue(byKind.isActive("selection.splits"));
        assertFalse(byKind.isActive("selection.quantities"));
    }

    @Test
    void settingsOfFeaturesShowWhereThereMayBeSomeOrTheyAreSet() throws Exception {
        String csv = "architecture,x\n|none~0|+|none~0|none~1|+|none~0|none~1|none~2|,2\n";
        String table = Files.writeString(workflow.resolve("two.csv"), csv).toString();
        for (String path : List.of("", table, "https://localhost/x.pt")) {
            HostDialog dialog = dialog(path);
            dialog.open();
            for (String setting : List.of("features.taskList", "features.perClass")) {
                assertEquals(path.startsWith("https"), dialog.isActive(setting), path + " " + setting);
            }
        }
        TestNode set = TestNode.of(new BenchmarkReaderNodeFactory())
                .with("file/path/path", table)
                .with("features/perClass", 5);
        HostDialog other = new HostDialog(NodeParametersUtil.loadSettings(set.settings(), type()));
        other.open();
        assertTrue(other.isActive("features.taskList"));
    }

    @Test
    void anEpochWithinATrainingIsNotOfferedAsABudgetButReadWhereItWasChosen() throws Exception {
        String half = "cifar10 valid accuracy @54 of 108";
        String csv = "architecture,cifar10 valid accuracy @108," + half
                + "\n|none~0|+|none~0|none~1|+|none~0|none~1|none~2|,2,1\n";
        Path file = Files.writeString(workflow.resolve("half.csv"), csv);
        assertEquals(List.of("108"), dialog(file.toString()).choices("selection.budgets"));
        TestNode stored =
                reader().with("file/path/path", file.toString()).with("selection/budgets", new String[] {"54"});
        assertEquals(1, number(stored.run().table(0), 0, half));
    }

    @Test
    void theDialogStandsAFileThatCannotBeRead() throws Exception {
        Path broken = Files.writeString(workflow.resolve("broken"), "\0\1\2");
        for (String path : List.of("", "gone", broken.toString(), "https://localhost/x", "knime://knime.workflow/x")) {
            HostDialog dialog = dialog(path);
            assertEquals(List.of(), dialog.choices("metrics"), path);
            assertEquals(
                    path.isEmpty() ? List.of() : List.of("train", "valid", "test"),
                    dialog.choices("selection.splits"),
                    path);
            assertTrue(dialog.message("nothing").isPresent(), path);
        }
    }

    private static HostDialog dialog(String path) throws Exception {
        TestNode node = TestNode.of(new BenchmarkReaderNodeFactory()).with("file/path/path", path);
        return new HostDialog(NodeParametersUtil.loadSettings(node.settings(), type()));
    }

    private static Class<? extends NodeParameters> type() throws ClassNotFoundException {
        return Class.forName("org.fewshotnas.knime.nodes.reader.BenchmarkReaderParameters")
                .asSubclass(NodeParameters.class);
    }

    @Test
    void aWorkflowFromBeforeTheSelectionAndTheSamplesLoadsWithTheirDefaults() throws Exception {
        String released =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <config xmlns="http://www.knime.org/2008/09/XMLConfig" key="model">
                    <config key="file">
                        <config key="path">
                            <entry key="location_present" type="xboolean" value="true"/>
                            <entry key="file_system_type" type="xstring" value="LOCAL"/>
                            <entry key="path" type="xstring" value="a.csv"/>
                        </config>
                    </config>
                    <entry key="searchSpace" type="xstring" value="NAS-Bench-201"/>
                    <entry key="architectureColumn" type="xstring" value="cell"/>
                    <entry key="metricChoice" type="xstring" value="CHOSEN"/>
                    <config key="metrics">
                        <entry key="array-size" type="xint" value="1"/>
                        <entry key="0" type="xstring" value="one"/>
                    </config>
                    <config key="maximize">
                        <entry key="array-size" type="xint" value="0"/>
                    </config>
                    <config key="minimize">
                        <entry key="array-size" type="xint" value="0"/>
                    </config>
                </config>
                """;
        NodeSettings old = (NodeSettings)
                NodeSettings.loadFromXML(new ByteArrayInputStream(released.getBytes(StandardCharsets.UTF_8)));
        TestNode node = TestNode.of(new BenchmarkReaderNodeFactory());
        node.node().loadSettings(old);
        NodeSettings loaded = node.node().settings();
        assertEquals(node.node().defaultSettings().getNodeSettings("selection"), loaded.getNodeSettings("selection"));
        for (String key : old.keySet()) {
            assertTrue(loaded.containsKey(key), key);
        }
        assertEquals(node.node().defaultSettings().getNodeSettings("features"), loaded.getNodeSettings("features"));
        assertEquals(List.of("one"), List.of(loaded.getStringArray("metrics")));
        assertEquals("FILE", loaded.getString("source"));
    }
}
