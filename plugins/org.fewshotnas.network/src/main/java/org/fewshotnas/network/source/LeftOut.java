package org.fewshotnas.network.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts what is left out, and names the first few. */
final class LeftOut {
    private static final int NAMED = 3;

    private final List<String> first = new ArrayList<>();
    private int count;

    void add(Path file) {
        count++;
        if (first.size() < NAMED) {
            first.add("\"" + file.toString().replace('\\', '/') + "\"");
        }
    }

    /** What the user should know; empty if nothing was left out. */
    Optional<String> note(String what) {
        if (count == 0) {
            return Optional.empty();
        }
        String more = count > first.size() ? " and " + (count - first.size()) + " more" : "";
        return Optional.of("Left out, " + what + ": " + String.join(", ", first) + more + ".");
    }
}
