package org.fewshotnas.space;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the words of a name say a kind of metric, and how.
 *
 * @param start of the words that say it, with those that go with it, such as "relative" or "one minus"
 * @param end before which they end
 * @param kind what they say
 * @param direction that of the kind, or the other one where the name turns it round, as "negative loss" does
 * @param quantity the kind with the words that go with it
 */
record MetricSaid(int start, int end, MetricKind kind, Direction direction, String quantity) {
    /** A larger number behind an accuracy is one of epochs. */
    private static final Pattern ACCURACY_AT_K =
            Pattern.compile("(?<![a-zA-Z])(?:top|acc|accuracy)[-_ ]?@(10|[1-9])(?![\\d.])", Pattern.CASE_INSENSITIVE);
    /** mAP@50, mAP@[.5:.95], precision@10. */
    private static final Pattern AT_PLACE = Pattern.compile(
            "(?<![a-zA-Z])(map|ap|ar|prec|precision|recall|ndcg|hits?|hr|mrr|f1)@(?:\\[[^\\]]*\\]|[\\d.:]+)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PER_SECOND = Pattern.compile("\\s*/\\s*(?=s(?:ec(?:ond)?)?(?![a-zA-Z]))");
    private static final Pattern ONE_MINUS = Pattern.compile("(?<![^\\s_(])1\\s*[-\u2212]\\s*(?=[a-zA-Z])");
    private static final Pattern MINUS = Pattern.compile("^\\s*[-\u2212]\\s*(?=[a-zA-Z])");

    private static final Set<String> NEGATING = Set.of("minus", "negative", "neg", "inverse", "reciprocal");
    /** What is part of the quantity where it stands before it. */
    private static final Set<String> MODIFIERS = Set.of(
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
    private static final Set<String> LESS_OF_IT = Set.of("reduction", "saving", "savings", "improvement");
    /** What turns the larger-is-better round. */
    private static final Set<String> MISSING_OF_IT = Set.of("drop", "degradation", "gap", "decrease");
    /** What "size" is not a cost of. */
    private static final Set<String> SIZED = Set.of("batch", "image", "input", "kernel", "sample", "img", "patch");

    /** A name with signs written out as words: "Acc@1", "1-error", "images/s". */
    static String plain(String name) {
        String text = ACCURACY_AT_K
                .matcher(name)
                .replaceAll(
                        match -> match.group(1).equals("1") ? " accuracy " : " top" + match.group(1) + " accuracy ");
        text = AT_PLACE.matcher(text).replaceAll(" $1 ");
        text = PER_SECOND.matcher(text).replaceAll(" per ");
        text = ONE_MINUS.matcher(text).replaceAll("one minus ");
        return MINUS.matcher(text).replaceFirst("negative ");
    }

    /** The last kind that is said, or the last one that is no mere "score" or "cost"; null if none is. */
    static MetricSaid in(List<String> words) {
        MetricSaid found = null;
        for (int i = 0; i < words.size(); i++) {
            MetricSaid here = at(words, i);
            if (here != null) {
                found = found == null || !here.vague() || found.vague() ? here : found;
                i = here.end - 1;
            }
        }
        return found;
    }

    private static MetricSaid at(List<String> words, int start) {
        for (int end = Math.min(words.size(), start + MetricKind.LONGEST); end > start; end--) {
            String said =
                    words.subList(start, end).stream().map(MetricNames::lower).collect(Collectors.joining(" "));
            MetricKind kind = MetricKind.saidBy(said);
            // "per" is the phone error rate at the end of a name or in capitals, else the English word.
            boolean english = said.equals("per")
                    && start < words.size() - 1
                    && !words.get(start).equals("PER");
            boolean sized = said.equals("size") && start > 0 && SIZED.contains(MetricNames.lower(words.get(start - 1)));
            if (kind != null && !english && !sized) {
                return withWords(words, start, end, kind);
            }
        }
        return null;
    }

    private static MetricSaid withWords(List<String> words, int start, int end, MetricKind kind) {
        int first = start;
        StringBuilder quantity = new StringBuilder();
        boolean turned = false;
        while (first > 0 && goesWith(MetricNames.lower(words.get(first - 1)), kind)) {
            first--;
            String word = MetricNames.lower(words.get(first));
            turned ^= NEGATING.contains(word);
            quantity.insert(0, MetricNames.isNoise(word) ? "" : word + " ");
        }
        quantity.append(kind.quantity());
        int last = end;
        Set<String> turning = kind.direction() == Direction.MINIMIZE ? LESS_OF_IT : MISSING_OF_IT;
        if (last < words.size() && turning.contains(MetricNames.lower(words.get(last)))) {
            quantity.append(' ').append(MetricNames.lower(words.get(last)));
            turned = !turned;
            last++;
        }
        Direction direction = turned ? kind.direction().opposite() : kind.direction();
        return new MetricSaid(first, last, kind, direction, quantity.toString());
    }

    /** "Training" goes with a time, and is the split of an accuracy. */
    private static boolean goesWith(String word, MetricKind kind) {
        return MODIFIERS.contains(word)
                || MetricNames.isNoise(word)
                || word.equals("training") && kind.role() == MetricKind.Role.COST;
    }

    /** Whether a word may turn what a name says round. */
    static boolean turns(String word) {
        return NEGATING.contains(word) || LESS_OF_IT.contains(word) || MISSING_OF_IT.contains(word);
    }

    /** "Latency score" is a latency. */
    private boolean vague() {
        return kind.quantity().equals("score") || kind.quantity().equals("cost");
    }
}
