package org.fewshotnas.benchmark;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.fewshotnas.benchmark.arrow.ArrowFormat;
import org.fewshotnas.benchmark.arrow.Lz4Frame;
import org.fewshotnas.benchmark.dialect.Dialects;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.nats.NatsFormat;
import org.fewshotnas.benchmark.nb101.Nb101PickleFormat;
import org.fewshotnas.benchmark.nb101.Nb101RecordFormat;
import org.fewshotnas.benchmark.numbers.Evidence;
import org.fewshotnas.benchmark.numbers.NumberColumn;
import org.fewshotnas.benchmark.parquet.ParquetFormat;
import org.fewshotnas.benchmark.pickle.PickleException;
import org.fewshotnas.benchmark.pickle.PickleLimits;
import org.fewshotnas.benchmark.pickle.PickleListener;
import org.fewshotnas.benchmark.pickle.PickleReader;
import org.fewshotnas.benchmark.published.AsrFormat;
import org.fewshotnas.benchmark.published.PickledScoresFormat;
import org.fewshotnas.benchmark.published.SuiteZeroFormat;
import org.fewshotnas.benchmark.published.TransNasFormat;
import org.fewshotnas.benchmark.text.CsvFormat;
import org.fewshotnas.benchmark.text.JsonFormat;
import org.fewshotnas.benchmark.text.NpyFormat;
import org.fewshotnas.benchmark.text.NpyFormatTest;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parser against bytes of any kind. In the build these run over the seeds given here, and over the findings of earlier runs, which
 * lie among the test's resources; {@code .ci/fuzz} looks for new ones.
 */
class FilesFuzzTest {
    private static byte[] sample(String name) {
        return Samples.all().stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow()
                .bytes();
    }

    static Stream<byte[]> pickle() {
        return Stream.of(
                sample("scores"),
                sample("latbench"),
                sample("nats size"),
                sample("nasbench101 object"),
                NativeFiles.latin1("(dp0\nS'a'\np1\n(lp2\nI1\naF2.5\naL3L\nasVb\np3\ng1\ns."),
                NativeFiles.latin1("\u0080\4\u0095\16\0\0\0\0\0\0\0]\u0094(K\1G?\u00f8\0\0\0\0\0\0e."));
    }

    /** The interpreter alone, with small limits. */
    @MethodSource
    @FuzzTest
    void pickle(byte[] data) throws IOException {
        PickleLimits small = new PickleLimits(200_000, 10_000, 100, 1 << 16, 8 << 20);
        PickleReader reader = new PickleReader(new ByteArrayInputStream(data), small);
        try {
            while (!reader.atEnd()) {
                reader.read(PickleListener.KEEP);
            }
        } catch (PickleException expected) {
            if (!expected.getMessage().startsWith("at byte ")) {
                throw new AssertionError("a message without a place", expected);
            }
        }
    }

    static Stream<byte[]> scores() {
        return Stream.of(sample("scores"), sample("latbench"), sample("hw-nas-bench"), sample("scores in gzip"));
    }

    @MethodSource
    @FuzzTest
    void scores(byte[] data) {
        FuzzedFile.readOrRefuse(new PickledScoresFormat(), data);
    }

    static Stream<byte[]> torchZip() {
        return Stream.of(
                sample("torch zip"),
                MetaD2aArchive.of(3, 2, 1).torchZip(),
                NativeFiles.torchZip(sample("nasbench201")),
                NativeFiles.torchZip(sample("scores")));
    }

    @MethodSource
    @FuzzTest
    void torchZip(byte[] data) {
        FuzzedFile.readOrRefuse(new PickledScoresFormat(), data);
    }

    static Stream<byte[]> tensors() {
        return Stream.of(
                Samples.lengthAndParts(Samples.tensorPickle(), Samples.numbers()),
                Samples.lengthAndParts(
                        NativeFiles.join(
                                NativeFiles.latin1("}X\1\0\0\0a"),
                                NativeFiles.tensor("FloatStorage", "0", 2),
                                NativeFiles.latin1("s.")),
                        new byte[8]),
                Samples.lengthAndParts(
                        NativeFiles.join(
                                NativeFiles.latin1("}K\0]"),
                                NativeFiles.matrix("FloatStorage", "0", 2, 3),
                                NativeFiles.latin1("as.")),
                        new byte[24]));
    }

    /** A pickle and a storage in a sound zip archive, as HELP's files have them. */
    @MethodSource
    @FuzzTest
    void tensors(byte[] data) {
        byte[][] parts = Samples.parts(data);
        FuzzedFile.readOrRefuse(new PickledScoresFormat(), NativeFiles.torchZip(parts[0], parts[1]));
    }

    static Stream<byte[]> torchLegacy() {
        return Stream.of(
                sample("torch legacy"),
                MetaD2aArchive.of(3, 2, 1).torchLegacy(),
                NativeFiles.torchLegacy(sample("nasbench201"), 1),
                NativeFiles.torchLegacy(sample("scores"), 1));
    }

    @MethodSource
    @FuzzTest
    void torchLegacy(byte[] data) {
        FuzzedFile.readOrRefuse(new PickledScoresFormat(), data);
    }

    static Stream<byte[]> nats() {
        return Stream.of(sample("nasbench201"), Samples.topologyEntry(), sample("nats size"));
    }

    @MethodSource
    @FuzzTest
    void nats(byte[] data) {
        FuzzedFile.readOrRefuse(new NatsFormat(), data);
    }

    static Stream<byte[]> natsFolder() {
        return Stream.of(
                Samples.lengthAndParts(Samples.topologyEntry(), NativeFiles.natsMeta(TestFiles.A)),
                Samples.lengthAndParts(Samples.sizeEntry(), NativeFiles.bzip2(Samples.sizeEntry())));
    }

    @MethodSource
    @FuzzTest
    void natsFolder(byte[] data) {
        FuzzedFile.readOrRefuseFolder(new NatsFormat(), Samples.parts(data));
    }

    static Stream<byte[]> bzip2() {
        return Stream.of(
                sample("nats topology"),
                NativeFiles.bzip2(new byte[0]),
                NativeFiles.bzip2("aaaaaaaabc".getBytes(StandardCharsets.US_ASCII)));
    }

    /** What is unpacked is what another library unpacks. */
    @MethodSource
    @FuzzTest
    void bzip2(byte[] data) throws IOException {
        if (data.length < 4 || data[0] != 'B' || data[1] != 'Z' || data[2] != 'h' || data[3] < '1' || data[3] > '9') {
            return;
        }
        java.nio.file.Path file = FuzzedFile.write(data);
        byte[] ours;
        try (InputStream in = SourceFiles.of(file, Progress.NONE).first().open(ReadLimits.defaults(), Progress.NONE)) {
            ours = in.readNBytes(64 << 20);
        } catch (IOException expected) {
            return;
        }
        ByteArrayOutputStream theirs = new ByteArrayOutputStream();
        try (InputStream in = new BZip2CompressorInputStream(new ByteArrayInputStream(data), true)) {
            in.transferTo(theirs);
        }
        if (!Arrays.equals(ours, theirs.toByteArray())) {
            throw new AssertionError("unpacked otherwise than by another library");
        }
    }

    static Stream<byte[]> nb101Records() {
        return Stream.of(sample("nasbench101 records"), TestFiles.gzip(NativeFiles.record("0123456789abcdef", 4, 0.5)));
    }

    @MethodSource
    @FuzzTest
    void nb101Records(byte[] data) {
        FuzzedFile.readOrRefuse(new Nb101RecordFormat(), data);
    }

    static Stream<byte[]> nb101Payloads() {
        return Stream.of((NativeFiles.recordText("h1", 108, 0.5) + "\n" + NativeFiles.recordText("h1", 108, 0.25) + "\n"
                        + NativeFiles.recordText("h2", 4, 0.5))
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Lines as records with right check sums, which hardly any change to a file would have. */
    @MethodSource
    @FuzzTest
    void nb101Payloads(byte[] data) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (String line : new String(data, StandardCharsets.ISO_8859_1).split("\n")) {
            file.writeBytes(NativeFiles.framed(NativeFiles.latin1(line)));
        }
        FuzzedFile.readOrRefuse(new Nb101RecordFormat(), file.toByteArray());
    }

    static Stream<byte[]> nb101Object() {
        return Stream.of(sample("nasbench101 object"));
    }

    @MethodSource
    @FuzzTest
    void nb101Object(byte[] data) {
        FuzzedFile.readOrRefuse(new Nb101PickleFormat(), data);
    }

    static Stream<byte[]> transNas() {
        return Stream.of(
                PickleWriter.pickle(NativeFiles.transNas(true)), PickleWriter.pickle(NativeFiles.transNas(false)));
    }

    @MethodSource
    @FuzzTest
    void transNas(byte[] data) {
        FuzzedFile.readOrRefuse(new TransNasFormat(), data);
    }

    static Stream<byte[]> asr() {
        return Stream.of(
                sample("nasbenchasr"),
                NativeFiles.asrDevice("jetson", List.of("h1", 0.01)),
                NativeFiles.asrStatic(2, List.of("h1", 7, 9)));
    }

    @MethodSource
    @FuzzTest
    void asr(byte[] data) {
        FuzzedFile.readOrRefuse(new AsrFormat(), data);
    }

    static Stream<byte[]> asrFolder() {
        return asr();
    }

    @MethodSource
    @FuzzTest
    void asrFolder(byte[] data) {
        FuzzedFile.readOrRefuseFolder(new AsrFormat(), sample("nasbenchasr"), data);
    }

    static Stream<byte[]> suiteZero() {
        String nb101 = "(0" + ", 1".repeat(6) + ", 0, 0".repeat(21) + ", 0, 2, 3, 4, 2, 3, 1)";
        return Stream.of(
                sample("suite zero"),
                ("{\"cifar10\": {\"" + nb101 + "\": {\"val_accuracy\": 90.5}}}").getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource
    @FuzzTest
    void suiteZero(byte[] data) {
        FuzzedFile.readOrRefuse(new SuiteZeroFormat(), data);
    }

    static Stream<byte[]> arrow() {
        return Stream.of(sample("arrow file"), sample("arrow stream"));
    }

    @MethodSource
    @FuzzTest
    void arrow(byte[] data) {
        FuzzedFile.readOrRefuse(new ArrowFormat(), data);
    }

    static Stream<byte[]> parquet() {
        return Stream.of(sample("parquet"));
    }

    @MethodSource
    @FuzzTest
    void parquet(byte[] data) {
        FuzzedFile.readOrRefuse(new ParquetFormat(), data);
    }

    static Stream<byte[]> csv() {
        return Stream.of(
                sample("csv"),
                "Search space;arch;acc\nNAS-Bench-201;x;1\n".getBytes(StandardCharsets.UTF_8),
                "hash\tvertices\tadjacency_upper\tops\tacc\n\t4\t110011\t02\t0.5\n".getBytes(StandardCharsets.UTF_8),
                ("sep=;\r\n# x\r\n\"arch\";'acc'\r\n" + TestFiles.A + ";\"6.496,5\"\r\n")
                        .getBytes(StandardCharsets.UTF_16LE),
                ("arch acc\n" + TestFiles.A + " 64.96\n").getBytes(StandardCharsets.UTF_8),
                "e01,e02,e12,e03,e13,e23,acc\n0,1,2,3,4,0,1\n".getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource
    @FuzzTest
    void csv(byte[] data) {
        FuzzedFile.readOrRefuse(new CsvFormat(), data);
    }

    static Stream<byte[]> json() {
        return Stream.of(
                ("[{\"arch\": \"" + TestFiles.A + "\", \"acc\": 93.5, \"x\": {\"y\": [1, 2]}}]")
                        .getBytes(StandardCharsets.UTF_8),
                ("{\"" + TestFiles.A + "\": {\"acc\": 1}}").getBytes(StandardCharsets.UTF_8),
                "{\"columns\": [\"arch\"], \"data\": [[[0, 1, 2, 3, 4, 0]]]}".getBytes(StandardCharsets.UTF_8),
                "{\"arch\": {\"0\": \"8:8:8:8:8\"}, \"acc\": {\"0\": \"64,96\"}}\n{}".getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource
    @FuzzTest
    void json(byte[] data) {
        FuzzedFile.readOrRefuse(new JsonFormat(), data);
    }

    static Stream<byte[]> npy() {
        return Stream.of(NpyFormatTest.structured(), NpyFormatTest.npy("'<f8'", "True", "(15625, 2)", new byte[100]));
    }

    @MethodSource
    @FuzzTest
    void npy(byte[] data) {
        FuzzedFile.readOrRefuse(new NpyFormat(), data);
    }

    static Stream<byte[]> lz4() {
        return Stream.of(
                new byte[] {4, 0x22, 0x4d, 0x18, 0x60, 0x40, (byte) 0x82, 7, 0, 0, 0, 0x33, 1, 2, 3, 1, 0, 0, 0, 0, 0, 0
                });
    }

    /** The frame alone: its sizes are checked before anything is copied. */
    @MethodSource
    @FuzzTest
    void lz4(byte[] data) {
        try {
            Lz4Frame.unpack(data, 1 << 16);
        } catch (IOException expected) {
            if (expected.getMessage() == null) {
                throw new AssertionError("a message was expected", expected);
            }
        }
    }

    static Stream<byte[]> cells() {
        return Stream.of(
                        "64.96 \u00b1 0.21",
                        "tensor([1, 2.5], device='cuda:0')",
                        "6'496,5 %",
                        "{'0_1': 'none', (0, 2): 3}",
                        "[[('skip_connect', 0)], [1 2 3]]",
                        "|none~0|+|none~0|")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** What a cell may hold, as a number and as an architecture. */
    @MethodSource
    @FuzzTest
    void cells(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        NumberColumn column = NumberColumn.of(List.of(text), new Evidence(',', false, false), 100);
        try {
            column.parser().parse(text);
        } catch (NumberFormatException expected) {
            // It is no number.
        }
        Dialects.isArchitecture(text);
    }

    static Stream<byte[]> anyFormat() {
        return Samples.all().stream().map(Samples.Sample::bytes);
    }

    /** The way a user's file goes: its format is told first. */
    @MethodSource
    @FuzzTest
    void anyFormat(byte[] data) {
        FuzzedFile.readOrRefuse(data);
    }
}
