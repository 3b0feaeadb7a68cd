package org.fewshotnas.host.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes out of texts what only this machine knows. Places that the run was given, such as the value of a workflow variable, are known and become
 * file names wherever they stand; in messages, all else that looks like a path does, too. What users call their classes and columns stays.
 */
final class Anonymous {
    private static final String ELSEWHERE = "…/";

    /** Within quotes, as messages have them: whatever is in its folders' names. */
    private static final Pattern QUOTED = Pattern.compile(
            "\"(?:knime:/+|file:/*|[A-Za-z]:[/\\\\]|[/\\\\]|~|\\.\\.?[/\\\\])(?:[^\"\n]*[/\\\\])?([^\"/\\\\\n]+)\"");

    /** From a root, a drive or a user's folder on. An address on the web is none. */
    private static final Pattern PATH = Pattern.compile(
            "(?<![\\w/:.<…])(?:~[A-Za-z]\\w*[/\\\\]|(?:file:/*|[A-Za-z]:|\\.\\.)?[/\\\\](?:[^\\s/\\\\\"<>|;]+[/\\\\]))"
                    + "(?:[^\\s/\\\\\"<>|;]+[/\\\\])*(?=[^\\s/\\\\])");

    private static final Pattern PASSWORD = Pattern.compile("(?<=://)[^/@\\s\"]+@");

    /** The longest first: one can begin with another. */
    private final List<String> known;

    private final String user = System.getProperty("user.name", "");

    /**
     * @param workflow a folder whose name may stay, without those that it is in
     * @param given texts that the run was given: those that are places become file names
     */
    Anonymous(Path workflow, Collection<String> given) {
        TreeSet<String> places = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        Path parent = workflow.toAbsolutePath().normalize().getParent();
        Stream.of(
                        parent == null ? "" : parent.toString(),
                        System.getProperty("user.home", ""),
                        Path.of("").toAbsolutePath().toString())
                .filter(folder -> folder.length() > 1)
                .forEach(places::add);
        given.stream()
                .filter(text -> !text.startsWith("knime://knime."))
                .filter(text -> text.matches("(?s).*[/\\\\][^/\\\\\\s].*"))
                .forEach(places::add);
        known = List.copyOf(places);
    }

    /** Of a message, or a setting. */
    String text(String text) {
        String shorter = PASSWORD.matcher(name(text)).replaceAll("");
        shorter = QUOTED.matcher(shorter)
                .replaceAll(match -> Matcher.quoteReplacement("\"" + ELSEWHERE + match.group(1) + "\""));
        shorter = PATH.matcher(shorter).replaceAll(ELSEWHERE);
        return user.length() > 2 && !user.equals("root")
                ? shorter.replaceAll("(?<!\\w)" + Pattern.quote(user) + "(?!\\w)", "…")
                : shorter;
    }

    /** Of a text that names things, such as a class: only what is known is left out. */
    String name(String text) {
        String shorter = text;
        for (String place : known) {
            if (shorter.contains(place)) {
                String last = place.replaceAll("[/\\\\]+$", "").replaceAll("^.*[/\\\\]", "");
                boolean folder = shorter.contains(place + "/") || shorter.contains(place + "\\");
                shorter = folder
                        ? shorter.replace(place + "/", ELSEWHERE)
                                .replace(place + "\\", ELSEWHERE)
                                .replace(place, ELSEWHERE + last)
                        : shorter.replace(place, ELSEWHERE + last);
            }
        }
        return shorter;
    }

    /** The record of a view: its notes are messages, all else are names. */
    JsonElement in(JsonElement data) {
        return in(data, false);
    }

    private JsonElement in(JsonElement data, boolean messages) {
        if (data instanceof JsonObject object) {
            JsonObject changed = new JsonObject();
            object.entrySet()
                    .forEach(entry -> changed.add(
                            entry.getKey(),
                            in(entry.getValue(), messages || entry.getKey().equals("notes"))));
            return changed;
        }
        if (data instanceof JsonArray array) {
            JsonArray changed = new JsonArray(array.size());
            array.forEach(element -> changed.add(in(element, messages)));
            return changed;
        }
        if (data instanceof JsonPrimitive primitive
                && primitive.isString()
                && !primitive.getAsString().startsWith("data:")) {
            return new JsonPrimitive(messages ? text(primitive.getAsString()) : name(primitive.getAsString()));
        }
        return data;
    }
}
