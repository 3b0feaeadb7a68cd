package org.fewshotnas.network.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fewshotnas.network.PythonTorch;
import org.fewshotnas.network.RandomNetworks;
import org.fewshotnas.network.SmallTraining;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Python with PyTorch trains on by an archive that was written here, with nothing but the archive: on the processor, and on a GPU where
 * its PyTorch has one.
 */
class PythonStepTest {
    private static final int STEPS = 6;
    private static final int BATCH = 32;
    private static final float RATE = .02f;
    private static final Path ON_GPU = Path.of("cuda.losses");

    @TempDir
    private Path folder;

    @Test
    void stepsInPythonHaveTheLossesOfStepsHere() throws IOException, InterruptedException {
        for (TensorShape shape : List.of(SmallTraining.IMAGE, TensorShape.series(2, 20))) {
            for (Optimizer optimizer : List.of(new Optimizer.Sgd(.9, 5e-4), new Optimizer.AdamW(.9, .999, 5e-4))) {
                assertSameLosses(SmallTraining.network(new Head.Classes(3), shape), optimizer);
            }
        }
    }

    private void assertSameLosses(NetworkGraph network, Optimizer optimizer) throws IOException, InterruptedException {
        // AdamW's first steps have the sign of the gradient: of one that is zero but for rounding, any.
        float tolerance = optimizer instanceof Optimizer.Sgd ? 1e-5f : 2e-2f;
        byte[] archive = ScriptArchive.forTraining(
                network, InitialWeights.draw(network, 1), new Loss.CrossEntropy(List.of(1f, .5f, 2f)), optimizer);
        float[] inputs = RandomNetworks.numbers(BATCH * (int) network.input().size(), 2);
        long[] classes = new long[BATCH];
        float[] losses = new float[STEPS];
        for (int i = 0; i < BATCH; i++) {
            classes[i] = i % 3;
        }
        try (ScriptModule module = ScriptModule.load(archive, network, Device.cpu(), Progress.NONE)) {
            for (int i = 0; i < STEPS; i++) {
                losses[i] = module.step(inputs, classes, optimizer.rates(RATE, i + 1));
            }
        }
        assertTrue(losses[STEPS - 1] < losses[0], "it learns");
        assertArrayEquals(losses, inPython(archive, inputs, network.input(), optimizer), tolerance);
    }

    private float[] inPython(byte[] archive, float[] inputs, TensorShape shape, Optimizer optimizer)
            throws IOException, InterruptedException {
        Files.write(folder.resolve("network.pt"), archive);
        Files.write(folder.resolve("inputs"), PythonTorch.bytes(inputs));
        Files.writeString(folder.resolve("shape"), shape.toString().replace(" x ", " "));
        List<String> rates = Stream.iterate(1, step -> step + 1)
                .limit(STEPS)
                .map(step -> optimizer.rates(RATE, step))
                .map(each -> each[0] + " " + each[1] + " " + each[2])
                .toList();
        Files.write(folder.resolve("rates"), rates);
        Path script = Files.writeString(
                folder.resolve("train.py"),
                """
                import time, torch
                torch.set_num_threads(1)  # threads that wait for each other are slow beside other programs
                shape = [int(extent) for extent in open("shape").read().split()]
                inputs = torch.frombuffer(bytearray(open("inputs", "rb").read()), dtype=torch.float32).reshape(-1, *shape)
                rates = [[float(number) for number in row.split()] for row in open("rates")]
                for device in ["cpu"] + ["cuda"] * torch.cuda.is_available():
                    network = torch.jit.load("network.pt", map_location=device)
                    x = inputs.to(device)
                    t = (torch.arange(len(x)) % 3).to(device)
                    start = time.time()
                    losses = [float(network.step(x, t, torch.tensor(row))) for row in rates]
                    print(device, time.time() - start, "s")
                    open(device + ".losses", "wb").write(torch.tensor(losses, dtype=torch.float32).numpy().tobytes())
                """);
        PythonTorch.run(folder, script);
        float[] losses = PythonTorch.floats(Files.readAllBytes(folder.resolve("cpu.losses")));
        if (Files.exists(folder.resolve(ON_GPU))) {
            assertArrayEquals(losses, PythonTorch.floats(Files.readAllBytes(folder.resolve(ON_GPU))), 5e-3f, "GPU");
        }
        return losses;
    }
}
