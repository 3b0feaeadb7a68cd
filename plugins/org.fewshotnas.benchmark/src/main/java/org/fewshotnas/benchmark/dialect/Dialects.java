package org.fewshotnas.benchmark.dialect;

import java.util.Optional;
import org.fewshotnas.space.SearchSpaces;

/** Reads architectures in other notations and words than the benchmark's own, where there is only one way to read them. */
public final class Dialects {
    private static final int LONGEST = 4_096;

    private Dialects() {}

    /** Whether a text is an architecture in a notation that is known here, the benchmarks' own among them. */
    public static boolean isArchitecture(String text) {
        return SearchSpaces.isArchitecture(text)
                || toNative(text).isPresent()
                || CodedCell.of(unquoted(text)).isPresent();
    }

    /**
     * The benchmark's own text of an architecture that is written otherwise.
     *
     * @return empty if it is in no known notation, or in more than one, as a {@link CodedCell} is
     */
    public static Optional<String> toNative(String text) {
        if (text.length() > LONGEST || text.isBlank()) {
            return Optional.empty();
        }
        String bare = unquoted(text);
        return Notations.ALL.stream()
                .map(notation -> notation.read(bare))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Without quotes and spaces around it. */
    public static String unquoted(String text) {
        String bare = text.strip();
        while (bare.length() >= 2
                && "'\"`".indexOf(bare.charAt(0)) >= 0
                && bare.charAt(bare.length() - 1) == bare.charAt(0)) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        return bare;
    }
}
