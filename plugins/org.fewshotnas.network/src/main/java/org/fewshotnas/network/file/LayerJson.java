package org.fewshotnas.network.file;

import com.google.gson.JsonObject;
import java.util.List;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.graph.Window;
import org.fewshotnas.tensor.file.Json;

/** A layer as a JSON object: its type, and its numbers by their names. */
final class LayerJson {
    private static final String WHAT = "graph";
    /** Of channels and extents. */
    private static final int LARGEST = 1 << 20;
    /** Of what a window has, so that no sum of it overflows. */
    private static final int LARGEST_WINDOW = 1_000;

    private LayerJson() {}

    static JsonObject write(Layer layer) {
        JsonObject object = new JsonObject();
        object.addProperty("type", layer.getClass().getSimpleName());
        if (layer instanceof Layer.Input input) {
            object.addProperty("channels", input.shape().channels());
            object.add("extents", GraphJson.numbers(input.shape().extents()));
        } else if (layer instanceof Layer.Convolution convolution) {
            object.addProperty("channels", convolution.channels());
            object.addProperty("groups", convolution.groups());
            object.addProperty("bias", flag(convolution.bias()));
            put(object, convolution.window());
        } else if (layer instanceof Layer.Linear linear) {
            object.addProperty("features", linear.features());
            object.addProperty("bias", flag(linear.bias()));
        } else if (layer instanceof Layer.AveragePool pool) {
            put(object, pool.window());
        } else if (layer instanceof Layer.MaxPool pool) {
            put(object, pool.window());
        } else if (layer instanceof Layer.FirstChannels first) {
            object.addProperty("channels", first.channels());
        } else if (layer instanceof Layer.Pad pad) {
            object.addProperty("before", pad.before());
            object.addProperty("after", pad.after());
        } else if (layer instanceof Layer.Zeros zeros) {
            object.addProperty("channels", zeros.channels());
        }
        return object;
    }

    private static void put(JsonObject object, Window window) {
        object.addProperty("kernel", window.kernel());
        object.addProperty("stride", window.stride());
        object.addProperty("dilation", window.dilation());
        object.addProperty("padding", window.padding());
        object.addProperty("ceiling", flag(window.ceiling()));
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }

    /** The layer of an object. */
    static Layer read(JsonObject object) {
        String type = Json.text(object, "type", WHAT);
        try {
            return switch (type) {
                case "Input" -> new Layer.Input(new TensorShape(channels(object), extents(object)));
                case "Convolution" ->
                    new Layer.Convolution(
                            channels(object),
                            window(object),
                            count(object, "groups", 1, LARGEST),
                            isSet(object, "bias"));
                case "Linear" -> new Layer.Linear(count(object, "features", 1, LARGEST), isSet(object, "bias"));
                case "BatchNorm" -> new Layer.BatchNorm();
                case "ChannelNorm" -> new Layer.ChannelNorm();
                case "Pad" -> new Layer.Pad(padding(object, "before"), padding(object, "after"));
                case "CappedRelu" -> new Layer.CappedRelu();
                case "Relu" -> new Layer.Relu();
                case "AveragePool" -> new Layer.AveragePool(window(object));
                case "MaxPool" -> new Layer.MaxPool(window(object));
                case "GlobalAverage" -> new Layer.GlobalAverage();
                case "Sum" -> new Layer.Sum();
                case "Concatenation" -> new Layer.Concatenation();
                case "FirstChannels" -> new Layer.FirstChannels(channels(object));
                case "Standardisation" -> new Layer.Standardisation();
                case "Rescaling" -> new Layer.Rescaling();
                case "Softmax" -> new Layer.Softmax();
                case "Zeros" -> new Layer.Zeros(channels(object));
                default ->
                    throw Json.invalid(WHAT, "there is a layer \"" + Json.shorten(type) + "\", which is not known");
            };
        } catch (IllegalArgumentException e) {
            throw Json.invalid(WHAT, Json.shorten(String.valueOf(e.getMessage())));
        }
    }

    private static List<Integer> extents(JsonObject object) {
        return Json.list(
                object,
                "extents",
                WHAT,
                element -> inRange(Json.count(element, "an extent", WHAT), "extents", 1, LARGEST));
    }

    private static int channels(JsonObject object) {
        return count(object, "channels", 1, LARGEST);
    }

    private static Window window(JsonObject object) {
        return new Window(
                count(object, "kernel", 1, LARGEST_WINDOW),
                count(object, "stride", 1, LARGEST_WINDOW),
                count(object, "dilation", 1, LARGEST_WINDOW),
                count(object, "padding", 0, LARGEST_WINDOW),
                isSet(object, "ceiling"));
    }

    /** A whole number that may be negative. */
    private static int padding(JsonObject object, String key) {
        double number = Json.number(object, key, WHAT);
        if (number != Math.rint(number)) {
            throw Json.invalid(WHAT, "\"" + key + "\" is " + number + "; expected is a whole number");
        }
        return inRange((long) number, key, -LARGEST_WINDOW, LARGEST_WINDOW);
    }

    private static boolean isSet(JsonObject object, String key) {
        return count(object, key, 0, 1) == 1;
    }

    private static int count(JsonObject object, String key, int least, int most) {
        return inRange(Json.count(object, key, WHAT), key, least, most);
    }

    private static int inRange(long count, String key, int least, int most) {
        if (count < least || count > most) {
            throw Json.invalid(
                    WHAT, "\"" + key + "\" is " + count + "; expected is a number from " + least + " to " + most);
        }
        return (int) count;
    }
}
