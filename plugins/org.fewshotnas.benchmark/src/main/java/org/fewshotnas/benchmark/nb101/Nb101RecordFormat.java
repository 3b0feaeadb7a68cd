package org.fewshotnas.benchmark.nb101;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.file.Json;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * NAS-Bench-101's {@code .tfrecord} files. A record is a training: a JSON array of the cell's hash, the budget in epochs, the adjacency
 * matrix in zeros and ones, the operations, and in base64 a protobuf of three evaluations (before, half-way, at the end).
 */
public final class Nb101RecordFormat implements BenchmarkFormat {
    /** How many records are looked at to tell which budgets a file has. */
    private static final int LISTED = 2_000;

    private static final int LONGEST_HASH = 64;

    @Override
    public String name() {
        return "NAS-Bench-101 TFRecord";
    }

    @Override
    public boolean recognises(FileHead head) {
        return TfRecords.looksLike(head.bytes());
    }

    @Override
    public Listing list(Path file, ReadLimits limits, Progress progress) throws IOException {
        SortedSet<Integer> budgets = new TreeSet<>();
        try (InputStream in = FileInput.open(file, limits, progress)) {
            TfRecords records = new TfRecords(in, FileInput.name(file));
            for (int i = 0; i < LISTED; i++) {
                byte[] record = records.next();
                if (record == null) {
                    break;
                }
                budgets.add(parse(file, records, record).epochs);
                limits.checkColumns(FileInput.name(file), 8 * budgets.size());
            }
        }
        return Nb101Field.listing(FileInput.name(file), budgets, "cell");
    }

    @Override
    public void read(
            Path file,
            Listing listing,
            List<String> columns,
            ReadOptions options,
            TableAssembler rows,
            Progress progress)
            throws IOException {
        Nb101Rows collected = new Nb101Rows(FileInput.name(file), listing, columns, rows, options.limits());
        Map<Long, Integer> runs = new HashMap<>();
        try (InputStream in = FileInput.open(file, options.limits(), progress)) {
            TfRecords records = new TfRecords(in, FileInput.name(file));
            for (byte[] bytes = records.next(); bytes != null; bytes = records.next()) {
                Training training = parse(file, records, bytes);
                int row = collected.row(training.hash);
                if (row < 0) {
                    row = collected.add(
                            training.hash,
                            training.adjacency(),
                            List.of(training.operations.split(",", 8)),
                            training.parameters);
                }
                int run = runs.merge((long) row << 32 | training.epochs, 1, Integer::sum);
                collected.train(row, training.epochs, run, training.values);
            }
        }
        collected.finish(rows, progress);
    }

    /** A record. */
    private static final class Training {
        private String hash;
        private int epochs;
        private String matrix;
        private String operations;
        private double parameters;
        private final double[] values = new double[8];

        int[][] adjacency() throws IOException {
            int n = (int) Math.round(Math.sqrt(matrix.length()));
            if (n * n != matrix.length() || n > 7) {
                throw new IOException("an adjacency matrix has " + matrix.length() + " digits");
            }
            int[][] adjacency = new int[n][n];
            for (int i = 0; i < n * n; i++) {
                adjacency[i / n][i % n] = matrix.charAt(i) - '0';
            }
            return adjacency;
        }
    }

    private static Training parse(Path file, TfRecords records, byte[] bytes) {
        try (JsonParser json = Json.parser(new ByteArrayInputStream(bytes))) {
            Training training = new Training();
            require(json.nextToken() == JsonToken.START_ARRAY);
            training.hash = text(json);
            require(json.nextToken() == JsonToken.VALUE_NUMBER_INT);
            training.epochs = json.getIntValue();
            training.matrix = text(json);
            training.operations = text(json);
            byte[] metrics = Base64.getMimeDecoder().decode(text(json));
            require(json.nextToken() == JsonToken.END_ARRAY
                    && training.epochs > 0
                    && training.hash.length() <= LONGEST_HASH
                    && training.matrix.matches("[01]{4,49}"));
            metrics(CodedInputStream.newInstance(metrics), training);
            return training;
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidInputException(
                    "The file \"" + FileInput.name(file) + "\", record " + records.count() + " at byte "
                            + records.offset() + ", is not one of NAS-Bench-101: " + e.getMessage() + ".",
                    "Choose nasbench_only108.tfrecord or nasbench_full.tfrecord, or download it again.",
                    e);
        }
    }

    private static String text(JsonParser json) throws IOException {
        require(json.nextToken() == JsonToken.VALUE_STRING);
        return json.getText();
    }

    private static void require(boolean fits) throws IOException {
        if (!fits) {
            throw new IOException("an array of hash, epochs, matrix, operations and metrics was expected");
        }
    }

    private static void metrics(CodedInputStream in, Training training) throws IOException {
        Arrays.fill(training.values, Double.NaN);
        int evaluation = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            if (field == 1 && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                int limit = in.pushLimit(in.readRawVarint32());
                evaluation(in, training.values, 4 * (evaluation++ - 1));
                in.popLimit(limit);
            } else if (field == 2 && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
                training.parameters = in.readInt32();
            } else {
                in.skipField(tag);
            }
        }
    }

    /** Fields 2 to 5 are the training time, then the accuracies of training, validation and test. */
    private static void evaluation(CodedInputStream in, double[] values, int at) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            if (field >= 2 && field <= 5 && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_FIXED64) {
                double value = in.readDouble();
                if (at >= 0 && at < values.length) {
                    values[at + field - 2] = value;
                }
            } else {
                in.skipField(tag);
            }
        }
    }
}
