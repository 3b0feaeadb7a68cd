package org.fewshotnas.network.source;

import static org.fewshotnas.network.source.LabelledFilesTest.open;
import static org.fewshotnas.network.source.LabelledFilesTest.refuses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.source.LabelledSource.Example;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as the UCR and UEA archives write them. */
class SeriesSourceTest {
    private static final String HEADER =
            "# made for a test\n@problemName Two\n@timeStamps false\n@univariate false\n@classLabel true up down\n@data\n";

    @TempDir
    private Path folder;

    private Path put(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static LabelledSource filled(Path path) throws IOException {
        return LabelledFiles.open(path, new Reading(64, false, true, 1), Progress.NONE);
    }

    @Test
    void tabbedSeriesHaveTheirClassFirstAndTheirOwnDivision() throws IOException {
        put("Waves_TEST.tsv", "2\t7\t8\t9\n");
        Path training = put("Waves_TRAIN.tsv", "1\t1.5\t-2e-1\t3\r\n-1.0000000e+00\t4\t5\t6\n");
        put("README.md", "# Waves\n@data\n");
        LabelledSource source = open(folder);
        assertEquals(
                List.of(
                        new Example("Waves_TRAIN 0", "1", false),
                        new Example("Waves_TRAIN 1", "-1", false),
                        new Example("Waves_TEST 0", "2", true)),
                source.examples());
        assertEquals(Optional.of(TensorShape.series(1, 3)), source.shape());
        Seen seen = Seen.of(source);
        assertArrayEquals(new double[] {1.5, -.2, 3}, seen.values.get(0));
        assertArrayEquals(new double[] {7, 8, 9}, seen.values.get(2));
        assertArrayEquals(new double[] {7, 8, 9}, Seen.of(source, 2).values.get(0));
        assertEquals(2, open(training).examples().size());
        assertTrue(open(training).examples().stream().noneMatch(Example::isTest));
    }

    @Test
    void seriesOfSeveralChannelsAreReadPackedOrNot() throws IOException {
        String text = HEADER + "1,2,3:10,20,30:up\n\n4,5,6:40,50,60:down\n";
        Path second = Files.write(folder.resolve("b.ts.gz"), gzip(text));
        for (Path file : List.of(put("a.ts", text), second)) {
            LabelledSource source = open(file);
            assertEquals(Optional.of(TensorShape.series(2, 3)), source.shape());
            assertEquals(
                    List.of("up", "down"),
                    source.examples().stream().map(Example::label).toList());
            assertArrayEquals(
                    new double[] {4, 5, 6, 40, 50, 60}, Seen.of(source).values.get(1));
        }
        refuses(folder, "the series of several data sets: a.ts, b.ts.gz");
    }

    @Test
    void targetsOfSeriesAreQuantities() throws IOException {
        Path file =
                put("Floods_TRAIN.ts", "@problemName Floods\n@targetLabel true\n@data\n1,2:0.25\n3,4:nan\n5,6:-8\n");
        LabelledSource source = open(file);
        assertEquals(Optional.of(TensorShape.vector(1)), source.target());
        Seen seen = Seen.of(source);
        assertArrayEquals(new double[] {.25, -8}, seen.scalars());
        assertEquals(
                List.of("", "", ""),
                source.examples().stream().map(Example::label).toList());
        assertTrue(seen.damaged.get(0).contains("The target in line 5"), seen.damaged.toString());
    }

    @Test
    void aSeriesOfAnotherLengthIsNamedWithItsLineUnlessGapsAreFilled() throws IOException {
        Path file = put("a.ts", HEADER + "1,2,3:1,2,3:up\n1,2:3,4:down\n1,2,3:1,2:up\n1:up\n1,2,3,4:1,2,3,4:up\n");
        Seen seen = Seen.of(open(file));
        assertEquals(List.of(0), seen.numbers);
        assertEquals(
                List.of(
                        "Line 8 of the file \"a.ts\" holds a series of 2 steps, but 3 were expected: a network needs series of one length.",
                        "Line 9 of the file \"a.ts\" holds a series of 3, 2 steps, but 3 were expected: a network needs series of one length.",
                        "Line 10 of the file \"a.ts\" holds a series of 1 channels; the others have 2.",
                        "Line 11 of the file \"a.ts\" holds a series of 4 steps, but 3 were expected: a network needs series of one length."),
                seen.damaged);
        LabelledSource longest = filled(file);
        assertEquals(Optional.of(TensorShape.series(2, 4)), longest.shape());
        Seen all = Seen.of(longest);
        assertEquals(List.of(0, 1, 2, 4), all.numbers);
        assertArrayEquals(new double[] {1, 2, 2, 2, 3, 4, 4, 4}, all.values.get(1));
        Path said = put("b.ts", HEADER.replace("@data", "@seriesLength 2\n@data") + "1,2,3:1,2,3:up\n1,2:3,4:down\n");
        assertEquals(List.of(1), Seen.of(open(said)).numbers, "the header says how long they are");
    }

    @Test
    void missingValuesAreKeptAndSaidOrFilled() throws IOException {
        Path file = put(
                "a_TRAIN.tsv", "1\tNaN\t2\tNaN\tNaN\t8\tNaN\n2\t1\t1\t1\t1\t1\t1\n3\tNaN\tNaN\tNaN\tNaN\tNaN\tNaN\n");
        LabelledSource source = open(file);
        assertTrue(
                source.notes().get(0).contains("2 of 3 series have missing values"),
                source.notes().toString());
        assertTrue(Double.isNaN(Seen.of(source).values.get(0)[0]));
        Seen seen = Seen.of(filled(file));
        assertArrayEquals(new double[] {2, 2, 4, 6, 8, 8}, seen.values.get(0));
        assertArrayEquals(new double[6], seen.values.get(2));
        assertEquals(List.of(), filled(file).notes());
    }

    @Test
    void aLineThatIsDamagedIsNamedAndTheOthersAreRead() throws IOException {
        Path ts = put(
                "a.ts",
                HEADER + "1,2:3,4:up\n1,x:3,4:up\n1,2:3,4:sideways\n1,2:3,4\n1,2:3,4:\n1,0x1p3:3,4:up\n5,6:7,8:down\n");
        Seen seen = Seen.of(open(ts));
        assertEquals(List.of(0, 6), seen.numbers);
        List<String> words = List.of("\"x\" is no number", "\"sideways\" is none", "\"3,4\"", "no colon", "\"0x1p3\"");
        for (int i = 0; i < words.size(); i++) {
            assertTrue(seen.damaged.get(i).contains("Line " + (8 + i)), seen.damaged.get(i));
            assertTrue(seen.damaged.get(i).contains(words.get(i)), seen.damaged.get(i));
        }
        Path tsv = put("a.tsv", "1\t2\t3\n0.25\t2\t3\n1\t2\tthree\n1\t4\t5\n");
        Seen tabbed = Seen.of(open(tsv));
        assertEquals(List.of(0, 3), tabbed.numbers);
        assertTrue(tabbed.damaged.get(0).contains("its class is \"0.25\""), tabbed.damaged.toString());
    }

    /** Their numbers are counted before any memory is taken for them. */
    @Test
    void aLineOfFarTooManyNumbersOrChannelsIsNamed() throws IOException {
        Path tsv = put("a.tsv", "1\t2\t3\n1" + "\t2".repeat((1 << 24) + 1) + "\n2\t4\t5\n");
        Seen numbers = Seen.of(open(tsv));
        assertEquals(List.of(0, 2), numbers.numbers);
        assertTrue(numbers.damaged.get(0).contains("Line 2 of the file \"a.tsv\""), numbers.damaged.toString());
        assertTrue(
                numbers.damaged.get(0).contains("it has 16777217 numbers, and at most 16777216 are read"),
                numbers.damaged.toString());
        Path ts = put("a.ts", HEADER + "1,2:3,4:up\n" + "1:".repeat((1 << 16) + 1) + "up\n5,6:7,8:down\n");
        Seen channels = Seen.of(open(ts));
        assertEquals(List.of(0, 2), channels.numbers);
        assertTrue(
                channels.damaged.get(0).contains("it has 65537 channels, and at most 65536 are read"),
                channels.damaged.toString());
        Path many = put("b.ts", HEADER + "1,2:up\n" + "1,".repeat(1 << 24) + "1:up\n5,6:down\n");
        assertTrue(Seen.of(open(many)).damaged.get(0).contains("16777217 numbers"));
    }

    @Test
    void filesThatHoldNothingToLearnSayWhy() throws IOException {
        refuses(put("a.ts", HEADER.replace("true up down", "false") + "1,2\n"), "neither classes");
        refuses(put("a.ts", HEADER.replace("timeStamps false", "timeStamps true") + "(0,1),(1,2):up\n"), "time stamps");
        refuses(put("a.ts", HEADER), "holds no series that can be read");
        refuses(put("a.ts", HEADER.replace("@data", "@dimensions many\n@data") + "1:up\n"), "@dimensions many");
        String rows = "1,2:3,4:up\n";
        refuses(put("a.ts", HEADER.replace("@data\n", "") + rows), "line 6 is neither a comment", "before @data");
        refuses(put("a.ts", rows), "line 1 is neither a comment", "before @data");
        refuses(put("a.ts", "@data\n" + rows), "neither classes");
        refuses(put("a.ts", ""), "is empty");
        refuses(put("a.arff", "@relation x\n@attribute a numeric\n@data\n1,2\n"), "ARFF Reader");
        put("Two_TRAIN.ts", HEADER.replace("@data\n", "") + rows);
        put("Two_TEST.ts", HEADER + rows);
        Files.delete(folder.resolve("a.ts"));
        refuses(folder, "\"Two_TRAIN.ts\" cannot be read", "before @data");
        refuses(put("a.csv", "class,t0,t1\nup,1,2\n"), "is text", "CSV Reader");
        byte[] whole = gzip("1\t2\t3\n".repeat(9_999));
        refuses(
                Files.write(folder.resolve("a.tsv.gz"), Arrays.copyOf(whole, whole.length - 20)),
                "cannot be unpacked behind line");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return packed.toByteArray();
    }

    @Test
    void whatIsKnownButNotReadSaysHowItsContentCan() throws IOException {
        refuses(
                Files.write(folder.resolve("challenge2017.pkl"), new byte[] {(byte) 0x80, 4, (byte) 0x95}),
                "is a pickle of Python",
                "numpy.savez");
        refuses(Files.write(folder.resolve("s2_cifar100.gz"), gzip("\u0080\u0004")), "is a pickle of Python");
        refuses(put("a.mat", "MATLAB 5.0 MAT-file, Platform"), "\"a.mat\" cannot be read: it ends too soon");
        refuses(put("b.mat", "MATLAB 7.3 MAT-file"), "HDF5");
    }
}
