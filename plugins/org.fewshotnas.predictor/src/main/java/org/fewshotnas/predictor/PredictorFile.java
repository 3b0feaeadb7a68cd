package org.fewshotnas.predictor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.tensor.file.Json;
import org.fewshotnas.tensor.file.Weights;

/**
 * Predictors in the safetensors layout: the header's length (8 bytes, little endian), the header (JSON: {@code __metadata__}, texts by
 * name, and for every tensor its type, shape and place), and the tensors' bytes without gaps (32-bit floats, little endian, row by row).
 *
 * <p>The metadata is the {@link PredictorSpec}, and {@code sha256} over the other metadata and the tensors' bytes, so that damage shows.
 */
public final class PredictorFile {
    private static final String METADATA = "__metadata__";
    private static final String DIGEST = "sha256";
    private static final int MAX_HEADER_BYTES = 4 << 20;
    /** Far above any network that learns from benchmark tables. */
    private static final long MAX_TENSOR_BYTES = 256L << 20;

    private PredictorFile() {}

    /** Where a tensor's bytes are, counted from the end of the header. */
    private record Place(String name, long begin, long end) {}

    /**
     * Refuses, before anything is learned, a network whose weights, with those that fine-tuning adds, are too many for a file.
     *
     * @param spec of the predictor to be learned
     */
    public static void checkStorable(PredictorSpec spec) {
        int inputs = spec.shape().width() + 1;
        long bytes = byteCount(List.of(inputs, inputs));
        for (List<Integer> extents : spec.tensors().values()) {
            bytes += byteCount(extents);
        }
        checkSize(bytes);
    }

    /** Refuses weights that are not those of the shape, not finite, or too many for a file. */
    static void checkWeights(PredictorSpec spec, Weights weights) {
        Map<String, List<Integer>> expected = spec.tensors();
        if (!expected.keySet().equals(weights.names())) {
            throw new IllegalArgumentException("Weights " + weights.names() + "; expected are " + expected.keySet());
        }
        long bytes = 0;
        for (Map.Entry<String, List<Integer>> tensor : expected.entrySet()) {
            String name = tensor.getKey();
            if (!tensor.getValue().equals(weights.shape(name))) {
                throw new IllegalArgumentException(
                        name + " of shape " + weights.shape(name) + "; expected is " + tensor.getValue());
            }
            for (float value : weights.values(name)) {
                if (!Float.isFinite(value)) {
                    throw new InvalidInputException(
                            "The predictor has a weight that is not finite, in " + name + ": its training diverged.",
                            "Learn again with a lower rate.");
                }
            }
            bytes += byteCount(tensor.getValue());
        }
        checkSize(bytes);
    }

    static void write(Predictor predictor, OutputStream out) throws IOException {
        Map<String, String> properties = new TreeMap<>(predictor.spec().toProperties());
        MessageDigest digest = digestOf(properties);
        JsonObject header = new JsonObject();
        JsonObject metadata = new JsonObject();
        header.add(METADATA, metadata);
        Weights weights = predictor.weights();
        long offset = 0;
        for (String name : predictor.spec().tensors().keySet()) {
            JsonArray shape = new JsonArray();
            weights.shape(name).forEach(shape::add);
            JsonArray place = new JsonArray();
            place.add(offset);
            offset += byteCount(weights.shape(name));
            place.add(offset);
            JsonObject tensor = new JsonObject();
            tensor.addProperty("dtype", "F32");
            tensor.add("shape", shape);
            tensor.add("data_offsets", place);
            header.add(name, tensor);
            digest.update(bytes(weights.values(name)));
        }
        properties.put(DIGEST, HexFormat.of().formatHex(digest.digest()));
        properties.forEach(metadata::addProperty);
        String text = header.toString();
        // The layout pads the header with spaces, so that the tensors begin at a multiple of 8 bytes.
        byte[] json =
                (text + " ".repeat(-text.getBytes(StandardCharsets.UTF_8).length & 7)).getBytes(StandardCharsets.UTF_8);
        if (json.length > MAX_HEADER_BYTES) {
            throw new InvalidInputException(
                    "The predictor's description takes " + json.length + " bytes; at most " + MAX_HEADER_BYTES
                            + " can be written.",
                    "Learn from fewer tasks.");
        }
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .array());
        out.write(json);
        for (String name : predictor.spec().tensors().keySet()) {
            out.write(bytes(weights.values(name)));
        }
        out.flush();
    }

    static Predictor read(InputStream in) throws IOException {
        byte[] lengthBytes = in.readNBytes(8);
        if (lengthBytes.length < 8) {
            throw damaged("it ends at byte " + lengthBytes.length + ", within the 8 bytes of the header's length");
        }
        long length =
                ByteBuffer.wrap(lengthBytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > MAX_HEADER_BYTES) {
            throw damaged("bytes 0 to 7 give a header of " + Long.toUnsignedString(length)
                    + " bytes; expected are 2 to " + MAX_HEADER_BYTES);
        }
        byte[] json = in.readNBytes((int) length);
        if (json.length < length) {
            throw damaged("it ends at byte " + (8 + json.length) + ", within the header, which should reach to byte "
                    + (8 + length));
        }
        if (json[0] != '{') {
            throw damaged("the header at byte 8 does not begin with {");
        }
        JsonObject header = Json.parseObject(utf8(json), "the header");
        Map<String, String> properties = new TreeMap<>();
        JsonObject metadata = Json.object(header.remove(METADATA), "\"" + METADATA + "\"", "the header");
        for (String key : metadata.keySet()) {
            properties.put(key, Json.text(metadata, key, METADATA));
        }
        String recorded = properties.remove(DIGEST);
        PredictorSpec spec = PredictorSpec.fromProperties(properties);
        List<Place> places = places(header, spec);
        MessageDigest digest = digestOf(properties);
        Map<String, float[]> tensors = new HashMap<>();
        for (Place place : places) {
            tensors.put(place.name, tensor(in, place, 8 + length, digest));
        }
        long end = places.isEmpty() ? 0 : places.get(places.size() - 1).end;
        if (in.read() >= 0) {
            throw damaged("it goes on after byte " + (8 + length + end) + ", where the last tensor ends");
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(recorded)) {
            throw damaged("its contents do not agree with the SHA-256 in its metadata");
        }
        Weights.Builder weights = new Weights.Builder();
        spec.tensors().forEach((name, shape) -> weights.put(name, shape, tensors.remove(name)));
        return new Predictor(spec, weights.build());
    }

    /** The places of the tensors in the order of their bytes, after everything about them has been checked. */
    private static List<Place> places(JsonObject header, PredictorSpec spec) {
        Map<String, List<Integer>> expected = spec.tensors();
        for (String name : header.keySet()) {
            if (!expected.containsKey(name)) {
                throw damaged("the header has a tensor \"" + Json.shorten(name) + "\", which a network of "
                        + spec.shape().layers() + " layers does not have");
            }
        }
        List<Place> places = new ArrayList<>();
        for (Map.Entry<String, List<Integer>> entry : expected.entrySet()) {
            String name = entry.getKey();
            if (!header.has(name)) {
                throw damaged("the header lacks the tensor \"" + name + "\"");
            }
            String what = "the header's tensor " + name;
            JsonObject tensor = Json.object(header.get(name), "it", what);
            if (tensor.size() != 3) {
                throw damaged(what + " has the keys "
                        + Json.shorten(tensor.keySet().toString()) + "; expected are dtype, shape and data_offsets");
            }
            String type = Json.text(tensor, "dtype", what);
            if (!type.equals("F32")) {
                throw damaged(what + " is of type \"" + Json.shorten(type) + "\"; expected is F32");
            }
            List<Long> extents = Json.list(tensor, "shape", what, extent -> Json.count(extent, "an extent", what));
            if (!extents.equals(
                    entry.getValue().stream().map(Integer::longValue).toList())) {
                throw damaged(what + " has the shape " + Json.shorten(extents.toString()) + "; expected is "
                        + entry.getValue());
            }
            List<Long> offsets =
                    Json.list(tensor, "data_offsets", what, offset -> Json.count(offset, "an offset", what));
            long bytes = byteCount(entry.getValue());
            if (offsets.size() != 2 || offsets.get(1) - offsets.get(0) != bytes) {
                throw damaged(what + " has the offsets " + Json.shorten(offsets.toString()) + "; expected are two, "
                        + bytes + " bytes apart");
            }
            places.add(new Place(name, offsets.get(0), offsets.get(1)));
        }
        places.sort(Comparator.comparingLong(Place::begin));
        long end = 0;
        for (Place place : places) {
            if (place.begin != end) {
                throw damaged("the tensor " + place.name + " begins at offset " + place.begin + "; expected is " + end
                        + ", as tensors leave no gap and do not overlap");
            }
            end = place.end;
        }
        checkSize(end);
        return places;
    }

    private static float[] tensor(InputStream in, Place place, long start, MessageDigest digest) throws IOException {
        int count = Math.toIntExact(place.end - place.begin);
        // Grows with what the stream really holds, whatever the header promises.
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw damaged("it ends at byte " + (start + place.begin + bytes.length) + ", within the tensor "
                    + place.name + ", which should reach to byte " + (start + place.end));
        }
        digest.update(bytes);
        FloatBuffer floats =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] values = new float[floats.remaining()];
        floats.get(values);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw damaged("the tensor " + place.name + " holds " + values[i] + " at byte "
                        + (start + place.begin + 4L * i));
            }
        }
        return values;
    }

    private static void checkSize(long bytes) {
        if (bytes > MAX_TENSOR_BYTES) {
            throw new InvalidInputException(
                    "The predictor would have " + (bytes >> 20) + " MiB of weights; at most " + (MAX_TENSOR_BYTES >> 20)
                            + " MiB are stored.",
                    "Use a network of fewer layers or a smaller width.");
        }
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw damaged("the header is not UTF-8 text");
        }
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.multiplyExact(values.length, 4)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static long byteCount(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).reduce(4, Math::multiplyExact);
    }

    private static MessageDigest digestOf(Map<String, String> properties) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            properties.forEach(
                    (key, value) -> digest.update((key + '\0' + value + '\0').getBytes(StandardCharsets.UTF_8)));
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InvalidInputException damaged(String what) {
        return new InvalidInputException("The predictor file cannot be read: " + what + ".", Json.RESOLUTION);
    }
}
