package org.fewshotnas.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Services;
import org.fewshotnas.space.cell.Encoding;
import org.fewshotnas.space.cell.EncodingProvider;
import org.fewshotnas.space.cell.SearchSpace;

/**
 * The search spaces, and other encodings of architectures, that are known here: the published ones first, then those that were added (see
 * {@link Encoding}) by the names of their classes; and of each of the two the encodings first, then their mixed-ops extensions. The
 * published ones, and how large they are:
 *
 * <table>
 * <caption>Cells: {@link SearchSpace#size}; texts: the encodings that say them; forms: their canonical forms</caption>
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
    /** So many architectures show well enough which space a table is of. */
    public static final int ENOUGH_TO_DETECT = 1_000;

    /** Without mixed-ops extensions. */
    private static final List<Encoding> BENCHMARKS = new ArrayList<>();

    private static final List<Encoding> ENCODINGS = new ArrayList<>();

    static {
        for (EncodingProvider provider : Services.of(EncodingProvider.class)) {
            List<? extends Encoding> own = provider.encodings();
            BENCHMARKS.addAll(own);
            ENCODINGS.addAll(own);
            own.stream()
                    .flatMap(SearchSpaces::mixedOps)
                    .filter(extension -> !ENCODINGS.contains(extension))
                    .forEach(ENCODINGS::add);
        }
        if (ENCODINGS.stream().map(Encoding::name).distinct().count() < ENCODINGS.size()) {
            throw new IllegalStateException("Two search spaces have one name: " + names(ENCODINGS));
        }
    }

    private SearchSpaces() {}

    private static Stream<SearchSpace> mixedOps(Encoding encoding) {
        return encoding.cells().flatMap(SearchSpace::mixedOps).stream();
    }

    /** All encodings, those of architectures that are no cells among them. */
    public static List<Encoding> encodings() {
        return List.copyOf(ENCODINGS);
    }

    /** All spaces of cells. */
    public static List<SearchSpace> all() {
        return ENCODINGS.stream().flatMap(encoding -> encoding.cells().stream()).toList();
    }

    /** Whether an encoding has this name. */
    public static boolean isName(String name) {
        return find(name).isPresent();
    }

    private static Optional<Encoding> find(String name) {
        return ENCODINGS.stream()
                .filter(encoding -> encoding.name().equals(name))
                .findFirst();
    }

    /** The names of encodings, for messages. */
    public static String names(List<? extends Encoding> encodings) {
        return encodings.stream().map(Encoding::name).collect(Collectors.joining(", "));
    }

    /** How all benchmarks write their architectures, for messages. */
    public static String notations() {
        return BENCHMARKS.stream()
                .map(encoding -> encoding.name() + " " + encoding.notation())
                .collect(Collectors.joining("; "));
    }

    /**
     * The encoding of this name.
     *
     * @throws InvalidInputException if there is none
     */
    public static Encoding encoding(String name) {
        return find(name)
                .orElseThrow(() -> new InvalidInputException(
                        "Unknown search space \"" + name + "\".", "Use one of " + names(ENCODINGS) + "."));
    }

    /**
     * The space of cells of this name.
     *
     * @throws InvalidInputException if there is none, or its architectures are no cells
     */
    public static SearchSpace ofName(String name) {
        return encoding(name).requireCells();
    }

    /** Whether a text is an architecture of any encoding. */
    public static boolean isArchitecture(String text) {
        return BENCHMARKS.stream().anyMatch(encoding -> widest(encoding).has(text));
    }

    /** The mixed-ops extension, or the encoding itself where it has none. */
    private static Encoding widest(Encoding encoding) {
        return mixedOps(encoding).map(Encoding.class::cast).findFirst().orElse(encoding);
    }

    /**
     * The encoding that most of these architectures are of. A mixed-ops extension has all cells of its benchmark too: it is taken where more
     * than a few different architectures need it. One in a table of the benchmark's own cells, or one for each twenty of them, is a mistake
     * that should be found; a table of mixed operations has more.
     *
     * @return empty if no architecture is of any encoding; else one that some of them may not be of
     */
    public static Optional<Encoding> detect(List<String> architectures) {
        List<String> different = architectures.stream().distinct().toList();
        Optional<Encoding> best = Optional.empty();
        int most = 0;
        for (Encoding encoding : BENCHMARKS) {
            Encoding widest = widest(encoding);
            List<String> known = different.stream().filter(widest::has).toList();
            if (known.size() > most) {
                most = known.size();
                int own = (int) known.stream().filter(encoding::has).count();
                best = Optional.of(areMistakes(most - own, own) ? encoding : widest);
            }
        }
        return best;
    }

    /** Whether so few architectures need the extension, beside the benchmark's own, that they must be mistakes. */
    private static boolean areMistakes(int others, int own) {
        return others < own && others <= Math.max(1, own / 20);
    }
}
