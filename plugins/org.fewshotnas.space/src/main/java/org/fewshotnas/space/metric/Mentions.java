package org.fewshotnas.space.metric;

import static org.fewshotnas.space.metric.CommonWords.DIFFERENCE;
import static org.fewshotnas.space.metric.CommonWords.LESS_OF_IT;
import static org.fewshotnas.space.metric.CommonWords.MISSING_OF_IT;
import static org.fewshotnas.space.metric.CommonWords.MODIFIERS;
import static org.fewshotnas.space.metric.CommonWords.NEGATING;
import static org.fewshotnas.space.metric.CommonWords.SIZED;
import static org.fewshotnas.space.metric.CommonWords.UNTIL;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds where the words of a name say a kind of metric. */
final class Mentions {
    private Mentions() {}

    /** The words with those that turn the whole name round put where they belong: "negative val loss" is "val negative loss". */
    static List<String> gathered(List<String> words) {
        int leading = leading(words);
        int start = in(words).map(Mention::start).orElse(0);
        if (leading == 0
                || start <= leading
                || !words.subList(leading, start).stream().allMatch(Mentions::isOfWholeNames)) {
            return words;
        }
        List<String> gathered = new ArrayList<>(words.subList(leading, start));
        gathered.addAll(words.subList(0, leading));
        gathered.addAll(words.subList(start, words.size()));
        return gathered;
    }

    /** How many words at the beginning turn what follows round. */
    private static int leading(List<String> words) {
        boolean one = isAt(words, 0, Set.of("one"));
        int leading = one ? 1 : 0;
        while (isAt(words, leading, NEGATING)) {
            leading++;
        }
        return one && leading == 1 ? 0 : leading;
    }

    /** Whether there is a word at this index, one of these. */
    private static boolean isAt(List<String> words, int index, Set<String> some) {
        return index >= 0 && index < words.size() && some.contains(CommonWords.lower(words.get(index)));
    }

    /** Whether a word is a split, says nothing, or holds a digit as data sets do; "negative samples accuracy" is none of a whole. */
    private static boolean isOfWholeNames(String word) {
        String lower = CommonWords.lower(word);
        return CommonWords.split(lower).isPresent()
                || CommonWords.isNoise(lower)
                || lower.chars().anyMatch(Character::isDigit);
    }

    /** The last kind that is said, or the last one that is no mere "score" or "cost". */
    static Optional<Mention> in(List<String> words) {
        int leading = leading(words);
        return last(words)
                .map(found -> leading > 0 && found.start() > leading ? found.withDirection(Direction.UNKNOWN) : found);
    }

    private static Optional<Mention> last(List<String> words) {
        Optional<Mention> found = Optional.empty();
        for (int i = 0; i < words.size(); i++) {
            Optional<Mention> here = at(words, i);
            if (here.isPresent()) {
                boolean vaguer = here.get().isVague()
                        && found.filter(known -> !known.isVague()).isPresent();
                found = vaguer ? found : here;
                i = here.get().end() - 1;
            } else if (found.isPresent() && isAt(words, i, UNTIL)) {
                return found;
            } else if (found.isPresent() && isAt(words, i, Set.of("per"))) {
                Optional<Mention> under = in(words.subList(i + 1, words.size()));
                return found.map(over -> over.per(under));
            }
        }
        return found;
    }

    private static Optional<Mention> at(List<String> words, int start) {
        for (int end = Math.min(words.size(), start + MetricKinds.LONGEST); end > start; end--) {
            String said = CommonWords.lower(String.join(" ", words.subList(start, end)));
            Optional<MetricKind> kind = MetricKinds.saidBy(said);
            // "per" is the phone error rate at the end of a name or in capitals, else the English word.
            boolean english = said.equals("per")
                    && start < words.size() - 1
                    && !words.get(start).equals("PER");
            boolean sized = said.equals("size") && isAt(words, start - 1, SIZED);
            if (kind.isPresent() && !english && !sized) {
                return Optional.of(withWords(words, start, end, kind.get()));
            }
        }
        return Optional.empty();
    }

    private static Mention withWords(List<String> words, int start, int end, MetricKind kind) {
        int first = start;
        StringBuilder quantity = new StringBuilder();
        boolean turned = false;
        while (first > 0 && goesWith(CommonWords.lower(words.get(first - 1)), kind)) {
            first--;
            String word = CommonWords.lower(words.get(first));
            turned ^= NEGATING.contains(word);
            quantity.insert(0, CommonWords.isNoise(word) ? "" : word + " ");
        }
        quantity.append(kind.quantity());
        int last = end;
        if (isAt(words, last, kind.direction() == Direction.MINIMIZE ? LESS_OF_IT : MISSING_OF_IT)) {
            quantity.append(' ').append(CommonWords.lower(words.get(last)));
            turned = !turned;
            last++;
        }
        Direction direction = turned ? kind.direction().opposite() : kind.direction();
        if (isAt(words, first - 1, DIFFERENCE)) {
            first--;
            direction = Direction.UNKNOWN;
        } else if (isAt(words, last, DIFFERENCE)) {
            last++;
            direction = Direction.UNKNOWN;
        }
        if (direction == Direction.UNKNOWN) {
            quantity.append(" difference");
        }
        return new Mention(first, last, kind, direction, quantity.toString());
    }

    /** "Training" goes with a time, and is the split of an accuracy. */
    private static boolean goesWith(String word, MetricKind kind) {
        return MODIFIERS.contains(word)
                || CommonWords.isNoise(word)
                || word.startsWith("training") && kind.role() == MetricKind.Role.COST;
    }
}
