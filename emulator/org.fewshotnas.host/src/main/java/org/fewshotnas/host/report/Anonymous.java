package org.fewshotnas.host.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of texts what only this machine knows: folders of paths, and the user's name. */
final class Anonymous {
    /** From a root, or a drive, on: two names or more. An address on the web is none. */
    private static final Pattern PATH = Pattern.compile(
            "(?<![\\w/:.<…])(?:file:/*|[A-Za-z]:)?[/\\\\](?:[^\\s/\\\\\"'<>|:,;]+[/\\\\])+(?=[^\\s/\\\\])");

    private final String workflow;
    private final String home = System.getProperty("user.home", "");
    private final String user = System.getProperty("user.name", "");

    /** @param workflow a folder whose name may stay, without those that it is in */
    Anonymous(Path workflow) {
        Path parent = workflow.toAbsolutePath().normalize().getParent();
        this.workflow = parent == null ? "" : parent.toString();
    }

    String text(String text) {
        String known = without(without(text, workflow), home);
        Matcher paths = PATH.matcher(known);
        String short_ = paths.replaceAll("…/");
        return user.length() > 2 && !user.equals("root")
                ? short_.replaceAll("(?<!\\w)" + Pattern.quote(user) + "(?!\\w)", "…")
                : short_;
    }

    private static String without(String text, String folder) {
        return folder.length() > 1 ? text.replace(folder, "…") : text;
    }

    /** The same data with all their texts so. */
    JsonElement in(JsonElement data) {
        if (data instanceof JsonObject object) {
            JsonObject changed = new JsonObject();
            object.entrySet().forEach(entry -> changed.add(entry.getKey(), in(entry.getValue())));
            return changed;
        }
        if (data instanceof JsonArray array) {
            JsonArray changed = new JsonArray(array.size());
            array.forEach(element -> changed.add(in(element)));
            return changed;
        }
        if (data instanceof JsonPrimitive primitive
                && primitive.isString()
                && !primitive.getAsString().startsWith("data:")) {
            return new JsonPrimitive(text(primitive.getAsString()));
        }
        return data;
    }
}
