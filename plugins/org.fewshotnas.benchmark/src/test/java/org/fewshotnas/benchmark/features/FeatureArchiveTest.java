package org.fewshotnas.benchmark.features;

import static org.fewshotnas.benchmark.MetaD2aArchive.feature;
import static org.fewshotnas.benchmark.MetaD2aArchive.taskList;
import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.MetaD2aArchive;
import org.fewshotnas.benchmark.NativeFiles;
import org.fewshotnas.benchmark.PickleWriter;
import org.fewshotnas.benchmark.TestFiles;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.pickle.PickleLimits;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MetaD2A's archive of features and its list of tasks, in their layouts. */
class FeatureArchiveTest {
    private static final String NAME = "imgnet32bylabel.pt";

    @TempDir
    Path folder;

    private FeatureArchive open(byte[] file) {
        return BenchmarkFiles.open(write(folder, NAME, file)).features().orElseThrow();
    }

    private List<DataSetRows> read(byte[] file, int perClass, byte[] tasks) {
        return open(file).read(perClass, Optional.of(tasks(tasks)), Progress.NONE);
    }

    private TaskList tasks(byte[] file) {
        return TaskList.read(write(folder, "meta_train_task_lst.pt", file), ReadLimits.defaults(), Progress.NONE);
    }

    private static List<DataSetRows> all(FeatureArchive archive, int perClass) {
        return archive.read(perClass, Optional.empty(), Progress.NONE);
    }

    private static List<String> labels(DataSetRows dataSet) {
        return dataSet.classes().stream().map(ClassRows::label).toList();
    }

    private static void assertHolds(ClassRows rows, int label, int pictures, int width) {
        float[][] expected = new float[pictures][width];
        for (int i = 0; i < pictures; i++) {
            for (int j = 0; j < width; j++) {
                expected[i][j] = feature(label, i, j);
            }
        }
        assertArrayEquals(expected, rows.features());
    }

    /** The archive of three classes, after a change, is refused with these words, when it is opened or when it is read. */
    private void refused(Consumer<MetaD2aArchive> change, String... parts) {
        MetaD2aArchive archive = MetaD2aArchive.of(4, 3, 2, 5);
        change.accept(archive);
        refused(() -> all(open(archive.torchZip()), 20), parts);
    }

    private static void refused(Runnable run, String... parts) {
        InvalidInputException error = assertThrows(InvalidInputException.class, run::run);
        for (String part : parts) {
            assertTrue(error.getMessage().contains(part), part + " in " + error.getMessage());
        }
        assertTrue(error.getMessage().contains(".pt"), error.getMessage());
        assertFalse(error.resolution().isBlank());
    }

    @Test
    void withoutTasksAllClassesAreOneDataSet() {
        for (byte[] file : List.of(
                MetaD2aArchive.of(512, 3, 1, 25).torchZip(),
                MetaD2aArchive.of(512, 3, 1, 25).torchLegacy(),
                TestFiles.gzip(MetaD2aArchive.of(512, 3, 1, 25).torchLegacy()))) {
            FeatureArchive archive = open(file);
            assertEquals(List.of("0", "1", "2"), archive.labels());
            assertEquals(512, archive.width());
            assertEquals(29, archive.pictures());
            List<DataSetRows> dataSets = all(archive, 20);
            assertEquals(1, dataSets.size());
            assertEquals("imgnet32bylabel", dataSets.get(0).name());
            assertEquals(List.of("0", "1", "2"), labels(dataSets.get(0)));
            assertEquals(29, dataSets.get(0).pictures());
            assertEquals(24, dataSets.get(0).rows());
            assertHolds(dataSets.get(0).classes().get(0), 0, 3, 512);
            assertHolds(dataSets.get(0).classes().get(1), 1, 1, 512);
            assertHolds(dataSets.get(0).classes().get(2), 2, 20, 512);
            assertEquals(25, dataSets.get(0).classes().get(2).pictures());
            assertHolds(all(archive, 2).get(0).classes().get(2), 2, 2, 512);
        }
    }

    /** As in the authors' program, where a list's class c is the archive's c - 1. */
    @Test
    void aTaskHasTheClassesOfItsListCountedFromOne() {
        byte[] tasks = taskList(List.of(List.of(3, 1), List.of(2, 3), List.of(1, 2, 3)));
        List<DataSetRows> dataSets = read(MetaD2aArchive.of(4, 3, 2, 5).torchZip(), 3, tasks);
        assertEquals(
                List.of("task 0", "task 1", "task 2"),
                dataSets.stream().map(DataSetRows::name).toList());
        assertEquals(List.of("2", "0"), labels(dataSets.get(0)));
        assertEquals(List.of("1", "2"), labels(dataSets.get(1)));
        assertEquals(List.of("0", "1", "2"), labels(dataSets.get(2)));
        assertHolds(dataSets.get(0).classes().get(0), 2, 3, 4);
        assertHolds(dataSets.get(1).classes().get(0), 1, 2, 4);
        assertEquals(8, dataSets.get(0).pictures());
        assertEquals(6, dataSets.get(0).rows());
        assertSame(dataSets.get(0).classes().get(0), dataSets.get(1).classes().get(1), "what tasks share is kept once");
    }

    @Test
    void listsThatCountFromZeroAndLabelsThatAreTextsAreTakenAsTheyAre() {
        byte[] fromZero = taskList(List.of(List.of(0, 2), List.of(1, 2)));
        List<DataSetRows> dataSets = read(MetaD2aArchive.of(4, 3, 2, 5).torchZip(), 3, fromZero);
        assertEquals(List.of("0", "2"), labels(dataSets.get(0)));
        MetaD2aArchive texts = new MetaD2aArchive();
        texts.put("n01440764", texts.tensor(1, 2, 4)).put("tench", texts.tensor(2, 3, 4));
        assertEquals(
                List.of("n01440764", "tench"),
                labels(all(open(texts.torchZip()), 20).get(0)));
        byte[] named = taskList(List.of(List.of("tench", "n01440764", "tench")));
        DataSetRows dataSet = read(texts.torchZip(), 20, named).get(0);
        assertEquals(List.of("tench", "n01440764"), labels(dataSet), "a class is there once");
        assertHolds(dataSet.classes().get(0), 2, 3, 4);
        MetaD2aArchive fromOne = new MetaD2aArchive();
        fromOne.put(1, fromOne.tensor(1, 2, 4)).put(2, fromOne.tensor(2, 3, 4));
        byte[] both = taskList(List.of(List.of(1, 2)));
        assertEquals(
                List.of("1", "2"), labels(read(fromOne.torchZip(), 20, both).get(0)));
    }

    @Test
    void tensorsOfEveryTypeAndOrderAreRead() {
        MetaD2aArchive archive = new MetaD2aArchive();
        ByteBuffer half = ByteBuffer.allocate(2 * 6).order(ByteOrder.LITTLE_ENDIAN);
        // 1, 0.5, -2, 65504, 2^-24, 0 in IEEE 754 binary16.
        for (int bits : new int[] {0x3c00, 0x3800, 0xc000, 0x7bff, 0x0001, 0x8000}) {
            half.putShort((short) bits);
        }
        archive.put(0, List.of(archive.view("HalfStorage", archive.add(half.array()), 6, 0, new int[] {2, 3}, 3, 1)));
        ByteBuffer doubles = ByteBuffer.allocate(8 * 3).order(ByteOrder.LITTLE_ENDIAN);
        doubles.putDouble(.5).putDouble(-3).putDouble(1e-3);
        archive.put(1, archive.view("DoubleStorage", archive.add(doubles.array()), 3, 0, new int[] {1, 3}, 3, 1));
        ByteBuffer floats = ByteBuffer.allocate(4 * 20).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 20; i++) {
            floats.putFloat(i);
        }
        int shared = archive.add(floats.array());
        // Transposed, from the third number on; every other row; and a single picture without its dimension.
        archive.put(2, List.of(archive.view("FloatStorage", shared, 20, 2, new int[] {2, 3}, 1, 2)));
        archive.put(3, List.of(archive.view("FloatStorage", shared, 20, 0, new int[] {3, 3}, 6, 1)));
        archive.put(4, List.of(archive.view("FloatStorage", shared, 20, 17, new int[] {3}, 1)));
        List<ClassRows> rows = all(open(archive.torchZip()), 20).get(0).classes();
        assertArrayEquals(
                new float[][] {{1, .5f, -2}, {65504, 0x1p-24f, -0f}},
                rows.get(0).features());
        assertArrayEquals(new float[][] {{.5f, -3, 1e-3f}}, rows.get(1).features());
        assertArrayEquals(new float[][] {{2, 4, 6}, {3, 5, 7}}, rows.get(2).features());
        assertArrayEquals(
                new float[][] {{0, 1, 2}, {6, 7, 8}, {12, 13, 14}}, rows.get(3).features());
        assertArrayEquals(new float[][] {{17, 18, 19}}, rows.get(4).features());
    }

    @Test
    void whatIsNoArchiveIsNamedWithItsClass() {
        refused(
                archive -> archive.put(7, List.of(archive.tensor(7, 2, 5))),
                NAME,
                "5 numbers for a picture of the class \"7\"",
                "4 for one of \"0\"");
        refused(archive -> archive.put(7, List.of(1.5)), "no tensor", "\"7\"");
        refused(archive -> archive.put("a", "b"), "no tensor", "\"a\"");
        refused(
                archive -> archive.put(7, List.of(archive.tensor(7, 2, 4), archive.tensor(7, 2, 4))),
                "no tensor",
                "\"7\"");
        refused(archive -> archive.put("1", List.of(archive.tensor(7, 2, 4))), "the class \"1\" twice");
        refused(archive -> archive.put(new Object[] {1}, List.of(archive.tensor(7, 2, 4))), "whose label is neither");
        MetaD2aArchive empty = new MetaD2aArchive().put(0, List.of()).put(1, List.of());
        refused(() -> open(empty.torchZip()), NAME, "2 classes, such as \"0\"", "without a tensor");
        MetaD2aArchive none = new MetaD2aArchive();
        none.put(0, List.of(none.tensor(0, 0, 4)));
        refused(() -> open(none.torchZip()), NAME, "without a tensor");
    }

    @Test
    void numbersThatAreNotFiniteAreNamed() {
        refused(
                archive -> archive.put(
                        1,
                        archive.view(
                                "FloatStorage",
                                archive.add(ByteBuffer.allocate(32)
                                        .order(ByteOrder.LITTLE_ENDIAN)
                                        .putFloat(24, Float.NaN)
                                        .array()),
                                8,
                                0,
                                new int[] {2, 4},
                                4,
                                1)),
                "feature 3 of the picture 2 of the class \"1\"");
        refused(
                archive -> archive.put(
                        1, archive.view("BoolStorage", archive.add(new byte[8]), 8, 0, new int[] {2, 4}, 4, 1)),
                "feature 1 of the picture 1 of the class \"1\"");
    }

    @Test
    void classesThatTheArchiveLacksAreNamedWithTheirTask() {
        byte[] archive = MetaD2aArchive.of(4, 3, 2, 5).put(3, List.of()).torchZip();
        refused(
                () -> read(archive, 20, taskList(List.of(List.of(1, 2), List.of(2, 9)))),
                "The task 1 of the file \"meta_train_task_lst.pt\"",
                "the class 9, whose label is 8",
                "no features: its 3 classes are 0, 1, 2");
        refused(() -> read(archive, 20, taskList(List.of(List.of(1, 4)))), "The task 0", "\" has no picture");
        refused(() -> read(archive, 20, taskList(List.of(List.of(0, 5)))), "The task 0", "the class 5, of which");
        assertEquals(List.of("0", "1", "2"), labels(all(open(archive), 20).get(0)));
    }

    @Test
    void whatIsNoListOfTasksIsNamed() {
        refused(() -> tasks(PickleWriter.pickle(List.of())), "meta_train_task_lst.pt", "no list of tasks");
        refused(() -> tasks(PickleWriter.pickle(List.of(1, 2))), "no list of tasks", "lists of classes");
        refused(() -> tasks(PickleWriter.pickle(List.of(List.of(1), 2))), "no list of classes of its task 1");
        refused(() -> tasks(PickleWriter.pickle(List.of(List.of(1), List.of()))), "of its task 1");
        refused(() -> tasks(PickleWriter.pickle(List.of(List.of(1, 2.5)))), "in its task 0 the class 2.5");
        refused(() -> tasks(PickleWriter.pickle(List.of(List.of(1, -1)))), "in its task 0 the class -1");
        refused(() -> tasks(PickleWriter.pickle(List.of(List.of(1, List.of())))), "the class (no number)");
        refused(() -> tasks(MetaD2aArchive.of(4, 3, 2).torchZip()), "no list of tasks");
        refused(() -> tasks("task,classes\n0,1 2\n".getBytes(StandardCharsets.UTF_8)), "is no pickle");
        refused(() -> tasks(NativeFiles.latin1("\u0080\2cos\nsystem\nX\1\0\0\0a\u0085R.")), "os.system");
        refused(
                () -> TaskList.read(folder.resolve("missing.pt"), ReadLimits.defaults(), Progress.NONE),
                "There is no file \"missing.pt\"");
    }

    @Test
    void anArchiveIsNoTableOfArchitectures() {
        Path file = write(folder, NAME, MetaD2aArchive.of(4, 3, 2, 5).torchZip());
        assertTrue(BenchmarkFiles.open(file).metrics().isEmpty());
        assertRefused(file, NAME, "features of pictures of 3 classes", "no architectures");
        byte[] scores = PickleWriter.pickle(List.of(Collections.nCopies(20, 7), Collections.nCopies(20, 9)));
        assertRefused(write(folder, "tasks.pt", scores), "MetaD2A's list of tasks");
    }

    /** As of scores that were saved with a dimension of one. */
    @Test
    void aRowOfScoresOfAllArchitecturesIsNoPicture() {
        MetaD2aArchive scores = new MetaD2aArchive();
        scores.put("latency", scores.tensor(0, 1, 15_625));
        Path file = write(folder, "scores.pt", scores.torchZip());
        assertTrue(BenchmarkFiles.open(file).features().isEmpty());
        assertEquals(15_625, TestFiles.read(file).rowCount());
    }

    @Test
    void nothingIsRun() {
        byte[] calls = NativeFiles.latin1("cos\nsystem\nX\1\0\0\0a\u0085R");
        refused(archive -> archive.put(1, calls), "os.system", "nothing of it was run");
    }

    @Test
    void damagedFilesAreRefusedOrRight() {
        byte[] archive = MetaD2aArchive.of(6, 3, 2).torchZip();
        byte[] legacy = MetaD2aArchive.of(6, 3, 2).torchLegacy();
        SplittableRandom random = new SplittableRandom(1);
        int refused = 0;
        for (byte[] whole : List.of(archive, legacy)) {
            for (int i = 0; i < 300; i++) {
                byte[] damaged = i < 100 ? Arrays.copyOf(whole, whole.length * i / 100) : whole.clone();
                if (i >= 100) {
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
                try {
                    all(open(damaged), 20);
                } catch (InvalidInputException e) {
                    assertTrue(e.getMessage().contains(NAME), e.getMessage());
                    refused++;
                } catch (java.util.NoSuchElementException e) {
                    // Taken for a file of another kind, as a bit in its head says.
                    refused++;
                }
            }
        }
        assertTrue(refused > 300, "refused " + refused);
    }

    @Test
    void moreThanTheLimitsIsRefusedBeforeItIsRead() {
        Path file = write(folder, NAME, MetaD2aArchive.of(64, 30, 30).torchZip());
        ReadLimits rows = new ReadLimits(1 << 20, 30, 10, 1 << 20);
        FeatureArchive archive =
                BenchmarkFiles.open(file, rows, Progress.NONE).features().orElseThrow();
        refused(() -> all(archive, 20), "40 rows", "30 rows");
        assertEquals(30, all(archive, 15).get(0).rows());
        ReadLimits numbers = new ReadLimits(1 << 20, 1000, 10, 640);
        FeatureArchive narrow =
                BenchmarkFiles.open(file, numbers, Progress.NONE).features().orElseThrow();
        refused(() -> all(narrow, 6), "768 numbers", "640 numbers");
        assertEquals(10, all(narrow, 5).get(0).rows());
    }

    /** A tensor of 7,680 bytes at a time, where both would be 15,360. */
    @Test
    void oneTensorIsInMemoryAtATime() {
        PickleLimits usual = PickleLimits.defaults();
        for (byte[] bytes : List.of(
                MetaD2aArchive.of(64, 30, 30).torchZip(),
                MetaD2aArchive.of(64, 30, 30).torchLegacy())) {
            Path file = write(folder, NAME, bytes);
            for (int memory : new int[] {12_000, 7_000}) {
                ReadLimits limits = new ReadLimits(
                        1 << 20,
                        1_000,
                        10,
                        1 << 20,
                        200,
                        new PickleLimits(
                                usual.maxOpcodes(), usual.maxMemo(), usual.maxDepth(), usual.maxLength(), memory));
                FeatureArchive archive = BenchmarkFiles.open(file, limits, Progress.NONE)
                        .features()
                        .orElseThrow();
                if (memory > 7_680) {
                    assertHolds(all(archive, 30).get(0).classes().get(1), 1, 30, 64);
                } else {
                    refused(() -> all(archive, 30), "memory", "limit");
                }
            }
        }
    }

    @Test
    void readingReportsAndStops() {
        FeatureArchive archive = open(MetaD2aArchive.of(64, 30, 30, 30).torchZip());
        List<Double> reported = new ArrayList<>();
        archive.read(20, Optional.empty(), new Progress() {
            @Override
            public void report(double fraction, String message) {
                reported.add(fraction);
            }

            @Override
            public void checkCanceled() {}
        });
        assertTrue(reported.size() >= 3, () -> "" + reported);
        assertEquals(1, reported.get(reported.size() - 1), 1e-9);
        assertThrows(
                CancellationException.class,
                () -> archive.read(20, Optional.empty(), new Progress() {
                    @Override
                    public void report(double fraction, String message) {}

                    @Override
                    public void checkCanceled() {
                        throw new CancellationException();
                    }
                }));
    }

    @Test
    void aFileThatHasChangedIsNotMixedUp() throws IOException {
        FeatureArchive archive = open(MetaD2aArchive.of(4, 3, 2).torchZip());
        Files.write(folder.resolve(NAME), MetaD2aArchive.of(4, 3, 2, 7).torchZip());
        refused(() -> all(archive, 20), NAME, "was changed");
    }

    /** The published list, written in the layout that it was published in, makes the data sets that it says. */
    @Test
    void thePublishedTasksComeBack() throws IOException {
        List<List<Integer>> published = new ArrayList<>();
        try (BufferedReader csv = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(TestFiles.published("tables/metad2a-tasks-5000.csv.gz"))),
                StandardCharsets.UTF_8))) {
            csv.lines()
                    .skip(1)
                    .forEach(line -> published.add(Arrays.stream(line.split(",")[1].split(" "))
                            .map(Integer::valueOf)
                            .toList()));
        }
        int[] pictures = new int[1_000];
        Arrays.fill(pictures, 3);
        List<DataSetRows> dataSets = read(MetaD2aArchive.of(4, pictures).torchZip(), 2, taskList(published));
        assertEquals(5_000, dataSets.size());
        for (int i = 0; i < published.size(); i++) {
            assertEquals("task " + i, dataSets.get(i).name());
            assertEquals(
                    published.get(i).stream().map(id -> String.valueOf(id - 1)).toList(), labels(dataSets.get(i)));
        }
        assertEquals(
                600,
                dataSets.stream()
                        .flatMap(one -> one.classes().stream())
                        .distinct()
                        .count());
    }
}
