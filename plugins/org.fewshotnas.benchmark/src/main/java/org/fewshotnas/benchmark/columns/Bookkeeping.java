package org.fewshotnas.benchmark.columns;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.MetricNames;

/**
 * Which columns of numbers are no scores: those that number rows, architectures or trainings, say when or under which conditions something
 * was measured, or how far measurements scatter; and what this product's own nodes write beside the scores. The rule is the same for every
 * format. Such a column is offered, but read only where it is chosen by its name.
 */
public final class Bookkeeping {
    private static final Set<String> COUNTS =
            Set.of("index", "idx", "id", "ids", "uid", "uuid", "row", "rowid", "unnamed", "no", "nr", "pid");
    private static final Set<String> TRAININGS = Set.of(
            "seed",
            "seeds",
            "run",
            "runs",
            "trial",
            "trials",
            "fold",
            "repeat",
            "replicate",
            "epoch",
            "epochs",
            "task",
            "iteration",
            "iterations",
            "generation");
    private static final Set<String> STEPS =
            Set.of("step", "steps", "iteration", "iterations", "timesteps", "episodes");
    private static final Set<String> TIMES =
            Set.of("timestamp", "date", "datetime", "created", "started", "finished", "updated");
    private static final Set<String> DEVIATIONS =
            Set.of("std", "stdev", "stddev", "stdv", "sd", "sem", "stderr", "deviation", "variance");
    private static final Set<String> DEVIATIONS_AT_AN_END = Set.of("var", "ci", "iqr", "se");
    private static final Set<String> EXPLAINED = Set.of("explained");
    /** Of Predictor Search, NAS Predictor and Rank Scorer. */
    private static final Pattern OWN = Pattern.compile(
            "query|step|rank|predicted .*|best score so far|predictor state|lower bound|upper bound|confidence|selected",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern WORDS = Pattern.compile("(?<=[a-z])(?=[A-Z])|[^\\p{L}\\p{N}]+|(?<=\\p{L})(?=\\d)");
    private static final int LEAST = 3;
    /** From 1 to so few may be scores. */
    private static final int LEAST_FROM_ONE = 10;

    private Bookkeeping() {}

    /** Why a column of this name is no score: a few words; empty if its name does not say so. */
    public static Optional<String> ofName(String name) {
        if (OWN.matcher(name.strip().replaceFirst("^_+", "")).matches()) {
            return Optional.of("written by a node beside the scores");
        }
        List<String> words = new ArrayList<>();
        for (String word : WORDS.split(name.strip())) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String last = words.get(words.size() - 1);
        String first = words.get(0);
        boolean numbered = last.chars().allMatch(Character::isDigit) && words.size() == 2;
        String key = numbered ? first : last;
        if (isDeviation(words) || name.strip().endsWith("\u00b1")) {
            return Optional.of("a deviation");
        }
        if (words.size() == 1 && Set.of("no", "nr", "row").contains(last)
                || !Set.of("no", "nr", "row").contains(last)
                        && (COUNTS.contains(last) || COUNTS.contains(first) && numbered)
                || name.startsWith("__index_level_")) {
            return Optional.of("an index");
        }
        boolean count = Set.of("n", "num", "number", "nb").contains(first);
        if (TRAININGS.contains(key) && words.size() <= 2 && (words.size() == 1 || numbered || count)
                || last.equals("seed")) {
            return Optional.of("a condition of the training");
        }
        if (STEPS.contains(last) && words.size() <= 3 && MetricNames.guess(name).direction() == Direction.UNKNOWN
                || STEPS.contains(first) && words.size() == 2 && last.equals("total")) {
            return Optional.of("a condition of the training");
        }
        boolean timeStamp = words.size() > 1
                && last.equals("stamp")
                && words.get(words.size() - 2).equals("time");
        boolean moment = Set.of("start", "end").contains(first) && last.equals("time") && words.size() == 2;
        return TIMES.contains(last)
                        || TIMES.contains(first) && words.size() == 2 && last.equals("at")
                        || timeStamp
                        || moment
                ? Optional.of("a time stamp")
                : Optional.empty();
    }

    /** Snapdragons are called SD865, and explained variance is a score. */
    private static boolean isDeviation(List<String> words) {
        int last = words.size() - 1;
        for (int i = 0; i <= last; i++) {
            String word = words.get(i);
            boolean numbered = i < last && Character.isDigit(words.get(i + 1).charAt(0));
            boolean device = word.equals("sd") && numbered;
            if (DEVIATIONS.contains(word) && !device && words.stream().noneMatch(EXPLAINED::contains)
                    || last > 0 && (i == 0 || i == last) && DEVIATIONS_AT_AN_END.contains(word)
                    || last > 0 && i == last - 1 && numbered && word.equals("ci")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether numbers are 0 to n - 1, each of them once, or 1 to n in this order: they say where each architecture stands in some list, as
     * no measured scores do.
     */
    public static boolean holdsPlaces(double[] numbers) {
        BitSet seen = new BitSet();
        int count = 0;
        boolean fromOne = true;
        for (double place : numbers) {
            if (!Double.isNaN(place)) {
                fromOne &= place == count + 1;
                count++;
                boolean whole = place == Math.rint(place) && place >= 0 && place < numbers.length;
                if (whole && !seen.get((int) place)) {
                    seen.set((int) place);
                }
            }
        }
        return count >= LEAST && seen.cardinality() == count && seen.length() == count
                || fromOne && count >= LEAST_FROM_ONE;
    }
}
