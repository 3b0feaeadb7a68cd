package org.fewshotnas.benchmark;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.space.InvalidInputException;
import org.fewshotnas.space.SearchSpace;
import org.fewshotnas.space.SearchSpaces;

/** Tells the search space of architectures whose space nobody names. */
final class SpaceDetector {
    private SpaceDetector() {}

    /**
     * The benchmark's own space that more than half of the architectures are of, so that a single wrong one is found as an error of that
     * space: a mixed-ops extension, which holds all of its cells too, counts only where there is no such space. Then it is the space that
     * most of them are of.
     */
    static Optional<SearchSpace> detect(List<String> architectures) {
        SearchSpace best = null;
        long bestCount = 0;
        for (SearchSpace space : SearchSpaces.all()) {
            long count =
                    architectures.stream().filter(text -> isOf(space, text)).count();
            boolean isExtension = space.mixedOps() == space;
            if (count > bestCount && !(isExtension && isMostly(best, bestCount, architectures))) {
                best = space;
                bestCount = count;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean isMostly(SearchSpace best, long count, List<String> architectures) {
        return best != null && best.mixedOps() != best && count * 2 > architectures.size();
    }

    /** Whether a text is an architecture of any known space. */
    static boolean isArchitecture(String text) {
        return SearchSpaces.all().stream().anyMatch(space -> isOf(space, text));
    }

    private static boolean isOf(SearchSpace space, String text) {
        try {
            space.parse(text);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }
}
