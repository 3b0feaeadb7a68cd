package org.fewshotnas.space.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a column's name. Spaces and underscores separate words. Hyphens, dots, capitals and digits stand in the names of data sets and
 * devices too, as in "ImageNet16-120", so they separate words only where one of the pieces then says something.
 */
final class NameWords {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s_,;:=|()\\[\\]\"']+");
    /** Runs of letters that start with a capital, or of capitals, or of other letters, or of digits; and what stands between them. */
    private static final Pattern PIECES = Pattern.compile(
            "\\p{Lu}+(?=\\p{Lu}\\p{Ll})|\\p{Lu}?\\p{Ll}+|\\p{Lu}+|\\d+|%|[^\\p{L}\\d%]+|\\p{L}+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern HYPHENATED = Pattern.compile("[^-]+|-");
    private static final Pattern WITH_NUMBER = Pattern.compile("(\\p{L}{3,})[-.]?(\\d+)");

    private static final int SHORTEST = 3;

    private NameWords() {}

    /** The words, in their order and in their own case. */
    static List<String> of(String name) {
        List<String> words = new ArrayList<>();
        for (String token : SEPARATORS.split(name)) {
            if (!token.isEmpty()) {
                words.addAll(pieces(token));
            }
        }
        return words;
    }

    private static List<String> pieces(String token) {
        if (says(token)) {
            return List.of(token);
        }
        List<String> compound = compound(token);
        if (!compound.isEmpty()) {
            return compound;
        }
        Matcher numbered = WITH_NUMBER.matcher(token);
        if (numbered.matches()) {
            List<String> words = withNumber(numbered.group(1), numbered.group(2));
            if (!words.isEmpty()) {
                return words;
            }
        }
        List<String> hyphenated = glued(token, HYPHENATED);
        if (hyphenated.size() > 1) {
            List<String> words = new ArrayList<>();
            hyphenated.forEach(piece -> words.addAll(pieces(piece)));
            return words;
        }
        return glued(token, PIECES);
    }

    /** The pieces of a token that say something, and what is between them, each as it stands. */
    private static List<String> glued(String token, Pattern pattern) {
        List<String> words = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        Matcher matcher = pattern.matcher(token);
        while (matcher.find()) {
            String piece = matcher.group();
            if (says(piece)) {
                addTrimmed(rest, words);
                words.add(piece);
            } else {
                rest.append(piece);
            }
        }
        addTrimmed(rest, words);
        return words;
    }

    private static void addTrimmed(StringBuilder rest, List<String> words) {
        String word = rest.toString().replaceAll("^[-./+~@#*]+|[-./+~@#*]+$", "");
        if (!word.isEmpty()) {
            words.add(word);
        }
        rest.setLength(0);
    }

    /** "valacc" and "Testgenauigkeit" are a split, or a word that says nothing, and a kind; empty if it is no such word. */
    private static List<String> compound(String token) {
        for (int i = SHORTEST; i <= token.length() - SHORTEST; i++) {
            String first = CommonWords.lower(token.substring(0, i));
            String rest = token.substring(i);
            if ((CommonWords.split(first).isPresent() || CommonWords.isNoise(first))
                    && MetricKinds.saidBy(CommonWords.lower(rest)).isPresent()) {
                return List.of(token.substring(0, i), rest);
            }
        }
        return List.of();
    }

    /** "acc1" is the accuracy of the first guess, "loss2" another loss; "cifar10" is no word with a number. */
    private static List<String> withNumber(String word, String number) {
        boolean guesses = MetricKinds.saidBy("top" + number).isPresent();
        return MetricKinds.saidBy(CommonWords.lower(word))
                .map(kind -> List.of(kind.quantity().equals("accuracy") && guesses ? "top" + number : word))
                .orElse(List.of());
    }

    /** Whether a word says a kind of metric, a split or a unit. */
    private static boolean says(String word) {
        String lower = CommonWords.lower(word);
        return MetricKinds.saidBy(lower).isPresent()
                || CommonWords.split(lower).isPresent()
                || MetricUnits.isUnit(lower)
                || CommonWords.turns(lower);
    }
}
