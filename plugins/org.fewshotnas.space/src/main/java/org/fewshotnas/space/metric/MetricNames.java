package org.fewshotnas.space.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a score column is, from its name, such as "cifar100_test_accuracy", "testError", "lat_gpu_ms" or "cifar100 test accuracy [%]
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
        MetricUnits.Found bracketed =
                MetricUnits.withoutBrackets(PlainName.of(REPEATED.matcher(text).replaceFirst("")));
        String rest = bracketed.rest();
        String epochs = "";
        Matcher epochMatch = EPOCHS.matcher(rest);
        if (epochMatch.find()) {
            epochs = firstGroup(epochMatch);
            rest = rest.substring(0, epochMatch.start()) + " " + rest.substring(epochMatch.end());
        }
        List<String> words = Mentions.gathered(NameWords.of(rest));
        String unit = bracketed.unit();
        if (unit.isEmpty()) {
            OptionalInt at = MetricUnits.find(words, Mentions.in(words));
            if (at.isPresent()) {
                unit = MetricUnits.symbol(words.remove(at.getAsInt())).orElseThrow();
            }
        }
        Optional<Mention> mention = Mentions.in(words);
        if (mention.isPresent()) {
            String within = MetricUnits.within(words.get(mention.get().end() - 1));
            return known(name, words, mention.get(), unit.isEmpty() ? within : unit, epochs);
        }
        Optional<MetricKind> measured = MetricKinds.measuredIn(unit);
        return measured.isPresent()
                ? metric(
                        name,
                        String.join(" ", words),
                        "",
                        measured.get().quantity(),
                        unit,
                        measured.get().direction(),
                        epochs)
                : unknown(name, words, unit, epochs);
    }

    private static Metric metric(
            String name,
            String dataSet,
            String split,
            String quantity,
            String unit,
            Direction direction,
            String epochs) {
        return new Metric(name, dataSet, split, quantity, unit, direction, epochs, "", "", "");
    }

    /** What a quantity, or a name, says: empty where it says no kind of metric. */
    static Optional<Mention> mention(String text) {
        String rest = MetricUnits.withoutBrackets(PlainName.of(text)).rest();
        return Mentions.in(Mentions.gathered(NameWords.of(rest)));
    }

    /** Whether a name says that its scores were measured before the end of the training, as "cifar10 valid accuracy @54 of 108" does. */
    public static boolean isMidway(String name) {
        return MIDWAY.matcher(name).find();
    }

    private static Metric known(String name, List<String> words, Mention mention, String unit, String epochs) {
        String split = "";
        String ofGuesses = "";
        List<String> dataSet = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (i >= mention.start() && i < mention.end()) {
                continue;
            }
            String word = CommonWords.lower(words.get(i));
            Optional<MetricKind> kind = MetricKinds.saidBy(word);
            Optional<String> said = CommonWords.split(word);
            // The last one counts: "cifar10-valid" is what NAS-Bench-201 calls a data set.
            if (said.isPresent()) {
                split = said.get();
            } else if (kind.filter(other -> other.quantity().startsWith("top5")).isPresent()) {
                ofGuesses = "top5 ";
            } else if (kind.isEmpty() && !CommonWords.isNoise(word)) {
                dataSet.add(words.get(i));
            }
        }
        return metric(
                name,
                String.join(" ", dataSet),
                split,
                ofGuesses + mention.quantity(),
                unit,
                mention.direction(),
                epochs);
    }

    /** What stands before the split is the data set, and what stands behind it the quantity, whatever that is. */
    private static Metric unknown(String name, List<String> words, String unit, String epochs) {
        for (int at = 0; at < words.size(); at++) {
            Optional<String> split = CommonWords.split(CommonWords.lower(words.get(at)));
            if (split.isPresent()) {
                String dataSet = String.join(" ", words.subList(0, at));
                String quantity = CommonWords.lower(String.join(" ", words.subList(at + 1, words.size())));
                return metric(name, dataSet, split.get(), quantity, unit, Direction.UNKNOWN, epochs);
            }
        }
        return metric(name, "", "", "", unit, Direction.UNKNOWN, epochs);
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
