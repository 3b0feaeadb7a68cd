package org.fewshotnas.space;

import java.util.List;
import java.util.Optional;

/** The search spaces that are known here. */
public final class SearchSpaces {
    private static final List<SearchSpace> ALL = List.of(
            NasBench101.INSTANCE,
            NasBench201.INSTANCE,
            TransNasBench101Micro.INSTANCE,
            NasBenchAsr.INSTANCE,
            NasBench101.MIXED_OPS,
            NasBench201.MIXED_OPS,
            TransNasBench101Micro.MIXED_OPS,
            NasBenchAsr.MIXED_OPS);

    private SearchSpaces() {}

    /** All spaces, those of the benchmarks first, then their mixed-ops extensions. */
    public static List<SearchSpace> all() {
        return ALL;
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

    /**
     * The benchmark whose architectures these are: the first space that can parse them all. Mixed-ops extensions are not considered,
     * because nothing but its name tells a mixed-ops table from one with a typing error.
     *
     * @return empty if there is none, or if there are no architectures
     */
    public static Optional<SearchSpace> detect(List<String> architectures) {
        return all().stream()
                .filter(space -> space.mixedOps() != space && !architectures.isEmpty())
                .filter(space -> architectures.stream().allMatch(architecture -> parses(space, architecture)))
                .findFirst();
    }

    private static boolean parses(SearchSpace space, String architecture) {
        try {
            space.parse(architecture);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }
}
