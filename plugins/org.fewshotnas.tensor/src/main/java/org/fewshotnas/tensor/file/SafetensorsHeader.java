package org.fewshotnas.tensor.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * The header of a safetensors file, from bytes that nobody vouches for.
 *
 * @param metadata texts by name
 * @param tensors by name: type, shape and place, not yet checked
 * @param end the file's byte at which the tensors begin
 */
record SafetensorsHeader(Map<String, String> metadata, JsonObject tensors, long end) {
    private static final String METADATA = "__metadata__";
    private static final int MAX_BYTES = 4 << 20;

    /** Where a tensor's bytes are, counted from the end of the header. */
    record Place(String name, long begin, long end) {}

    /** The header's bytes, without its length. */
    static byte[] of(String kind, Map<String, String> metadata, Weights weights) {
        JsonObject header = new JsonObject();
        JsonObject texts = new JsonObject();
        metadata.forEach(texts::addProperty);
        header.add(METADATA, texts);
        long offset = 0;
        for (String name : weights.names()) {
            JsonArray shape = new JsonArray();
            weights.shape(name).forEach(shape::add);
            JsonArray place = new JsonArray();
            place.add(offset);
            offset += ModelFile.byteCount(weights.shape(name));
            place.add(offset);
            JsonObject tensor = new JsonObject();
            tensor.addProperty("dtype", "F32");
            tensor.add("shape", shape);
            tensor.add("data_offsets", place);
            header.add(name, tensor);
        }
        String text = header.toString();
        // The layout pads the header with spaces, so that the tensors begin at a multiple of 8 bytes.
        byte[] json =
                (text + " ".repeat(-text.getBytes(StandardCharsets.UTF_8).length & 7)).getBytes(StandardCharsets.UTF_8);
        if (json.length > MAX_BYTES) {
            throw new InvalidInputException(
                    "The " + kind + "'s description takes " + json.length + " bytes; at most " + MAX_BYTES
                            + " can be written.",
                    "Learn from fewer tasks.");
        }
        return json;
    }

    /**
     * Reads a header.
     *
     * @throws InvalidInputException if the stream does not begin with one
     */
    static SafetensorsHeader read(InputStream in) throws IOException {
        byte[] lengthBytes = in.readNBytes(8);
        if (lengthBytes.length < 8) {
            throw damaged("it ends at byte " + lengthBytes.length + ", within the 8 bytes of the header's length");
        }
        long length =
                ByteBuffer.wrap(lengthBytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > MAX_BYTES) {
            throw damaged("bytes 0 to 7 give a header of " + Long.toUnsignedString(length)
                    + " bytes; expected are 2 to " + MAX_BYTES);
        }
        byte[] json = in.readNBytes((int) length);
        if (json.length < length) {
            throw damaged("it ends at byte " + (8 + json.length) + ", within the header, which should reach to byte "
                    + (8 + length));
        }
        if (json[0] != '{') {
            throw damaged("the header at byte 8 does not begin with {");
        }
        JsonObject tensors = Json.parseObject(utf8(json), "the header");
        Map<String, String> metadata = new TreeMap<>();
        JsonObject texts = Json.object(tensors.remove(METADATA), "\"" + METADATA + "\"", "the header");
        for (String key : texts.keySet()) {
            metadata.put(key, Json.text(texts, key, METADATA));
        }
        return new SafetensorsHeader(metadata, tensors, 8 + length);
    }

    /**
     * The places of the tensors in the order of their bytes, after everything about them has been checked.
     *
     * @param expected shapes by name
     * @throws InvalidInputException if a tensor is missing, too many, of another shape or type, or not where it should be
     */
    List<Place> places(Map<String, List<Integer>> expected) {
        for (String name : tensors.keySet()) {
            if (!expected.containsKey(name)) {
                throw damaged(
                        "the header has a tensor \"" + Json.shorten(name) + "\", which such a model does not have");
            }
        }
        List<Place> places = new ArrayList<>();
        expected.forEach((name, shape) -> places.add(place(name, shape)));
        places.sort(Comparator.comparingLong(Place::begin));
        long reached = 0;
        for (Place place : places) {
            if (place.begin != reached) {
                throw damaged("the tensor " + place.name + " begins at offset " + place.begin + "; expected is "
                        + reached + ", as tensors leave no gap and do not overlap");
            }
            reached = place.end;
        }
        return places;
    }

    private Place place(String name, List<Integer> shape) {
        if (!tensors.has(name)) {
            throw damaged("the header lacks the tensor \"" + name + "\"");
        }
        String what = "the header's tensor " + name;
        JsonObject tensor = Json.object(tensors.get(name), "it", what);
        if (tensor.size() != 3) {
            throw damaged(what + " has the keys " + Json.shorten(tensor.keySet().toString())
                    + "; expected are dtype, shape and data_offsets");
        }
        String type = Json.text(tensor, "dtype", what);
        if (!type.equals("F32")) {
            throw damaged(what + " is of type \"" + Json.shorten(type) + "\"; expected is F32");
        }
        List<Long> extents = Json.list(tensor, "shape", what, extent -> Json.count(extent, "an extent", what));
        if (!extents.equals(shape.stream().map(Integer::longValue).toList())) {
            throw damaged(what + " has the shape " + Json.shorten(extents.toString()) + "; expected is " + shape);
        }
        List<Long> offsets = Json.list(tensor, "data_offsets", what, offset -> Json.count(offset, "an offset", what));
        long bytes = ModelFile.byteCount(shape);
        if (offsets.size() != 2 || offsets.get(1) - offsets.get(0) != bytes) {
            throw damaged(what + " has the offsets " + Json.shorten(offsets.toString()) + "; expected are two, " + bytes
                    + " bytes apart");
        }
        return new Place(name, offsets.get(0), offsets.get(1));
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

    static InvalidInputException damaged(String what) {
        return new InvalidInputException("The model file cannot be read: " + what + ".", Json.RESOLUTION);
    }
}
