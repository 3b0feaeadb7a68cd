package org.fewshotnas.space.metric;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The units that names of score columns hold. */
final class MetricUnits {
    private static final Pattern BRACKETS = Pattern.compile("\\s*([\\[(])([^\\])]{1,24})[\\])]\\s*");

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("s", "s"),
            Map.entry("sec", "s"),
            Map.entry("secs", "s"),
            Map.entry("second", "s"),
            Map.entry("seconds", "s"),
            Map.entry("sekunden", "s"),
            Map.entry("ms", "ms"),
            Map.entry("msec", "ms"),
            Map.entry("millis", "ms"),
            Map.entry("milliseconds", "ms"),
            Map.entry("us", "us"),
            Map.entry("\u00b5s", "us"),
            Map.entry("\u03bcs", "us"),
            Map.entry("usec", "us"),
            Map.entry("microseconds", "us"),
            Map.entry("ns", "ns"),
            Map.entry("hours", "h"),
            Map.entry("days", "d"),
            Map.entry("h", "h"),
            Map.entry("minutes", "min"),
            Map.entry("mj", "mJ"),
            Map.entry("j", "J"),
            Map.entry("joule", "J"),
            Map.entry("kwh", "kWh"),
            Map.entry("mw", "mW"),
            Map.entry("w", "W"),
            Map.entry("watt", "W"),
            Map.entry("watts", "W"),
            Map.entry("kb", "kB"),
            Map.entry("mb", "MB"),
            Map.entry("mib", "MiB"),
            Map.entry("gb", "GB"),
            Map.entry("gib", "GiB"),
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

    /** Units that no name holds by chance, and what is measured in them. */
    private static final Map<String, String> TELLING = Map.ofEntries(
            Map.entry("s", "time"),
            Map.entry("min", "time"),
            Map.entry("h", "time"),
            Map.entry("d", "time"),
            Map.entry("ms", "latency"),
            Map.entry("us", "latency"),
            Map.entry("ns", "latency"),
            Map.entry("mJ", "energy"),
            Map.entry("J", "energy"),
            Map.entry("kWh", "energy"),
            Map.entry("mW", "power"),
            Map.entry("W", "power"),
            Map.entry("kB", "memory"),
            Map.entry("MB", "memory"),
            Map.entry("MiB", "memory"),
            Map.entry("GB", "memory"),
            Map.entry("GiB", "memory"));

    /** Words of one letter are units only where a unit is expected. */
    private static final Set<String> SHORT = Set.of("s", "h", "j", "w", "k", "m", "g");

    private static final Pattern COUNTED_IN = Pattern.compile("([kmg])(?:flops?|macs?)", Pattern.CASE_INSENSITIVE);

    private MetricUnits() {}

    /** A name without its brackets, and the unit that stood in them; empty where none did. */
    record Found(String rest, String unit) {}

    /** Takes a unit out of brackets; what else stands there is a part of the name. */
    static Found withoutBrackets(String name) {
        String unit = "";
        StringBuilder rest = new StringBuilder();
        int from = 0;
        Matcher brackets = BRACKETS.matcher(name);
        while (brackets.find()) {
            String within = brackets.group(2).strip();
            String known = UNITS.get(MetricNames.lower(within));
            boolean square = brackets.group(1).equals("[");
            boolean word =
                    MetricSaid.in(NameWords.of(within)) != null || MetricNames.isSplit(MetricNames.lower(within));
            rest.append(name, from, brackets.start()).append(' ');
            if (unit.isEmpty() && (known != null || square && !word)) {
                unit = known == null ? within : known;
            } else {
                rest.append(within).append(' ');
            }
            from = brackets.end();
        }
        return new Found(rest.append(name, from, name.length()).toString(), unit);
    }

    /**
     * Where in a name the unit stands: behind the quantity, at the end, or where the word can be nothing else. -1 if nowhere.
     *
     * @param said what the name says, or null if nothing
     */
    static int find(List<String> words, MetricSaid said) {
        if (said != null && said.end() < words.size() && UNITS.containsKey(MetricNames.lower(words.get(said.end())))) {
            return said.end();
        }
        for (int i = words.size() - 1; i >= 0; i--) {
            String word = MetricNames.lower(words.get(i));
            boolean within = said != null && i >= said.start() && i < said.end();
            boolean expected = said != null && i == words.size() - 1;
            if (!within && UNITS.containsKey(word) && (expected || !SHORT.contains(word))) {
                return i;
            }
        }
        return -1;
    }

    static String unit(String word) {
        return UNITS.get(MetricNames.lower(word));
    }

    /** The unit that a word holds itself: "GFLOPs" are counted in G. Empty where it holds none. */
    static String within(String word) {
        Matcher counted = COUNTED_IN.matcher(word);
        return counted.matches() ? counted.group(1).toUpperCase(Locale.ROOT).replace("K", "k") : "";
    }

    /** What is measured in a unit, where nothing else is; null if it does not tell. */
    static MetricKind kind(String unit) {
        return TELLING.containsKey(unit) ? MetricKind.saidBy(TELLING.get(unit)) : null;
    }

    static boolean isUnit(String word) {
        return UNITS.containsKey(word) && !SHORT.contains(word);
    }
}
