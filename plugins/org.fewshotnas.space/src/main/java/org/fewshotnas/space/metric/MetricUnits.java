package org.fewshotnas.space.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The units that names of score columns hold. */
final class MetricUnits {
    private static final Pattern BRACKETS = Pattern.compile("\\s*([\\[(])([^\\])]{1,24})[\\])]\\s*");

    /** Units that numbers of several kinds are counted in, by the words that name them. */
    private static final Map<String, String> SHARED = Map.ofEntries(
            Map.entry("bytes", "B"),
            Map.entry("db", "dB"),
            Map.entry("kg", "kg"),
            Map.entry("usd", "USD"),
            Map.entry("mm2", "mm2"),
            Map.entry("k", "k"),
            Map.entry("m", "M"),
            Map.entry("million", "M"),
            Map.entry("millions", "M"),
            Map.entry("g", "G"),
            Map.entry("percent", "%"),
            Map.entry("percentage", "%"),
            Map.entry("prozent", "%"),
            Map.entry("pct", "%"),
            Map.entry("%", "%"));

    private static final Map<String, String> UNITS = new HashMap<>(SHARED);

    static {
        MetricKinds.units().forEach(unit -> unit.words().forEach(word -> UNITS.putIfAbsent(word, unit.symbol())));
    }

    private static final Pattern COUNTED_IN = Pattern.compile("([kmg])(?:flops?|macs?)", Pattern.CASE_INSENSITIVE);

    private MetricUnits() {}

    /** A name without its brackets, and the unit that stood in them; empty where none did. */
    record Found(String rest, String unit) {}

    /** Takes a unit out of brackets; what else stands there belongs to the name. */
    static Found withoutBrackets(String name) {
        String unit = "";
        StringBuilder rest = new StringBuilder();
        int from = 0;
        Matcher brackets = BRACKETS.matcher(name);
        while (brackets.find()) {
            String within = brackets.group(2).strip();
            Optional<String> known = symbol(within);
            boolean square = brackets.group(1).equals("[");
            boolean word = Mentions.in(NameWords.of(within)).isPresent()
                    || CommonWords.split(CommonWords.lower(within)).isPresent();
            rest.append(name, from, brackets.start()).append(' ');
            if (unit.isEmpty() && (known.isPresent() || square && !word)) {
                unit = known.orElse(within);
            } else {
                rest.append(within).append(' ');
            }
            from = brackets.end();
        }
        return new Found(rest.append(name, from, name.length()).toString(), unit);
    }

    /** Where in a name the unit stands: behind the quantity, at the end, or where the word can be nothing else. */
    static OptionalInt find(List<String> words, Optional<Mention> mention) {
        int start = mention.map(Mention::start).orElse(0);
        int end = mention.map(Mention::end).orElse(0);
        if (mention.isPresent() && end < words.size() && symbol(words.get(end)).isPresent()) {
            return OptionalInt.of(end);
        }
        for (int i = words.size() - 1; i >= 0; i--) {
            boolean within = i >= start && i < end;
            boolean expected = mention.isPresent() && i == words.size() - 1;
            String word = CommonWords.lower(words.get(i));
            if (!within && (isUnit(word) || expected && UNITS.containsKey(word))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** The symbol of the unit that a word names. */
    static Optional<String> symbol(String word) {
        return Optional.ofNullable(UNITS.get(CommonWords.lower(word)));
    }

    /** The unit that a word holds itself: "GFLOPs" are counted in G. Empty where it holds none. */
    static String within(String word) {
        Matcher counted = COUNTED_IN.matcher(word);
        return counted.matches() ? counted.group(1).toUpperCase(Locale.ROOT).replace("K", "k") : "";
    }

    /** Whether a word in lower case is a unit wherever it stands: one letter is a unit only where one is expected. */
    static boolean isUnit(String word) {
        return UNITS.containsKey(word) && (word.length() > 1 || !Character.isLetter(word.charAt(0)));
    }
}
