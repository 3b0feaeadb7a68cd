package org.fewshotnas.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.fewshotnas.network.source.LabelledFiles;
import org.fewshotnas.network.source.LabelledSource;
import org.fewshotnas.network.source.Reading;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample of pictures that ships is what the tool makes. */
class PictureSampleTest {
    private static final Path ORIGINAL = Path.of("/usr/share/datasets/fashion-mnist");
    private static final Path SAMPLE = Path.of("../../plugins/org.fewshotnas.knime/samples/fashion-mnist");
    private static final List<String> FILES = List.of(
            "train-images-idx3-ubyte.gz",
            "train-labels-idx1-ubyte.gz",
            "t10k-images-idx3-ubyte.gz",
            "t10k-labels-idx1-ubyte.gz");

    @Test
    void asManyOfEachClassAreInTheSampleAndItIsSmall() throws IOException {
        LabelledSource source = LabelledFiles.open(SAMPLE, Reading.upTo(256), Progress.NONE);
        for (boolean test : new boolean[] {false, true}) {
            Map<String, Long> counts = source.examples().stream()
                    .filter(example -> example.isTest() == test)
                    .collect(Collectors.groupingBy(LabelledSource.Example::label, Collectors.counting()));
            assertEquals(10, counts.size());
            long each = (test ? PictureSampleTool.TEST : PictureSampleTool.TRAINING) / 10;
            assertTrue(counts.values().stream().allMatch(count -> count == each), counts.toString());
            assertEquals(each, counts.get("Ankle boot"));
        }
        for (String file : FILES) {
            assertTrue(Files.size(SAMPLE.resolve(file)) < 500_000, file);
        }
        assertTrue(Files.readString(SAMPLE.resolve("LICENSE")).contains("Zalando SE"));
    }

    @Test
    void theToolMakesItOfTheOriginal(@TempDir Path made) throws IOException {
        assumeTrue(Files.isDirectory(ORIGINAL), "Fashion-MNIST is not at hand");
        PictureSampleTool.write(ORIGINAL, made);
        for (String file : FILES) {
            assertArrayEquals(unpacked(SAMPLE.resolve(file)), unpacked(made.resolve(file)), file);
        }
        assertEquals(Files.readString(SAMPLE.resolve("classes.txt")), Files.readString(made.resolve("classes.txt")));
    }

    private static byte[] unpacked(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }
}
