package org.fewshotnas.network.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
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
import org.fewshotnas.network.RandomNetworks;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.Normalisation;
import org.fewshotnas.network.file.CellOrigin;
import org.fewshotnas.network.file.NetworkModel;
import org.fewshotnas.network.file.Target;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
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

    private static void assertSame(double[] expected, float[] said, String name) {
        assertEquals(expected.length, said.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], said[i], 1e-5 * Math.max(1, Math.abs(expected[i])), name);
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
            Files.write(folder.resolve(i + ".in"), bytes(examples(graphs.get(i))));
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
        Path log = folder.resolve("log");
        String python = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> place + File.separator + "python3")
                .filter(ExportTest::hasTorch)
                .findFirst()
                .orElse("");
        assumeTrue(!python.isEmpty(), "there is no Python with PyTorch here: the Python file was not run");
        Process process = new ProcessBuilder(python, script.getFileName().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> read(log));
        for (int i = 0; i < graphs.size(); i++) {
            double[] expected = expected(model(graphs.get(i)));
            for (String name : List.of("py", "pt")) {
                assertSame(expected, floats(Files.readAllBytes(folder.resolve(i + "." + name + ".out"))), name + i);
            }
        }
    }

    private static boolean hasTorch(String python) {
        try {
            return new ProcessBuilder(
                                    python,
                                    "-c",
                                    "import importlib.util as i, sys; sys.exit(not (i.find_spec('torch') and i.find_spec('numpy')))")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String shape(NetworkGraph graph) {
        return graph.input().toString().replace(" x ", " ");
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
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
