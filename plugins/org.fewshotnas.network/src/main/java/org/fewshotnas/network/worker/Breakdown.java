package org.fewshotnas.network.worker;

import java.util.List;
import java.util.Locale;

/** Why a training broke off, in an analyst's words. */
final class Breakdown {
    private static final int KILLED = 137;
    private static final List<String> OUT_OF_MEMORY = List.of(
            "outofmemoryerror",
            "out of memory",
            "can't allocate memory",
            "not enough memory",
            "bad_alloc",
            "cannot allocate memory");

    private Breakdown() {}

    /**
     * Of what an exception or a process said last.
     *
     * @param said may be much, and for developers
     */
    static String of(String said) {
        return isOutOfMemory(said)
                ? "The training ran out of memory."
                : "The training broke off: " + lastWords(said) + ".";
    }

    /** Of a process that ended without a result. */
    static String of(int code, String said) {
        if (isOutOfMemory(said)) {
            return of(said);
        }
        return code == KILLED
                ? "The training's process was killed, as the system does when memory runs short."
                : "The training's process ended with code " + code + ": " + lastWords(said) + ".";
    }

    private static boolean isOutOfMemory(String said) {
        String small = said.toLowerCase(Locale.ROOT);
        return OUT_OF_MEMORY.stream().anyMatch(small::contains);
    }

    /** The last words that are no place in the code. */
    private static String lastWords(String said) {
        List<String> rows = said.lines()
                .map(String::strip)
                .filter(row -> !row.isEmpty() && !row.startsWith("at ") && !row.startsWith("..."))
                .toList();
        String last = rows.isEmpty() ? "it said nothing" : rows.get(rows.size() - 1);
        return (last.length() > 200 ? last.substring(0, 200) + "..." : last).replaceAll("[.\\s]+$", "");
    }
}
