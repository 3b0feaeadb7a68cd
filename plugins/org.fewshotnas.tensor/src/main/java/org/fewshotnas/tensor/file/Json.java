package org.fewshotnas.tensor.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fewshotnas.space.base.InvalidInputException;

/** Strict reading of small JSON texts from files that nobody vouches for: no duplicate keys, and bounds on depth and count. */
public final class Json {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_VALUES = 200_000;

    private static final Pattern PLACE = Pattern.compile(" at line \\d+ column \\d+");

    private final String what;
    private final JsonReader reader;
    private int values;

    private Json(String text, String what) {
        this.what = what;
        reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
    }

    /**
     * Parses a text that is one JSON object.
     *
     * @param what the text is, for messages, such as "the header"
     * @throws InvalidInputException if it is not, names a key twice, nests deeper than 8 or holds more than 200,000 values
     */
    public static JsonObject parseObject(String text, String what) {
        return parse(text, what, JsonObject.class);
    }

    /** As {@link #parseObject}, for an array. */
    public static JsonArray parseArray(String text, String what) {
        return parse(text, what, JsonArray.class);
    }

    private static <T extends JsonElement> T parse(String text, String what, Class<T> type) {
        Json json = new Json(text, what);
        try {
            JsonElement element = json.element(0);
            json.reader.peek(); // A strict reader throws where something follows.
            if (!type.isInstance(element)) {
                throw json.invalid("it is not " + (type == JsonArray.class ? "an array" : "an object"));
            }
            return type.cast(element);
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            // Gson's own words advise developers; the place is what the user needs.
            Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
            String found = "the text is not valid JSON" + (place.find() ? place.group() : "");
            throw new InvalidInputException(message(what, found), RESOLUTION, e);
        }
    }

    private JsonElement element(int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw invalid("it nests deeper than " + MAX_DEPTH + " levels at " + shorten(reader.getPath()));
        }
        if (++values > MAX_VALUES) {
            throw invalid("it holds more than " + MAX_VALUES + " values");
        }
        switch (reader.peek()) {
            case BEGIN_OBJECT -> {
                JsonObject object = new JsonObject();
                reader.beginObject();
                while (reader.hasNext()) {
                    String key = reader.nextName();
                    if (object.has(key)) {
                        throw invalid("the key \"" + shorten(key) + "\" is there twice");
                    }
                    object.add(key, element(depth + 1));
                }
                reader.endObject();
                return object;
            }
            case BEGIN_ARRAY -> {
                JsonArray array = new JsonArray();
                reader.beginArray();
                while (reader.hasNext()) {
                    array.add(element(depth + 1));
                }
                reader.endArray();
                return array;
            }
            case STRING -> {
                return new JsonPrimitive(reader.nextString());
            }
            case NUMBER -> {
                String number = reader.nextString();
                if (number.length() > 40) {
                    throw invalid("it holds a number of " + number.length() + " characters");
                }
                return new JsonPrimitive(Double.valueOf(number));
            }
            default ->
                throw invalid("it holds something other than objects, arrays, texts and numbers at "
                        + shorten(reader.getPath()));
        }
    }

    /** The text of a key. */
    public static String text(JsonObject object, String key, String what) {
        JsonElement element = object.get(key);
        if (!(element instanceof JsonPrimitive primitive && primitive.isString())) {
            throw invalid(what, "\"" + key + "\" is " + (element == null ? "missing" : "not a text"));
        }
        return primitive.getAsString();
    }

    /** The number of a key. */
    public static double number(JsonObject object, String key, String what) {
        JsonElement element = object.get(key);
        if (element == null) {
            throw invalid(what, "\"" + key + "\" is missing");
        }
        return number(element, "\"" + key + "\"", what);
    }

    /** The whole number of a key, from 0 to 2<sup>53</sup>. */
    public static long count(JsonObject object, String key, String what) {
        JsonElement element = object.get(key);
        if (element == null) {
            throw invalid(what, "\"" + key + "\" is missing");
        }
        return count(element, "\"" + key + "\"", what);
    }

    /** The elements of an array under a key, each converted. */
    public static <T> List<T> list(JsonObject object, String key, String what, Function<JsonElement, T> convert) {
        if (!(object.get(key) instanceof JsonArray array)) {
            throw invalid(what, "\"" + key + "\" is missing or not an array");
        }
        return list(array, convert);
    }

    /** The elements of an array, each converted. */
    public static <T> List<T> list(JsonArray array, Function<JsonElement, T> convert) {
        List<T> list = new ArrayList<>(array.size());
        array.forEach(element -> list.add(convert.apply(element)));
        return list;
    }

    /** An element that has to be an object. */
    public static JsonObject object(JsonElement element, String name, String what) {
        if (!(element instanceof JsonObject object)) {
            throw invalid(what, name + " is not an object");
        }
        return object;
    }

    /** An element that has to be a text. */
    public static String text(JsonElement element, String name, String what) {
        if (!(element instanceof JsonPrimitive primitive && primitive.isString())) {
            throw invalid(what, name + " is not a text");
        }
        return primitive.getAsString();
    }

    /** An element that has to be a whole number from 0 to 2<sup>53</sup>. */
    public static long count(JsonElement element, String name, String what) {
        double number = number(element, name, what);
        if (number != Math.rint(number) || number < 0 || number > 1L << 53) {
            throw invalid(what, name + " is " + number + "; a whole number from 0 is expected");
        }
        return (long) number;
    }

    /** An element that has to be a number. */
    public static double number(JsonElement element, String name, String what) {
        if (!(element instanceof JsonPrimitive primitive && primitive.isNumber())) {
            throw invalid(what, name + " is not a number");
        }
        return primitive.getAsDouble();
    }

    private InvalidInputException invalid(String found) {
        return invalid(what, found);
    }

    public static final String RESOLUTION = "The file is damaged or is not a predictor. Copy or write it again.";

    /** What is said about a text that cannot be used. */
    public static InvalidInputException invalid(String what, String found) {
        return new InvalidInputException(message(what, found), RESOLUTION);
    }

    private static String message(String what, String found) {
        return "The predictor cannot be read: in " + what + ", " + found + ".";
    }

    /** A piece of foreign text, for a message: no control characters, not long. */
    public static String shorten(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 60 ? clean : clean.substring(0, 57) + "...";
    }
}
