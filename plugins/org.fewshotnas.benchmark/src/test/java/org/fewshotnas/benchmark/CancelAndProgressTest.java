package org.fewshotnas.benchmark;

import static org.fewshotnas.benchmark.NativeFiles.key;
import static org.fewshotnas.benchmark.NativeFiles.map;
import static org.fewshotnas.benchmark.NativeFiles.trial;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading asks again and again whether to stop, and tells how much of the file it has read. */
class CancelAndProgressTest {
    @TempDir
    Path folder;

    /** A file of some hundred kilobytes and more. */
    record Large(String name, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Large> files() {
        List<String> cells = Nb201Order.architectures();
        Map<Object, Object> scores = map();
        Map<Object, Object> micro = map();
        List<Object> asr = new ArrayList<>();
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        StringBuilder csv = new StringBuilder("architecture,accuracy\n");
        StringBuilder json = new StringBuilder("{\"cifar10\": {");
        for (int i = 0; i < cells.size(); i++) {
            scores.put(cells.get(i), i / 1e4);
            csv.append(cells.get(i)).append(',').append(i).append('\n');
        }
        for (int i = 0; i < 4_096; i++) {
            String six = Integer.toString(i + 4_096, 4).substring(1);
            micro.put(
                    "64-41414-" + six.charAt(0) + "_" + six.substring(1, 3) + "_" + six.substring(3),
                    map("jigsaw", NativeFiles.task(i, "valid_top1")));
            json.append(i == 0 ? "" : ", ")
                    .append("\"(" + String.join(", ", six.split("")) + ")\": {\"val_accuracy\": " + i + "}");
        }
        for (int i = 0; i < 2_000; i++) {
            asr.add(List.of("h" + i, List.of(0.5, i / 1e4), 0.6, asrVector(i)));
            records.writeBytes(NativeFiles.record("h", 108, i / 1e4));
        }
        Object[] results = {key("cifar100", 777), trial("cifar100", 20, 10, "x-valid", "x-test")};
        byte[] nats = NativeFiles.nats(cells.subList(0, 400), "200", results);
        return Stream.of(
                new Large("scores", PickleWriter.pickle(scores)),
                new Large("scores in bzip2", NativeFiles.bzip2(PickleWriter.pickle(scores))),
                new Large("torch zip", NativeFiles.torchZip(PickleWriter.pickle(scores))),
                new Large("torch legacy", NativeFiles.torchLegacy(PickleWriter.pickle(scores), 1)),
                new Large("nasbench201", nats),
                new Large("nasbench101 records", records.toByteArray()),
                new Large(
                        "transnasbench101",
                        PickleWriter.pickle(map("metrics_dict", map(), "data", map("micro", micro)))),
                new Large("nasbenchasr", NativeFiles.asrTraining(40, 1, asr.toArray())),
                new Large("suite zero", json.append("}}").toString().getBytes(StandardCharsets.UTF_8)),
                new Large("nasbench101 object", nb101Object()),
                new Large("arrow file", Samples.arrow(true, cells)),
                new Large("arrow stream", Samples.arrow(false, cells)),
                new Large("parquet", ParquetWriter.table(cells)),
                new Large("csv", csv.toString().getBytes(StandardCharsets.UTF_8)),
                new Large("csv in gzip", TestFiles.gzip(csv.toString().getBytes(StandardCharsets.UTF_8))));
    }

    /** Chains of five operations, some with one more edge from the input. */
    private static byte[] nb101Object() {
        List<Object> names = List.of("conv3x3-bn-relu", "conv1x1-bn-relu", "maxpool3x3");
        List<int[][]> cells = new ArrayList<>();
        List<List<Object>> operations = new ArrayList<>();
        for (int target = 1; target < 7; target++) {
            for (int i = 0; i < 243; i++) {
                int[][] cell = new int[7][7];
                for (int vertex = 0; vertex < 6; vertex++) {
                    cell[vertex][vertex + 1] = 1;
                }
                cell[0][target] = 1;
                cells.add(cell);
                List<Object> ofCell = new ArrayList<>(List.of("input"));
                for (int rest = i + 243; rest > 2; rest /= 3) {
                    ofCell.add(names.get(rest % 3));
                }
                ofCell.add("output");
                operations.add(ofCell);
            }
        }
        return NativeFiles.nb101Api(cells, operations, 108);
    }

    private static List<Object> asrVector(int i) {
        return List.of(
                List.of(i % 6, i / 6 % 2),
                List.of(i / 12 % 6, i / 72 % 2, i / 144 % 2),
                List.of(i / 288 % 6, i / 1728 % 2, 0, 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void readingStopsWhereverItIsCancelledAndProgressGoesForward(Large large) {
        BenchmarkFile opened = BenchmarkFiles.open(write(folder, "large", large.bytes()));
        Watch whole = Watch.only();
        opened.read(ReadOptions.defaults(), whole);
        // In a file of 100 MB this is every few milliseconds.
        assertTrue(whole.asked() > large.bytes().length / 65_536, () -> "asked " + whole.asked() + " times");
        List<Double> fractions = whole.fractions();
        whole.assertWentForwardToTheEnd();
        // The first tenth is the file's check sum.
        assertTrue(fractions.stream().anyMatch(f -> f > 0.11 && f < 0.99), fractions::toString);
        for (int yes : new int[] {1, whole.asked() / 2, whole.asked()}) {
            Watch watch = Watch.cancelledAt(yes);
            assertThrows(CancellationException.class, () -> opened.read(ReadOptions.defaults(), watch));
            assertTrue(watch.asked() <= yes + 64, "nothing goes on");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void openingStopsWhereverItIsCancelled(Large large) {
        Path file = write(folder, "large", large.bytes());
        Watch whole = Watch.only();
        BenchmarkFiles.open(file, ReadLimits.defaults(), whole);
        assertTrue(whole.asked() > 0);
        for (int yes : new int[] {1, whole.asked()}) {
            Watch watch = Watch.cancelledAt(yes);
            assertThrows(CancellationException.class, () -> BenchmarkFiles.open(file, ReadLimits.defaults(), watch));
        }
    }
}
