package org.fewshotnas.network.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxModelMetadata;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.fewshotnas.network.PythonTorch;
import org.fewshotnas.network.RandomNetworks;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.Normalisation;
import org.fewshotnas.network.file.CellOrigin;
import org.fewshotnas.network.file.InputKind;
import org.fewshotnas.network.file.LearnedColumns;
import org.fewshotnas.network.file.NetworkModel;
import org.fewshotnas.network.file.Target;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.Fit;
import org.fewshotnas.network.training.TrainedNetwork;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.tensor.file.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private static final int EXAMPLES = 3;
    private static final MacroArchitecture MACRO = MacroArchitecture.residual(8, 1, new Head.Classes(3));

    @TempDir
    private Path folder;

    private static Stream<NetworkGraph> graphs(int cellsOfASpace) {
        String none = "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|";
        return Stream.concat(
                RandomNetworks.all(cellsOfASpace).map(RandomNetworks.Named::network),
                Stream.of(CellNetwork.of(
                        Architecture.parse(NasBench201.INSTANCE, none), MACRO, TensorShape.image(2, 9, 7))));
    }

    private static NetworkModel model(NetworkGraph graph) {
        boolean classes = graph.output().dimensions() == 0;
        TrainedNetwork network = new TrainedNetwork(
                graph,
                RandomNetworks.weights(graph, 1),
                normalisation(graph.input(), 1),
                classes ? Normalisation.none(3) : normalisation(graph.output(), 2),
                classes ? List.of("a", "\"b\"", "c\\") : List.of());
        return NetworkModel.of(
                network,
                Optional.empty(),
                new Target("kind", "kPa"),
                Optional.empty(),
                Optional.of(new CellOrigin("space", "|\"\"\"\nexit()|", MACRO)),
                Provenance.NONE);
    }

    private static Normalisation normalisation(TensorShape shape, int seed) {
        List<Float> shifts = new ArrayList<>();
        List<Float> scales = new ArrayList<>();
        for (float number : RandomNetworks.numbers(shape.channels(), seed)) {
            shifts.add(number);
            scales.add(2 + Math.abs(number));
        }
        return new Normalisation(shifts, scales);
    }

    private static float[] examples(NetworkGraph graph) {
        return RandomNetworks.numbers(EXAMPLES * (int) graph.input().size(), 3);
    }

    /** What the trained network says; of classes as probabilities. */
    private static double[] expected(NetworkModel model) {
        float[] said = model.network().predict(examples(model.spec().graph()), Progress.NONE);
        double[] expected = new double[said.length];
        boolean classes = !model.spec().classes().isEmpty();
        int width = said.length / EXAMPLES;
        for (int i = 0; i < said.length; i++) {
            double sum = 0;
            for (int j = i / width * width; j < (i / width + 1) * width; j++) {
                sum += Math.exp(said[j] - said[i]);
            }
            expected[i] = classes ? 1 / sum : said[i];
        }
        return expected;
    }

    /** Up to the rounding of another processor's kernels, which the layer normalisations of a deep network enlarge. */
    private static void assertSame(double[] expected, float[] said, String name) {
        assertEquals(expected.length, said.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], said[i], 5e-5 * Math.max(1, Math.abs(expected[i])), name);
        }
    }

    @Test
    void anOnnxFileOfAnyNetworkSaysTheSame() throws Exception {
        for (NetworkGraph graph : graphs(2).toList()) {
            NetworkModel model = model(graph);
            byte[] file = NetworkExport.of(model).files(ExportFormat.ONNX, "x").get("x.onnx");
            assertSame(expected(model), onnx(file, graph, EXAMPLES), graph.toString());
            assertEquals(expected(model).length / EXAMPLES, onnx(file, graph, 1).length, "any number of examples");
        }
    }

    @Test
    void anExportedFileTellsWhatGoesInAndComesOut() throws Exception {
        NetworkGraph graph = CellNetwork.of(
                Architecture.parse(NasBench201.INSTANCE, "|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|"),
                MACRO,
                TensorShape.image(1, 9, 7));
        NetworkModel bare = model(graph);
        NetworkModel model = NetworkModel.of(
                bare.network(),
                Optional.of(new LearnedColumns(InputKind.PICTURES, List.of("Leaf"), Fit.STRETCH)),
                bare.spec().target(),
                Optional.empty(),
                Optional.empty(),
                Provenance.NONE);
        String inputs =
                "32-bit floats of shape (batch, channels, height, width) = (batch, 1, 9, 7). Pixels from 0 (black) to 1 (white)";
        String outputs = "Probabilities of the classes of \"kind\", in this order: 0 \"a\", 1 ";
        byte[] onnx = NetworkExport.of(model).files(ExportFormat.ONNX, "x").get("x.onnx");
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(onnx)) {
            OnnxModelMetadata said = session.getMetadata();
            assertTrue(said.getDescription().startsWith("Inputs: " + inputs), said.getDescription());
            assertTrue(said.getDescription().contains("Outputs: " + outputs), said.getDescription());
            assertEquals(
                    "[\"a\", \"\\\"b\\\"\", \"c\\\\\"]",
                    said.getCustomMetadata().get("CLASSES"));
        }
        byte[] script =
                NetworkExport.of(model).files(ExportFormat.TORCHSCRIPT, "x").get("x.pt");
        byte[] code = NetworkExport.of(model).files(ExportFormat.PYTORCH, "x").get("x.py");
        for (byte[] file : List.of(script, code)) {
            assertTrue(new String(file, StandardCharsets.UTF_8).contains(inputs));
        }
        NetworkModel series = model(CellNetwork.of(
                Architecture.parse(NasBench201.INSTANCE, "|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|"),
                MACRO,
                TensorShape.series(2, 9)));
        assertTrue(InputsAndOutputs.inputs(series.spec())
                .startsWith("32-bit floats of shape (batch, channels, steps) = (batch, 2, 9)"));
    }

    private static float[] onnx(byte[] file, NetworkGraph graph, int batch) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        List<Long> shape = new ArrayList<>(List.of((long) batch));
        graph.input().asList().forEach(extent -> shape.add((long) extent));
        float[] examples =
                Arrays.copyOf(examples(graph), batch * (int) graph.input().size());
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(file, options);
                    OnnxTensor input = OnnxTensor.createTensor(
                            environment,
                            FloatBuffer.wrap(examples),
                            shape.stream().mapToLong(Long::longValue).toArray());
                    OrtSession.Result result = session.run(Map.of("input", input))) {
                String output = graph.output().dimensions() == 0 ? "probabilities" : "values";
                FloatBuffer values = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
                float[] said = new float[values.remaining()];
                values.get(said);
                return said;
            }
        }
    }

    @Test
    void aTorchScriptFileOfAnyNetworkSaysTheSame() {
        graphs(1).forEach(graph -> {
            NetworkModel model = model(graph);
            Deployment deployment = Deployment.of(model);
            TensorShape in = deployment.graph().input();
            TensorShape out = deployment.graph().output();
            TrainedNetwork deployed = new TrainedNetwork(
                    deployment.graph(),
                    deployment.weights(),
                    Normalisation.none(in.channels()),
                    Normalisation.none(out.channels()),
                    List.of());
            assertSame(expected(model), deployed.predict(examples(graph), Progress.NONE), graph.toString());
        });
    }

    /** In Python, where there is one with PyTorch: both of the formats that it reads. */
    @Test
    void pythonSaysTheSame() throws Exception {
        List<NetworkGraph> all = graphs(1).toList();
        // An image, a series and a field of one space, the image of another, and zeros.
        List<NetworkGraph> graphs = List.of(all.get(0), all.get(1), all.get(2), all.get(3), all.get(all.size() - 1));
        for (int i = 0; i < graphs.size(); i++) {
            new ExportFolder(folder, false)
                    .write(model(graphs.get(i)), "network" + i, EnumSet.allOf(ExportFormat.class), Progress.NONE);
            Files.write(folder.resolve(i + ".shape"), shape(graphs.get(i)).getBytes());
            Files.write(folder.resolve(i + ".in"), PythonTorch.bytes(examples(graphs.get(i))));
        }
        Path script = Files.writeString(
                folder.resolve("check.py"),
                """
                import glob, importlib, sys
                import torch
                sys.path.insert(0, ".")
                for i in range(len(glob.glob("*.shape"))):
                    shape = [int(extent) for extent in open(f"{i}.shape").read().split()]
                    x = torch.frombuffer(bytearray(open(f"{i}.in", "rb").read()), dtype=torch.float32).reshape(-1, *shape)
                    with torch.no_grad():
                        for name, model in (("py", importlib.import_module(f"network{i}").load()),
                                            ("pt", torch.jit.load(f"network{i}.pt"))):
                            open(f"{i}.{name}.out", "wb").write(model(x).contiguous().numpy().tobytes())
                """);
        PythonTorch.run(folder, script);
        for (int i = 0; i < graphs.size(); i++) {
            double[] expected = expected(model(graphs.get(i)));
            for (String name : List.of("py", "pt")) {
                assertSame(
                        expected,
                        PythonTorch.floats(Files.readAllBytes(folder.resolve(i + "." + name + ".out"))),
                        name + i);
            }
        }
    }

    private static String shape(NetworkGraph graph) {
        return graph.input().toString().replace(" x ", " ");
    }

    @Test
    void whatIsThereIsReplacedOnlyWhenThatIsAllowedAndNothingElseIsLeft() throws IOException {
        NetworkModel model = model(graphs(1).findFirst().orElseThrow());
        Set<ExportFormat> all = EnumSet.allOf(ExportFormat.class);
        Path weights = Files.writeString(folder.resolve("n.safetensors"), "mine");
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> new ExportFolder(folder, false)
                .write(model, "n", all, Progress.NONE));
        assertTrue(e.getMessage().contains("n.safetensors"), e.getMessage());
        assertEquals(List.of("n.safetensors"), names());
        assertEquals("mine", Files.readString(weights));
        new ExportFolder(folder, true).write(model, "n", all, Progress.NONE);
        assertEquals(List.of("n.onnx", "n.pt", "n.py", "n.safetensors"), names());
        byte[] first = Files.readAllBytes(weights);
        new ExportFolder(folder.resolve("new"), false).write(model, "n", all, Progress.NONE);
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("new/n.safetensors")), "the same bytes again");
        for (String name : List.of("", "../n", "a/b", "a\\b", ".", "a:b")) {
            assertThrows(
                    InvalidInputException.class,
                    () -> new ExportFolder(folder, true).write(model, name, all, Progress.NONE),
                    name);
        }
        assertFalse(Files.exists(folder.resolve("../n.onnx")));
    }

    @Test
    void anExportThatIsCancelledLeavesNothing() {
        NetworkModel model = model(graphs(1).findFirst().orElseThrow());
        int[] asked = new int[1];
        Progress progress = new Progress() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public void checkCanceled() {
                if (++asked[0] == 3) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class, () -> new ExportFolder(folder, false)
                .write(model, "n", EnumSet.allOf(ExportFormat.class), progress));
        assertEquals(List.of(), names());
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
