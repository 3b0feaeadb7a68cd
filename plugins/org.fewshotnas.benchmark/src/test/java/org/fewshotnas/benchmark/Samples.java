package org.fewshotnas.benchmark;

import static org.fewshotnas.benchmark.NativeFiles.join;
import static org.fewshotnas.benchmark.NativeFiles.key;
import static org.fewshotnas.benchmark.NativeFiles.latin1;
import static org.fewshotnas.benchmark.NativeFiles.map;
import static org.fewshotnas.benchmark.NativeFiles.trial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.fewshotnas.benchmark.arrow.ArrowFormat;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.nats.NatsFormat;
import org.fewshotnas.benchmark.nb101.Nb101PickleFormat;
import org.fewshotnas.benchmark.nb101.Nb101RecordFormat;
import org.fewshotnas.benchmark.parquet.ParquetFormat;
import org.fewshotnas.benchmark.published.AsrFormat;
import org.fewshotnas.benchmark.published.PickledScoresFormat;
import org.fewshotnas.benchmark.published.SuiteZeroFormat;
import org.fewshotnas.benchmark.published.TransNasFormat;
import org.fewshotnas.benchmark.text.CsvFormat;
import org.fewshotnas.benchmark.text.JsonFormat;
import org.fewshotnas.benchmark.text.NpyFormat;
import org.fewshotnas.benchmark.text.NpyFormatTest;

/** One small, good file of every kind that is read. Tests damage them, fuzzing starts from them. */
public final class Samples {
    private Samples() {}

    /**
     * A file.
     *
     * @param name of the kind
     * @param format that reads it
     * @param bytes of the file
     */
    public record Sample(String name, BenchmarkFormat format, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final BenchmarkFormat SCORES = new PickledScoresFormat();
    private static final BenchmarkFormat NATS = new NatsFormat();

    /** Two records, one in another library's words. */
    private static byte[] json() {
        return ("[{\"arch\": \"" + TestFiles.A
                        + "\", \"acc\": 93.5}, {\"arch\": {\"0_1\": \"none\", \"0_2\": \"conv_3x3\", "
                        + "\"1_2\": \"none\", \"0_3\": \"none\", \"1_3\": \"none\", \"2_3\": \"skip\"}, \"acc\": \"64,96\"}]")
                .getBytes(StandardCharsets.UTF_8);
    }

    public static List<Sample> all() {
        byte[] scores = PickleWriter.pickle(map(TestFiles.A, 1.5, TestFiles.B, 2.5));
        byte[] tensors = PickleWriter.pickle(
                map(0, NativeFiles.tensor("FloatStorage", "0", 1), 11, NativeFiles.tensor("FloatStorage", "1", 1)));
        byte[] number = {0, 0, (byte) 0x80, 0x3f};
        byte[] records = IntStream.range(0, 5)
                .mapToObj(run -> NativeFiles.record("h", 108, run))
                .reduce(new byte[0], NativeFiles::join);
        return List.of(
                new Sample("scores", SCORES, scores),
                new Sample("latbench", SCORES, latBench()),
                new Sample("hw-nas-bench", SCORES, hwNasBench()),
                new Sample("torch zip", SCORES, NativeFiles.torchZip(tensors, number, number)),
                new Sample("torch legacy", SCORES, NativeFiles.torchLegacy(tensors, 4, number, number)),
                new Sample(
                        "torch zip of metad2a", SCORES, MetaD2aDatabase.ofTwo().torchZip()),
                new Sample("scores in gzip", SCORES, TestFiles.gzip(scores)),
                new Sample("scores in bzip2", SCORES, NativeFiles.bzip2(scores)),
                new Sample("nasbench201", NATS, NativeFiles.nb201()),
                new Sample("nats topology", NATS, NativeFiles.bzip2(topologyEntry())),
                new Sample("nats size", NATS, sizeEntry()),
                new Sample("nasbench101 records", new Nb101RecordFormat(), records),
                new Sample("nasbench101 object", new Nb101PickleFormat(), nb101Api()),
                new Sample(
                        "transnasbench101",
                        new TransNasFormat(),
                        NativeFiles.torchZip(PickleWriter.pickle(NativeFiles.transNas(true)))),
                new Sample("nasbenchasr", new AsrFormat(), asrTraining()),
                new Sample("suite zero", new SuiteZeroFormat(), suiteZero()),
                new Sample("arrow file", new ArrowFormat(), arrow(true)),
                new Sample("arrow stream", new ArrowFormat(), arrow(false)),
                new Sample("parquet", new ParquetFormat(), parquet()),
                new Sample("csv", new CsvFormat(), csv()),
                new Sample("json", new JsonFormat(), json()),
                new Sample("numpy", new NpyFormat(), NpyFormatTest.structured()));
    }

    /** 15,625 bytes: 0 to 99, again and again. */
    public static byte[] numbers() {
        byte[] numbers = new byte[Nb201Order.COUNT];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (byte) (i % 100);
        }
        return numbers;
    }

    public static byte[] tensorPickle() {
        return join(latin1("\u0080\2"), NativeFiles.tensor("ByteStorage", "0", Nb201Order.COUNT), latin1("."));
    }

    public static byte[] latBench() {
        return PickleWriter.pickle(map(
                new Object[] {0, 1, 2, 3, 4, 0},
                0.01,
                new Object[] {3, 3, 3, 3, 3, 3},
                0.02,
                new Object[] {4, 1, 1, 1, 1, 0},
                0.03));
    }

    public static byte[] hwNasBench() {
        Map<Object, Object> devices = map(
                "edgegpu_latency",
                map(0, 1.5, 11, 2.5),
                "fpga_energy",
                map(0, 3.5, 11, 4.5),
                "pixel3_latency",
                map(0, 1));
        return PickleWriter.pickle(map(
                "nasbench201",
                map("cifar10", devices, "ImageNet16-120", devices),
                "fbnet",
                map("cifar100", map("edgegpu_latency", map("block", 1.0)))));
    }

    public static byte[] topologyEntry() {
        return NativeFiles.natsEntry(
                11,
                TestFiles.A,
                "12",
                new Object[] {key("cifar10-valid", 111), trial("cifar10-valid", 3, 10, "x-valid", "ori-test")},
                "200",
                new Object[] {
                    key("cifar10", 777), trial("cifar10", 4, 10, "ori-test"),
                    key("ImageNet16-120", 777), trial("ImageNet16-120", 4, 10, "x-valid", "x-test", "ori-test")
                });
    }

    public static byte[] sizeEntry() {
        return NativeFiles.natsEntry(
                0,
                "8:16:64:24:8",
                "01",
                new Object[] {key("cifar100", 777), trial("cifar100", 1, 10, "x-valid", "x-test")},
                "90",
                new Object[] {key("cifar100", 777), trial("cifar100", 3, 20, "x-valid", "x-test")});
    }

    public static byte[] nb101Api() {
        int[][] diamond = {{0, 1, 1, 0}, {0, 0, 0, 1}, {0, 0, 0, 1}, {0, 0, 0, 0}};
        int[][] line = {{0, 1, 0}, {0, 0, 1}, {0, 0, 0}};
        return NativeFiles.nb101Api(
                List.of(diamond, line),
                List.of(
                        List.of("input", "conv3x3-bn-relu", "maxpool3x3", "output"),
                        List.of("input", "conv1x1-bn-relu", "output")),
                4,
                108);
    }

    public static byte[] asrTraining() {
        return NativeFiles.asrTraining(
                40,
                1234,
                List.of(
                        "h1",
                        List.of(0.5, 0.3, 0.4),
                        0.6,
                        List.of(List.of(2, 1), List.of(5, 1, 0), List.of(3, 1, 1, 1))),
                List.of(
                        "h2",
                        List.of(0.6, 0.5, 0.7),
                        0.8,
                        List.of(List.of(1, 0), List.of(1, 0, 0), List.of(1, 0, 0, 0))));
    }

    public static byte[] suiteZero() {
        return """
                {"jigsaw": {"(1, 0, 0, 2, 1, 0)": {"idx": "5", "flops": {"score": 2.5, "time": 9}, "val_accuracy": 80},
                            "(1, 2, 3, 0, 1, 2)": {"idx": "6", "flops": {"score": 3.5, "time": 8}, "val_accuracy": 81}},
                 "normal": {"(1, 2, 3, 0, 1, 2)": {"val_accuracy": 0.5, "synflow": {"score": NaN, "time": 1}}}}
                """
                .getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] parquet() {
        try (InputStream in = Samples.class.getResourceAsStream("parquet/snappy.parquet")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] csv() {
        return ("architecture,cifar10_valid_accuracy,seed\n" + TestFiles.A + ",90.5,1\n\"" + TestFiles.B + "\",,2\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** An Arrow table of architectures, numbers and whole numbers, as a file or as a stream. */
    public static byte[] arrow(boolean file) {
        return arrow(file, List.of(TestFiles.A, TestFiles.B, TestFiles.C));
    }

    /** An Arrow table of these architectures in one batch; the accuracy is 90.5 and the number of the row. */
    public static byte[] arrow(boolean file, List<String> architectures) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BufferAllocator allocator = new RootAllocator();
                VarCharVector texts = new VarCharVector("architecture", allocator);
                Float8Vector numbers = new Float8Vector("accuracy", allocator);
                BigIntVector whole = new BigIntVector("latency_ms", allocator);
                VectorSchemaRoot root = VectorSchemaRoot.of(texts, numbers, whole);
                ArrowWriter writer = file
                        ? new ArrowFileWriter(root, null, Channels.newChannel(bytes))
                        : new ArrowStreamWriter(root, null, Channels.newChannel(bytes))) {
            writer.start();
            root.allocateNew();
            for (int i = 0; i < architectures.size(); i++) {
                texts.setSafe(i, architectures.get(i).getBytes(StandardCharsets.UTF_8));
                numbers.setSafe(i, 90.5 + i);
                whole.setSafe(i, i);
            }
            root.setRowCount(architectures.size());
            writer.writeBatch();
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The pickle and the numbers of torch's zip container, as fuzzing takes them: the pickle's length in four bytes, both. */
    public static byte[] lengthAndParts(byte[] first, byte[]... others) {
        return join(ByteBuffer.allocate(4).putInt(first.length).array(), first, join(others));
    }

    /** What {@link #lengthAndParts} put together; where the length is none of the rest, all of it is the first. */
    public static byte[][] parts(byte[] data) {
        int length = data.length < 4 ? 0 : ByteBuffer.wrap(data).getInt();
        int from = Math.min(4, data.length);
        int to = length < 0 || length > data.length - from ? data.length : from + length;
        return new byte[][] {Arrays.copyOfRange(data, from, to), Arrays.copyOfRange(data, to, data.length)};
    }
}
