package org.fewshotnas.tensor.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * A model of any kind in the safetensors layout: the header's length (8 bytes, little endian), the header (JSON: {@code __metadata__}, texts
 * by name, and for every tensor its type, shape and place), and the tensors' bytes without gaps (32-bit floats, little endian, row by row).
 *
 * <p>The metadata is the model's description, of which {@code format} says the kind, and {@code sha256} over the description and the
 * tensors' bytes, so that damage shows. Reading executes nothing and checks everything before it takes memory.
 *
 * @param kind of model, such as "predictor"
 * @param description texts by name, {@link #FORMAT} among them
 * @param weights those that the description implies
 */
public record ModelFile(String kind, Map<String, String> description, Weights weights) {
    /** The key of a description under which its kind stands. */
    public static final String FORMAT = "format";

    private static final String DIGEST = "sha256";
    private static final String PRODUCT = "fewshotnas ";
    /** Far above any network that learns from benchmark tables, or from an analyst's data. */
    private static final long MAX_TENSOR_BYTES = 256L << 20;

    /**
     * @throws IllegalArgumentException if the description is of another kind
     */
    public ModelFile {
        description = Map.copyOf(description);
        if (!formatOf(kind).equals(description.get(FORMAT))) {
            throw new IllegalArgumentException("A " + kind + " with the format " + description.get(FORMAT));
        }
    }

    /** What stands under {@link #FORMAT} in the description of a model of a kind. */
    public static String formatOf(String kind) {
        return PRODUCT + kind;
    }

    /**
     * Refuses the description of anything else than a model of this kind.
     *
     * @throws InvalidInputException if it does not say that it is one
     */
    public static void checkKind(Map<String, String> description, String kind) {
        String format = description.get(FORMAT);
        if (!formatOf(kind).equals(format)) {
            throw new InvalidInputException(
                    "The data does not say that it is a " + kind + ": its format is "
                            + (format == null ? "not given" : "\"" + Json.shorten(format) + "\"") + "; expected is \""
                            + formatOf(kind) + "\".",
                    "Choose a file that a " + kind + " was written to.");
        }
    }

    /**
     * Refuses, before anything is learned, weights that are too many for a file.
     *
     * @param kind of model
     * @param shapes of its tensors
     */
    public static void checkStorable(String kind, Iterable<List<Integer>> shapes) {
        long bytes = 0;
        for (List<Integer> shape : shapes) {
            bytes = Math.addExact(bytes, byteCount(shape));
        }
        if (bytes > MAX_TENSOR_BYTES) {
            throw new InvalidInputException(
                    "The " + kind + " would have " + (bytes >> 20) + " MiB of weights; at most "
                            + (MAX_TENSOR_BYTES >> 20) + " MiB are stored.",
                    "Use a network of fewer layers or a smaller width.");
        }
    }

    /**
     * Refuses weights that are not those of these shapes, not finite, or too many for a file.
     *
     * @param kind of model, for messages
     * @param expected shapes by name
     * @throws IllegalArgumentException if names or shapes are others
     */
    public static void checkWeights(String kind, Map<String, List<Integer>> expected, Weights weights) {
        if (!expected.keySet().equals(weights.names())) {
            throw new IllegalArgumentException("Weights " + weights.names() + "; expected are " + expected.keySet());
        }
        expected.forEach((name, shape) -> {
            if (!shape.equals(weights.shape(name))) {
                throw new IllegalArgumentException(
                        name + " of shape " + weights.shape(name) + "; expected is " + shape);
            }
            for (float value : weights.values(name)) {
                if (!Float.isFinite(value)) {
                    throw new InvalidInputException(
                            "The " + kind + " has a weight that is not finite, in " + name + ": its training diverged.",
                            "Learn again with a lower rate.");
                }
            }
        });
        checkStorable(kind, expected.values());
    }

    /** Writes the file; the same model always gives the same bytes. The stream stays open. */
    public void write(OutputStream out) throws IOException {
        Map<String, String> metadata = new TreeMap<>(description);
        MessageDigest digest = digestOf(metadata);
        for (String name : weights.names()) {
            digest.update(bytes(weights.values(name)));
        }
        metadata.put(DIGEST, HexFormat.of().formatHex(digest.digest()));
        byte[] header = SafetensorsHeader.of(kind, metadata, weights);
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.write(header);
        for (String name : weights.names()) {
            out.write(bytes(weights.values(name)));
        }
        out.flush();
    }

    /**
     * Reads a file to its end. No more memory is taken than the file has bytes, twice over. The stream stays open.
     *
     * @param kind that is expected
     * @param shapes what a description implies: the shapes of the model's tensors, in their order; throws where it is none
     * @throws InvalidInputException if it is something else or damaged: the message says what was found where
     * @throws IOException if the stream cannot be read
     */
    public static ModelFile read(
            String kind, InputStream in, Function<Map<String, String>, Map<String, List<Integer>>> shapes)
            throws IOException {
        SafetensorsHeader header = SafetensorsHeader.read(in);
        Map<String, String> description = header.metadata();
        String recorded = description.remove(DIGEST);
        checkKind(description, kind);
        Map<String, List<Integer>> expected = shapes.apply(description);
        List<SafetensorsHeader.Place> places = header.places(expected);
        checkStorable(kind, expected.values());
        long start = header.end();
        MessageDigest digest = digestOf(description);
        Map<String, float[]> tensors = new HashMap<>();
        for (SafetensorsHeader.Place place : places) {
            tensors.put(place.name(), tensor(in, place, start, digest));
        }
        long end = places.isEmpty() ? 0 : places.get(places.size() - 1).end();
        if (in.read() >= 0) {
            throw SafetensorsHeader.damaged("it goes on after byte " + (start + end) + ", where the last tensor ends");
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(recorded)) {
            throw SafetensorsHeader.damaged("its contents do not agree with the SHA-256 in its metadata");
        }
        Weights.Builder weights = new Weights.Builder();
        expected.forEach((name, shape) -> weights.put(name, shape, tensors.remove(name)));
        return new ModelFile(kind, description, weights.build());
    }

    private static float[] tensor(InputStream in, SafetensorsHeader.Place place, long start, MessageDigest digest)
            throws IOException {
        int count = Math.toIntExact(place.end() - place.begin());
        // Grows with what the stream really holds, whatever the header promises.
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw SafetensorsHeader.damaged("it ends at byte " + (start + place.begin() + bytes.length)
                    + ", within the tensor " + place.name() + ", which should reach to byte " + (start + place.end()));
        }
        digest.update(bytes);
        FloatBuffer floats =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] values = new float[floats.remaining()];
        floats.get(values);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw SafetensorsHeader.damaged("the tensor " + place.name() + " holds " + values[i] + " at byte "
                        + (start + place.begin() + 4L * i));
            }
        }
        return values;
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.multiplyExact(values.length, 4)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    static long byteCount(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).reduce(4, Math::multiplyExact);
    }

    private static MessageDigest digestOf(Map<String, String> description) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(description)
                    .forEach((key, value) ->
                            digest.update((key + '\0' + value + '\0').getBytes(StandardCharsets.UTF_8)));
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
