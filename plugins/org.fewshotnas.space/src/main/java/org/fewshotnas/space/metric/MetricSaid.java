package org.fewshotnas.space.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
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
    private static final Pattern ACCURACY_AT_K = Pattern.compile(
            "(?<![a-zA-Z])(?:top|acc|accuracy|(err|error))[-_ ]?@(10|[1-9])(?![\\d.])", Pattern.CASE_INSENSITIVE);
    /** mAP@50, mAP@[.5:.95], precision@10. */
    private static final Pattern AT_PLACE = Pattern.compile(
            "(?<![a-zA-Z])(map|ap|ar|prec|precision|recall|ndcg|hits?|hr|mrr|f1|fpr)@(?:\\[[^\\]]*\\]|[\\d.:]+%?(?:tpr)?)",
            Pattern.CASE_INSENSITIVE);

    /** Two words with a slash or "per" between them: images/s, steps_per_sec, latency/ms, accuracy/latency. */
    private static final Pattern RATIO =
            Pattern.compile("([\\p{L}\\d#-]+)(?:\\s*/\\s*|[\\s_]+per[\\s_]+)([\\p{L}\\u00b5]+)(?![\\p{L}\\d])");

    private static final Pattern SECOND = Pattern.compile("(?iu)s|secs?|seconds?|sekunde|seconde|segundo");
    private static final Pattern ONE_MINUS =
            Pattern.compile("(?<![^\\s_(])(?<!top )10{0,2}\\s*%?\\s*[-\u2212\u2013]\\s*"
                    + "(?=[a-zA-Z])(?!(?:shot|way|vs|nn|epoch|step|hop|layer|bit|gpu)(?![a-z]))");
    private static final Pattern ONE_OVER = Pattern.compile("(?<![^\\s_(])(?<!top )1\\s*/\\s*(?=[a-zA-Z])");
    private static final Pattern DELTA = Pattern.compile("[\u0394\u2206]");
    /** Names of splits with a hyphen, within longer names. */
    private static final Pattern HYPHENATED_SPLIT =
            Pattern.compile("(?<![\\p{L}\\d])(x|ori)-(valid|test)(?![\\p{L}\\d])");

    private static final Pattern AT_WORD = Pattern.compile("@(?=\\p{L})");
    private static final Pattern ELISION = Pattern.compile("(?iu)(?<!\\p{L})[dl]['\u2019](?=\\p{L})");
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
    /** What leaves open from what to what, and so which direction is better. */
    private static final Set<String> DIFFERENCE = Set.of("delta", "diff", "difference", "change", "changes");
    /** "Time to accuracy" is a time. */
    private static final Set<String> UNTIL = Set.of("to", "until");
    /** What "size" is not a cost of. */
    private static final Set<String> SIZED = Set.of("batch", "image", "input", "kernel", "sample", "img", "patch");

    /** A name with signs written out as words: "Acc@1", "1-error", "images/s". */
    static String plain(String name) {
        String text = ACCURACY_AT_K
                .matcher(name)
                .replaceAll(match -> (match.group(2).equals("1") ? " " : " top" + match.group(2) + " ")
                        + (match.group(1) == null ? "accuracy " : "error "));
        text = AT_PLACE.matcher(text).replaceAll(" $1 ");
        text = HYPHENATED_SPLIT.matcher(text).replaceAll(" $0 ");
        text = ELISION.matcher(AT_WORD.matcher(text).replaceAll(" ")).replaceAll("");
        text = DELTA.matcher(text).replaceAll(" delta ");
        text = ONE_OVER.matcher(text).replaceAll("inverse ");
        text = RATIO.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(ratio(match.group(), match.group(1), match.group(2))));
        text = ONE_MINUS.matcher(text).replaceAll("one minus ");
        return MINUS.matcher(text).replaceFirst("negative ");
    }

    /** What goes by the second is a throughput; a kind over a unit is in that unit; and of two kinds one is per the other. */
    private static String ratio(String text, String over, String under) {
        boolean kind = MetricKind.saidBy(MetricNames.lower(over)) != null;
        boolean slash = text.indexOf('/') >= 0;
        if (!kind
                && !MetricUnits.isUnit(MetricNames.lower(over))
                && SECOND.matcher(under).matches()) {
            return " throughput ";
        }
        if (kind && slash && MetricUnits.unit(under) != null) {
            return over + " [" + under + "]";
        }
        return kind && slash && MetricKind.saidBy(MetricNames.lower(under)) != null ? over + " per " + under : text;
    }

    /** The words with those that turn the whole name round put where they belong: "negative val loss" is "val negative loss". */
    static List<String> gathered(List<String> words) {
        int leading = leading(words);
        MetricSaid said = in(words);
        if (leading == 0
                || said == null
                || said.start <= leading
                || !words.subList(leading, said.start).stream().allMatch(MetricSaid::isOfWholeNames)) {
            return words;
        }
        List<String> gathered = new ArrayList<>(words.subList(leading, said.start));
        gathered.addAll(words.subList(0, leading));
        gathered.addAll(words.subList(said.start, words.size()));
        return gathered;
    }

    /** How many words at the beginning turn what follows round. */
    private static int leading(List<String> words) {
        boolean one = !words.isEmpty() && MetricNames.lower(words.get(0)).equals("one");
        int leading = one ? 1 : 0;
        while (leading < words.size() && NEGATING.contains(MetricNames.lower(words.get(leading)))) {
            leading++;
        }
        return one && leading == 1 ? 0 : leading;
    }

    /** Whether a word is a split, says nothing, or holds a digit as data sets do; "negative samples accuracy" is none of a whole. */
    private static boolean isOfWholeNames(String word) {
        String lower = MetricNames.lower(word);
        return MetricNames.isSplit(lower)
                || MetricNames.isNoise(lower)
                || lower.chars().anyMatch(Character::isDigit);
    }

    /** The last kind that is said, or the last one that is no mere "score" or "cost"; null if none is. */
    static MetricSaid in(List<String> words) {
        MetricSaid found = last(words);
        int leading = leading(words);
        return found != null && leading > 0 && found.start > leading ? found.withDirection(Direction.UNKNOWN) : found;
    }

    private static MetricSaid last(List<String> words) {
        MetricSaid found = null;
        for (int i = 0; i < words.size(); i++) {
            MetricSaid here = at(words, i);
            String word = MetricNames.lower(words.get(i));
            if (found != null && here == null && UNTIL.contains(word)) {
                return found;
            }
            if (found != null && here == null && word.equals("per")) {
                return found.per(in(words.subList(i + 1, words.size())));
            }
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
        if (first > 0 && DIFFERENCE.contains(MetricNames.lower(words.get(first - 1)))) {
            first--;
            direction = Direction.UNKNOWN;
        } else if (last < words.size() && DIFFERENCE.contains(MetricNames.lower(words.get(last)))) {
            last++;
            direction = Direction.UNKNOWN;
        }
        if (direction == Direction.UNKNOWN) {
            quantity.append(" difference");
        }
        return new MetricSaid(first, last, kind, direction, quantity.toString());
    }

    /** "Training" goes with a time, and is the split of an accuracy. */
    private static boolean goesWith(String word, MetricKind kind) {
        return MODIFIERS.contains(word)
                || MetricNames.isNoise(word)
                || word.startsWith("training") && kind.role() == MetricKind.Role.COST;
    }

    /** This kind for each of another: whether an accuracy per cost is to be large, its name does not say. */
    private MetricSaid per(MetricSaid other) {
        boolean mixed =
                other != null && (kind.role() == MetricKind.Role.COST) != (other.kind.role() == MetricKind.Role.COST);
        return mixed ? new MetricSaid(start, end, kind, Direction.UNKNOWN, quantity + " per " + other.quantity) : this;
    }

    private MetricSaid withDirection(Direction other) {
        return new MetricSaid(start, end, kind, other, quantity);
    }

    /** Whether a word may turn what a name says round. */
    static boolean turns(String word) {
        return NEGATING.contains(word)
                || LESS_OF_IT.contains(word)
                || MISSING_OF_IT.contains(word)
                || DIFFERENCE.contains(word);
    }

    /** "Latency score" is a latency. */
    private boolean vague() {
        return kind.quantity().equals("score") || kind.quantity().equals("cost");
    }
}
