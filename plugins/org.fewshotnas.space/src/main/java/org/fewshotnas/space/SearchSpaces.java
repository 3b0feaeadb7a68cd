package org.fewshotnas.space;

import java.util.List;

/** The search spaces that are known here. */
public final class SearchSpaces {
    private SearchSpaces() {}

    /** All spaces, those of the benchmarks first, then their mixed-ops extensions. */
    public static List<SearchSpace> all() {
        return List.of();
    }

    /**
     * The space of this name.
     *
     * @throws InvalidInputException if there is none
     */
    public static SearchSpace ofName(String name) {
        return all().stream()
                .filter(space -> space.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "Unknown search space \"" + name + "\".",
                        "Use one of "
                                + String.join(
                                        ", ",
                                        all().stream().map(SearchSpace::name).toList())
                                + "."));
    }
}
