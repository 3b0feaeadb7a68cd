package org.fewshotnas.space.metric;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of column names that say no kind of metric; all in lower case. */
final class CommonWords {
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

    /** What turns what follows round. */
    static final Set<String> NEGATING = Set.of("minus", "negative", "neg", "inverse", "reciprocal");
    /** What belongs to the quantity where it stands before it. */
    static final Set<String> MODIFIERS = Set.of(
            "one",
            "minus",
            "relative",
            "negative",
            "neg",
            "inverse",
            "reciprocal",
            "pixel",
            "trainable",
            "log",
            "peak");
    /** What turns the smaller-is-better round, where it stands behind it. */
    static final Set<String> LESS_OF_IT = Set.of("reduction", "saving", "savings", "improvement");
    /** What turns the larger-is-better round. */
    static final Set<String> MISSING_OF_IT = Set.of("drop", "degradation", "gap", "decrease");
    /** What leaves open from what to what, and so which direction is better. */
    static final Set<String> DIFFERENCE = Set.of("delta", "diff", "difference", "change", "changes");
    /** "Time to accuracy" is a time. */
    static final Set<String> UNTIL = Set.of("to", "until");
    /** What "size" is not a cost of. */
    static final Set<String> SIZED = Set.of("batch", "image", "input", "kernel", "sample", "img", "patch");

    private CommonWords() {}

    static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /** The split that a word says. */
    static Optional<String> split(String word) {
        return Optional.ofNullable(SPLITS.get(word));
    }

    static boolean isNoise(String word) {
        return NOISE.contains(word);
    }

    /** Whether a word may turn what a name says round. */
    static boolean turns(String word) {
        return NEGATING.contains(word)
                || LESS_OF_IT.contains(word)
                || MISSING_OF_IT.contains(word)
                || DIFFERENCE.contains(word);
    }
}
