package org.fewshotnas.network.series;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * What the lines before {@code @data} of a file {@code .ts} say.
 *
 * @param quantities whether each series has a number to be predicted, not a class
 * @param classes that there may be; empty if they are not named
 * @param channels of each series, where it is said
 * @param length of each series, where it is said
 */
record TsHeader(boolean quantities, List<String> classes, Optional<Integer> channels, Optional<Integer> length) {
    private static final int MOST_LINES = 10_000;

    /** @throws InvalidInputException if there is what is not read, or no data */
    static TsHeader read(String name, TextLines lines) throws IOException {
        Map<String, String> said = new HashMap<>();
        Optional<String> line = lines.next();
        while (line.isPresent() && !line.get().toLowerCase(Locale.ROOT).startsWith("@data")) {
            if (line.get().startsWith("@")) {
                String[] keyAndValue = line.get().split("\\s+", 2);
                said.put(
                        keyAndValue[0].substring(1).toLowerCase(Locale.ROOT),
                        keyAndValue.length == 1 ? "" : keyAndValue[1].strip());
            } else if (!line.get().startsWith("#")) {
                throw refused(name, "line " + lines.number() + " is neither a comment nor begins with @, before @data");
            }
            if (lines.number() > MOST_LINES) {
                throw refused(name, "there is no line @data among the first " + MOST_LINES);
            }
            line = lines.next();
        }
        return of(name, said);
    }

    private static TsHeader of(String name, Map<String, String> said) {
        if (isTrue(said.getOrDefault("timestamps", "false"))) {
            throw refused(name, "its series have time stamps (@timeStamps true), which are not read");
        }
        String classLabel = said.getOrDefault("classlabel", "false");
        boolean quantities = isTrue(said.getOrDefault("targetlabel", "false"));
        if (!quantities && !isTrue(classLabel)) {
            throw refused(name, "its series have neither classes (@classLabel true) nor targets (@targetLabel true)");
        }
        String[] words = classLabel.split("\\s+");
        return new TsHeader(
                quantities,
                quantities ? List.of() : List.of(Arrays.copyOfRange(words, 1, words.length)),
                count(name, said, "dimensions"),
                count(name, said, "serieslength"));
    }

    private static boolean isTrue(String value) {
        return value.toLowerCase(Locale.ROOT).startsWith("true");
    }

    private static Optional<Integer> count(String name, Map<String, String> said, String key) {
        if (!said.containsKey(key)) {
            return Optional.empty();
        }
        if (!said.get(key).matches("[1-9]\\d{0,8}")) {
            throw refused(name, "it says @" + key + " " + said.get(key) + ", where a number was expected");
        }
        return Optional.of(Integer.valueOf(said.get(key)));
    }

    private static InvalidInputException refused(String name, String what) {
        return new InvalidInputException(
                "The series in the file \"" + name + "\" cannot be read: " + what + ".",
                "Choose another file, or bring this one into the form of the UEA archive's .ts files.");
    }
}
