package org.fewshotnas.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The first Python of the path that has PyTorch, for tests that are skipped where there is none. */
public final class PythonTorch {
    private PythonTorch() {}

    /** Runs a script in a folder, where it writes its results. */
    public static void run(Path folder, Path script) throws IOException, InterruptedException {
        String python = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> place + File.separator + "python3")
                .filter(PythonTorch::hasTorch)
                .findFirst()
                .orElse("");
        assumeTrue(!python.isEmpty(), "there is no Python with PyTorch here: what is for it was not run");
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(python, script.getFileName().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> read(log));
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
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    public static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
