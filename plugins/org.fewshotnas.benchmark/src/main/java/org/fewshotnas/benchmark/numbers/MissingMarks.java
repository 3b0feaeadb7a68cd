package org.fewshotnas.benchmark.numbers;

import java.util.Locale;
import java.util.Set;

/** The marks for what was not measured. */
public final class MissingMarks {
    private static final Set<String> USUAL = Set.of("", "nan", "na", "n/a", "null", "none", "?");
    private static final Set<String> OTHERS = Set.of(
            "-",
            "--",
            "---",
            "\u2013",
            "\u2014",
            ".",
            "..",
            "...",
            "\u2026",
            "n.a.",
            "n.a",
            "n. a.",
            "\\n",
            "<na>",
            "nat",
            "nil",
            "missing",
            "k.a.",
            "k. a.",
            "#n/a",
            "#na",
            "#n/a n/a",
            "#nv",
            "#div/0!",
            "#num!",
            "#value!",
            "#ref!",
            "#name?",
            "#null!",
            "not measured",
            "not available",
            "1.#qnan",
            "-1.#ind",
            "-nan",
            "-nan(ind)",
            "nan(ind)",
            "oom",
            "out of memory",
            "failed",
            "fail",
            "timeout",
            "crashed",
            "diverged",
            "n.d.",
            "nd",
            "tbd",
            "skipped",
            "not run",
            "nan%");
    private static final int LONGEST = 13;

    private MissingMarks() {}

    /** Whether a value says so as programs do: empty, NaN, NA, N/A, null, None or ?, in any case of letters. */
    public static boolean isUsual(String text) {
        return text.length() <= 4 && USUAL.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether it says so in another way, that a user should be told of: a dash, an error of a spreadsheet. */
    static boolean isOther(String text) {
        return text.length() <= LONGEST && OTHERS.contains(text.toLowerCase(Locale.ROOT));
    }
}
