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
     * The space that most of the architectures are of, so that a single wrong one is found as an error of that space. A benchmark's own
     * space wins against its mixed-ops extension, which holds all of its cells too.
     */
    static Optional<SearchSpace> detect(List<String> architectures) {
        SearchSpace best = null;
        long bestCount = 0;
        for (SearchSpace space : SearchSpaces.all()) {
            long count =
                    architectures.stream().filter(text -> isOf(space, text)).count();
            if (count > bestCount) {
                best = space;
                bestCount = count;
            }
        }
        return Optional.ofNullable(best);
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
