package org.fewshotnas.space.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what a score column is from its name, such as "cifar100_test_accuracy", "testError", "lat_gpu_ms" or "cifar100 test accuracy [%]
 * @200": data set, split, quantity, unit and training budget, in any order. What the name does not say stays empty, and where it says no
 * {@link MetricKind} the direction is unknown.
 */
public final class MetricNames {
    private static final Pattern EPOCHS = Pattern.compile(
            "[\\s_]*(?:@\\s*(?:ep(?:ochs?)?[\\s_]*)?(\\d+)(?:\\s+of\\s+\\d+)?|(?:^|[\\s_])(\\d+)[\\s_]*ep(?:ochs?)?|[\\s_]epochs?[\\s_]*(\\d+))(?=$|[\\s_])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MIDWAY = Pattern.compile("@\\s*\\d+\\s+of\\s+\\d+");
    /** Some names say themselves which direction is better. */
    private static final Pattern SMALLER = Pattern.compile(
            "[\\s_(\\[]*(?:(?:lower|smaller|less)[\\s_-]+(?:is[\\s_-]+)?better|minimi[sz]e|\u2193)[)\\]]?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LARGER = Pattern.compile(
            "[\\s_(\\[]*(?:(?:higher|larger|more|greater)[\\s_-]+(?:is[\\s_-]+)?better|maximi[sz]e|\u2191)[)\\]]?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SEED =
            Pattern.compile("[\\s_,]*[(\\[]?(?<!\\p{L})seed[\\s_=:]*(\\d+)(?![\\d.])[)\\]]?", Pattern.CASE_INSENSITIVE);
    /** What pandas adds to the second column of a name. */
    private static final Pattern REPEATED = Pattern.compile("(?<=[a-zA-Z)\\]])\\.\\d{1,2}$");

    private static final Map<String, String> SPLITS = Map.ofEntries(
            Map.entry("train", "train"),
            Map.entry("training", "train"),
            Map.entry("trainings", "train"),
            Map.entry("valid", "valid"),
            Map.entry("val", "valid"),
            Map.entry("validation", "valid"),
            Map.entry("validierung", "valid"),
            Map.entry("validierungs", "valid"),
            Map.entry("dev", "valid"),
            Map.entry("test", "test"),
            Map.entry("testing", "test"),
            Map.entry("eval", "test"),
            Map.entry("x-valid", "valid"),
            Map.entry("x-test", "test"),
            Map.entry("ori-test", "ori-test"));

    /** Words that say nothing of what was measured. */
    private static final Set<String> NOISE = Set.of(
            "mean",
            "average",
            "avg",
            "total",
            "final",
            "measured",
            "of",
            "the",
            "on",
            "for",
            "in",
            "per",
            "value",
            "best",
            "max",
            "min",
            "median",
            "last",
            "metric",
            "metrics",
            "summary",
            "result",
            "results",
            "rate",
            "taux",
            "tasa",
            "de",
            "nombre",
            "p50",
            "p90",
            "p95",
            "p99",
            "epoch",
            "step",
            "to",
            "until",
            "over",
            "at",
            "no",
            "n",
            "num",
            "number");

    private MetricNames() {}

    /** The metric that a column of this name most likely is. */
    public static Metric guess(String name) {
        if (SMALLER.matcher(name).find()) {
            return guessQuantity(name, SMALLER.matcher(name).replaceAll(" ")).withDirection(Direction.MINIMIZE);
        }
        if (LARGER.matcher(name).find()) {
            return guessQuantity(name, LARGER.matcher(name).replaceAll(" ")).withDirection(Direction.MAXIMIZE);
        }
        return guessQuantity(name, name);
    }

    private static Metric guessQuantity(String name, String text) {
        Matcher seed = SEED.matcher(text);
        return seed.find()
                ? guessWithoutSeed(name, seed.replaceFirst(" ")).withSeeds(seed.group(1))
                : guessWithoutSeed(name, text);
    }

    private static Metric guessWithoutSeed(String name, String text) {
        MetricUnits.Found bracketed = MetricUnits.withoutBrackets(
                MetricSaid.plain(REPEATED.matcher(text).replaceFirst("")));
        String rest = bracketed.rest();
        String epochs = "";
        Matcher epochMatch = EPOCHS.matcher(rest);
        if (epochMatch.find()) {
            epochs = firstGroup(epochMatch);
            rest = rest.substring(0, epochMatch.start()) + " " + rest.substring(epochMatch.end());
        }
        List<String> words = MetricSaid.gathered(NameWords.of(rest));
        MetricSaid said = MetricSaid.in(words);
        String unit = bracketed.unit();
        if (unit.isEmpty()) {
            int at = MetricUnits.find(words, said);
            if (at >= 0) {
                unit = MetricUnits.unit(words.remove(at));
                said = MetricSaid.in(words);
            }
        }
        if (said == null) {
            MetricKind kind = MetricUnits.kind(unit);
            return kind == null
                    ? unknown(name, words, unit, epochs)
                    : new Metric(
                            name,
                            String.join(" ", words),
                            "",
                            kind.quantity(),
                            unit,
                            kind.direction(),
                            epochs,
                            "",
                            "",
                            "");
        }
        if (unit.isEmpty()) {
            unit = MetricUnits.within(words.get(said.end() - 1));
        }
        return known(name, words, said, unit, epochs);
    }

    /** What a quantity, or a name, says: empty where it says no kind of metric. */
    static Optional<MetricSaid> said(String text) {
        return Optional.ofNullable(MetricSaid.in(MetricSaid.gathered(
                NameWords.of(MetricUnits.withoutBrackets(MetricSaid.plain(text)).rest()))));
    }

    /** Whether a name says that its scores were measured before the end of the training, as "cifar10 valid accuracy @54 of 108" does. */
    public static boolean isMidway(String name) {
        return MIDWAY.matcher(name).find();
    }

    private static Metric known(String name, List<String> words, MetricSaid said, String unit, String epochs) {
        String split = "";
        String ofGuesses = "";
        List<String> dataSet = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (i >= said.start() && i < said.end()) {
                continue;
            }
            String word = lower(words.get(i));
            MetricKind kind = MetricKind.saidBy(word);
            // The last one counts: "cifar10-valid" is what NAS-Bench-201 calls a data set.
            if (SPLITS.containsKey(word)) {
                split = SPLITS.get(word);
            } else if (kind != null && kind.quantity().startsWith("top5")) {
                ofGuesses = "top5 ";
            } else if (kind == null && !NOISE.contains(word)) {
                dataSet.add(words.get(i));
            }
        }
        return new Metric(
                name,
                String.join(" ", dataSet),
                split,
                ofGuesses + said.quantity(),
                unit,
                said.direction(),
                epochs,
                "",
                "",
                "");
    }

    /** What stands before the split is the data set, and what stands behind it the quantity, whatever that is. */
    private static Metric unknown(String name, List<String> words, String unit, String epochs) {
        int at = 0;
        while (at < words.size() && !SPLITS.containsKey(lower(words.get(at)))) {
            at++;
        }
        boolean found = at < words.size();
        return new Metric(
                name,
                found ? String.join(" ", words.subList(0, at)) : "",
                found ? SPLITS.get(lower(words.get(at))) : "",
                found ? lower(String.join(" ", words.subList(at + 1, words.size()))) : "",
                unit,
                Direction.UNKNOWN,
                epochs,
                "",
                "",
                "");
    }

    static boolean isSplit(String word) {
        return SPLITS.containsKey(word);
    }

    static boolean isNoise(String word) {
        return NOISE.contains(word);
    }

    public static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static String firstGroup(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i);
            }
        }
        return "";
    }
}
