package org.fewshotnas.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fewshotnas.space.Direction;
import org.fewshotnas.space.Metric;

/**
 * Guesses what a score column is from its name, such as "cifar100_test_accuracy", "cifar10_valid_accuracy_12_epochs",
 * "desktop-cpu_latency_ms" or "cifar100 test accuracy [%] @200". What the name does not say stays empty.
 *
 * <p>The direction: larger is better for what is negated ("negative loss", "one minus error") and for everything that is not a cost;
 * smaller is better for latency, time, loss, error, parameters, FLOPs, MACs, energy, memory, power, perplexity, error distances (RMSE, MAE,
 * MSE, L2) and error rates (PER, WER, CER).
 */
public final class MetricNames {
    private static final Pattern UNIT = Pattern.compile("\\s*[\\[(]([^\\])]{1,12})[\\])]\\s*");
    private static final Pattern EPOCHS = Pattern.compile(
            "[\\s_]*(?:@\\s*(\\d+)(?:\\s+of\\s+\\d+)?|(?:^|[\\s_])(\\d+)[\\s_]*epochs?|[\\s_]epochs?[\\s_]*(\\d+))(?=$|[\\s_])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MIDWAY = Pattern.compile("@\\s*\\d+\\s+of\\s+\\d+");
    private static final Map<String, String> SPLITS = Map.of(
            "train",
            "train",
            "valid",
            "valid",
            "val",
            "valid",
            "validation",
            "valid",
            "test",
            "test",
            "x-valid",
            "valid",
            "x-test",
            "test",
            "ori-test",
            "ori-test");
    private static final Set<String> COSTS = Set.of(
            "latency",
            "time",
            "runtime",
            "loss",
            "error",
            "parameters",
            "flops",
            "macs",
            "energy",
            "memory",
            "power",
            "perplexity",
            "rmse",
            "mae",
            "mse",
            "l2",
            "per",
            "wer",
            "cer");
    private static final Set<String> GAINS =
            Set.of("accuracy", "ssim", "iou", "miou", "auc", "f1", "score", "throughput", "psnr");
    private static final Set<String> MODIFIERS = Set.of(
            "one",
            "1",
            "minus",
            "relative",
            "negative",
            "neg",
            "pixel",
            "top1",
            "top5",
            "top-1",
            "top-5",
            "trainable",
            "training",
            "inference",
            "mean",
            "total");
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("acc", "accuracy"),
            Map.entry("params", "parameters"),
            Map.entry("param", "parameters"),
            Map.entry("nparams", "parameters"),
            Map.entry("numparams", "parameters"),
            Map.entry("mac", "macs"),
            Map.entry("gmacs", "macs"),
            Map.entry("mmacs", "macs"),
            Map.entry("madds", "macs"),
            Map.entry("gflops", "flops"),
            Map.entry("mflops", "flops"),
            Map.entry("err", "error"),
            Map.entry("nll", "loss"),
            Map.entry("ppl", "perplexity"),
            Map.entry("latencies", "latency"));
    private static final Map<String, String> UNIT_WORDS = Map.ofEntries(
            Map.entry("s", "s"),
            Map.entry("sec", "s"),
            Map.entry("seconds", "s"),
            Map.entry("ms", "ms"),
            Map.entry("us", "us"),
            Map.entry("mj", "mJ"),
            Map.entry("j", "J"),
            Map.entry("mb", "MB"),
            Map.entry("gb", "GB"),
            Map.entry("m", "M"),
            Map.entry("g", "G"),
            Map.entry("percent", "%"),
            Map.entry("pct", "%"),
            Map.entry("%", "%"));

    private MetricNames() {}

    /** The metric that a column of this name most likely is. */
    public static Metric guess(String name) {
        String rest = name;
        String unit = "";
        Matcher unitMatch = UNIT.matcher(rest);
        if (unitMatch.find()) {
            unit = unitMatch.group(1).strip();
            rest = rest.substring(0, unitMatch.start()) + " " + rest.substring(unitMatch.end());
        }
        String epochs = "";
        Matcher epochMatch = EPOCHS.matcher(rest);
        if (epochMatch.find()) {
            epochs = firstGroup(epochMatch);
            rest = rest.substring(0, epochMatch.start()) + " " + rest.substring(epochMatch.end());
        }
        List<String> words = words(rest, "[\\s_]+");
        if (indexOfQuantity(words) < 0) {
            // Names of data sets and devices hold hyphens; so these part words only where no quantity is found
            // otherwise.
            List<String> parts = words(rest, "[\\s_-]+");
            words = indexOfQuantity(parts) < 0 ? words : parts;
        }
        int key = indexOfQuantity(words);
        if (unit.isEmpty() && key >= 0 && key < words.size() - 1) {
            String last = UNIT_WORDS.get(lower(words.get(words.size() - 1)));
            if (last != null) {
                unit = last;
                words.remove(words.size() - 1);
            }
        }
        return split(name, words, unit, epochs);
    }

    /** Whether a name says that its scores were measured before the end of the training, as "cifar10 valid accuracy @54 of 108" does. */
    static boolean isMidway(String name) {
        return MIDWAY.matcher(name).find();
    }

    private static List<String> words(String name, String separators) {
        return new ArrayList<>(
                Arrays.stream(name.split(separators)).filter(w -> !w.isEmpty()).toList());
    }

    private static Metric split(String name, List<String> words, String unit, String epochs) {
        int at = 0;
        while (at < words.size() && !SPLITS.containsKey(lower(words.get(at)))) {
            at++;
        }
        String split = "";
        List<String> before = words;
        List<String> after = List.of();
        if (at < words.size()) {
            split = SPLITS.get(lower(words.get(at)));
            before = words.subList(0, at);
            after = words.subList(at + 1, words.size());
        }
        List<String> dataSet = before;
        List<String> quantity = after;
        if (after.isEmpty()) {
            int key = indexOfQuantity(before);
            if (key < 0) {
                dataSet = List.of();
            } else {
                int start = key;
                while (start > 0 && MODIFIERS.contains(lower(before.get(start - 1)))) {
                    start--;
                }
                quantity = before.subList(start, key + 1);
                dataSet = new ArrayList<>(before.subList(0, start));
                dataSet.addAll(before.subList(key + 1, before.size()));
            }
        }
        List<String> said = quantity.stream().map(MetricNames::normal).toList();
        Direction direction = direction(
                said.isEmpty() ? words.stream().map(MetricNames::normal).toList() : said);
        return new Metric(
                name, String.join(" ", dataSet), split, String.join(" ", said), unit, direction, epochs, "", "", "");
    }

    private static Direction direction(List<String> words) {
        boolean negated = words.contains("minus") || words.contains("negative") || words.contains("neg");
        int key = indexOfQuantity(words);
        return key >= 0 && COSTS.contains(words.get(key)) && !negated ? Direction.MINIMIZE : Direction.MAXIMIZE;
    }

    private static int indexOfQuantity(List<String> words) {
        for (int i = words.size() - 1; i >= 0; i--) {
            String word = normal(words.get(i));
            // "per" is the phone error rate at the end of a name or in capitals, else the English word.
            boolean rate =
                    !word.equals("per") || i == words.size() - 1 || words.get(i).equals("PER");
            if ((COSTS.contains(word) && rate) || GAINS.contains(word)) {
                return i;
            }
        }
        return -1;
    }

    private static String normal(String word) {
        String plain = lower(word).replaceFirst("^#", "");
        return SYNONYMS.getOrDefault(plain, plain);
    }

    private static String lower(String word) {
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
