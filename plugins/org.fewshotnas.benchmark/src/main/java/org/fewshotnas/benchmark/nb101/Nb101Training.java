package org.fewshotnas.benchmark.nb101;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.fewshotnas.benchmark.file.Json;
import org.fewshotnas.space.base.InvalidInputException;

/** A record of NAS-Bench-101's {@code .tfrecord} files: a training of a cell. */
final class Nb101Training {
    private static final int LONGEST_HASH = 64;

    private String hash;
    private int epochs;
    private String matrix;
    private String operations;
    private double parameters;
    private final double[] values = new double[8];

    private Nb101Training() {}

    String hash() {
        return hash;
    }

    int epochs() {
        return epochs;
    }

    /** The names of all vertices; at most one more than a cell may have. */
    List<String> operations() {
        return List.of(operations.split(",", 8));
    }

    double parameters() {
        return parameters;
    }

    /** Those of {@link Nb101Rows#train}. */
    double[] values() {
        return values;
    }

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

    /**
     * The training in a record.
     *
     * @param file name for messages
     */
    static Nb101Training parse(String file, TfRecords records, byte[] bytes) {
        try (JsonParser json = Json.parser(new ByteArrayInputStream(bytes))) {
            Nb101Training training = new Nb101Training();
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
                    "The file \"" + file + "\", record " + records.count() + " at byte " + records.offset()
                            + ", is not one of NAS-Bench-101: " + e.getMessage() + ".",
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

    private static void metrics(CodedInputStream in, Nb101Training training) throws IOException {
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
