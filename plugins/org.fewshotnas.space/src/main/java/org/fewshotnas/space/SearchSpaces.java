package org.fewshotnas.space;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The search spaces that are known here, and how large they are:
 *
 * <table>
 * <caption>Cells: {@link SearchSpace#size}; texts: {@link SearchSpace#encodingCount}; forms: {@link SearchSpace#uniqueCount}</caption>
 * <tr><th>space</th><th>cells</th><th>texts</th><th>forms</th><th>mixed-ops cells</th><th>texts</th><th>forms</th></tr>
 * <tr><td>NAS-Bench-101</td><td>423,624</td><td>1,293,208</td><td>423,624</td><td>244,158,344</td><td>794,700,072</td>
 *     <td>244,158,344</td></tr>
 * <tr><td>NAS-Bench-201</td><td>15,625</td><td>15,625</td><td>6,466</td><td>1,771,561</td><td>1,771,561</td><td>1,286,807</td></tr>
 * <tr><td>TransNAS-Bench-101 micro</td><td>4,096</td><td>4,096</td><td>1,236</td><td>1,771,561</td><td>1,771,561</td>
 *     <td>1,286,807</td></tr>
 * <tr><td>NAS-Bench-ASR</td><td>13,824</td><td>13,824</td><td>8,242</td><td>2,357,947,691</td><td>2,357,947,691</td>
 *     <td>359,397,131</td></tr>
 * </table>
 *
 * <p>The mixed-ops spaces have 2,605,649,157 cells between them. NAS-Bench-201 and TransNAS-Bench-101 micro have one topology, so that with
 * the same operations they have the same cells, while the cells of the others have other numbers of nodes: as unified graphs the union
 * has 2,603,877,596. MP-NAS (appendix A) gives "more than 2.35 billion", which NAS-Bench-ASR's 11^9 alone accounts for.
 */
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

    /**
     * How many unified graphs the mixed-ops extensions have between them: the sum of their sizes, in which the topology that
     * NAS-Bench-201 and TransNAS-Bench-101 micro share counts once.
     */
    public static BigInteger mixedOpsUnionSize() {
        return NasBench101.MIXED_OPS.size().add(NasBench201.MIXED_OPS.size()).add(NasBenchAsr.MIXED_OPS.size());
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
