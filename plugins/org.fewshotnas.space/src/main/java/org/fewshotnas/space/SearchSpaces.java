package org.fewshotnas.space;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.published.ChannelSizes;
import org.fewshotnas.space.published.NasBench101;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.space.published.NasBenchAsr;
import org.fewshotnas.space.published.TransNasBench101Micro;

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
    /** So many architectures tell the space of a table well enough. */
    public static final int ENOUGH_TO_DETECT = 1_000;

    private static final List<SearchSpace> BENCHMARKS =
            List.of(NasBench101.INSTANCE, NasBench201.INSTANCE, TransNasBench101Micro.INSTANCE, NasBenchAsr.INSTANCE);
    private static final List<SearchSpace> ALL = Stream.concat(
                    BENCHMARKS.stream(), BENCHMARKS.stream().map(SearchSpace::mixedOps))
            .toList();

    private SearchSpaces() {}

    /** All spaces of cells, those of the benchmarks first, then their mixed-ops extensions. */
    public static List<SearchSpace> all() {
        return ALL;
    }

    /** Whether a space has this name, {@link ChannelSizes} among them. */
    public static boolean isName(String name) {
        return withSizes(ALL).anyMatch(space -> space.name().equals(name));
    }

    /** Whether a text is an architecture of any space, {@link ChannelSizes} among them. */
    public static boolean isArchitecture(String text) {
        return withSizes(BENCHMARKS).anyMatch(space -> has(space.mixedOps(), text));
    }

    private static Stream<SearchSpace> withSizes(List<SearchSpace> spaces) {
        return Stream.concat(spaces.stream(), Stream.of(ChannelSizes.INSTANCE));
    }

    /**
     * The space of this name, {@link ChannelSizes} among them.
     *
     * @throws InvalidInputException if there is none
     */
    public static SearchSpace ofName(String name) {
        return withSizes(ALL)
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
     * The space that most of these architectures are of, {@link ChannelSizes} among them. A mixed-ops extension has all cells of its
     * benchmark too: it is taken where more than a few different architectures need it. One in a table of the benchmark's own cells, or
     * one for each twenty of them, is a mistake that should be found; a table of mixed operations has more.
     *
     * @return empty if no architecture is of any space; else a space that some of them may not be of
     */
    public static Optional<SearchSpace> detect(List<String> architectures) {
        List<String> different = architectures.stream().distinct().toList();
        SearchSpace best = null;
        int most = 0;
        for (SearchSpace space : withSizes(BENCHMARKS).toList()) {
            List<String> known = different.stream()
                    .filter(text -> has(space.mixedOps(), text))
                    .toList();
            if (known.size() > most) {
                most = known.size();
                int own = (int) known.stream().filter(text -> has(space, text)).count();
                best = areMistakes(most - own, own) ? space : space.mixedOps();
            }
        }
        return Optional.ofNullable(best);
    }

    /** Whether so few architectures need the extension, beside the benchmark's own, that they must be mistakes. */
    private static boolean areMistakes(int others, int own) {
        return others < own && others <= Math.max(1, own / 20);
    }

    /**
     * How many unified graphs the mixed-ops extensions have between them: the sum of their sizes, in which the topology that
     * NAS-Bench-201 and TransNAS-Bench-101 micro share counts once.
     */
    public static BigInteger mixedOpsUnionSize() {
        return NasBench101.MIXED_OPS.size().add(NasBench201.MIXED_OPS.size()).add(NasBenchAsr.MIXED_OPS.size());
    }

    private static boolean has(SearchSpace space, String architecture) {
        try {
            space.normalised(architecture);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }
}
