package org.fewshotnas.space.metric;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A column's name with its signs written out as words. */
final class PlainName {
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

    private PlainName() {}

    /** A name with signs written out as words: "Acc@1", "1-error", "images/s". */
    static String of(String name) {
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
        boolean kind = MetricKinds.saidBy(CommonWords.lower(over)).isPresent();
        boolean slash = text.indexOf('/') >= 0;
        if (!kind
                && !MetricUnits.isUnit(CommonWords.lower(over))
                && SECOND.matcher(under).matches()) {
            return " throughput ";
        }
        if (kind && slash && MetricUnits.symbol(under).isPresent()) {
            return over + " [" + under + "]";
        }
        return kind && slash && MetricKinds.saidBy(CommonWords.lower(under)).isPresent()
                ? over + " per " + under
                : text;
    }
}
