package org.fewshotnas.space.published;

import java.util.Arrays;
import java.util.List;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Texts;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;

/** The text form of a NAS-Bench-101 cell: vertices, upper triangle of the adjacency matrix row by row, operations. */
final class NasBench101Text {
    private NasBench101Text() {}

    static Cell parse(NasBench101 space, String text) {
        int first = text.indexOf(':');
        int second = text.indexOf(':', first + 1);
        if (first < 0 || second < 0) {
            throw malformed(space, text, "it does not have three parts with colons between them");
        }
        int n = first == 1 ? text.charAt(0) - '0' : -1;
        if (n < 2 || n > NasBench101Shapes.MAX_VERTICES) {
            throw malformed(
                    space,
                    text,
                    "its number of vertices is \"" + Texts.shorten(text.substring(0, first)) + "\", not from 2 to "
                            + NasBench101Shapes.MAX_VERTICES);
        }
        int entries = n * (n - 1) / 2;
        if (second - first - 1 != entries) {
            throw malformed(
                    space,
                    text,
                    "its adjacency has " + (second - first - 1) + " entries; " + n + " vertices have " + entries
                            + " above the diagonal");
        }
        if (text.length() - second - 1 != n - 2) {
            throw malformed(
                    space,
                    text,
                    "it has " + (text.length() - second - 1) + " operations; " + n + " vertices have " + (n - 2)
                            + " between input and output");
        }
        long[] rows = rows(space, text, n, first + 1);
        Operation[] operations = new Operation[n - 2];
        for (int v = 0; v < operations.length; v++) {
            char code = text.charAt(second + 1 + v);
            String place = "vertex " + (v + 1);
            operations[v] = space.operation(code)
                    .orElseThrow(() -> malformed(space, text, place + " has the unknown operation \"" + code + "\""));
        }
        int edges = Arrays.stream(rows).mapToInt(Long::bitCount).sum();
        if (edges > NasBench101Shapes.MAX_EDGES) {
            throw malformed(
                    space, text, "it has " + edges + " edges; at most " + NasBench101Shapes.MAX_EDGES + " are allowed");
        }
        if (!NasBench101Shapes.isConnected(rows)) {
            throw malformed(
                    space,
                    text,
                    "a vertex is on no path from the input to the output; such vertices must be taken away first, as the benchmark does");
        }
        return NasBench101Rules.cell(rows, List.of(operations));
    }

    private static long[] rows(NasBench101 space, String text, int n, int start) {
        long[] rows = new long[n];
        int at = start;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                char entry = text.charAt(at++);
                if (entry == '1') {
                    rows[i] |= 1L << j;
                } else if (entry != '0') {
                    throw malformed(space, text, "its adjacency holds \"" + entry + "\"; every entry must be 0 or 1");
                }
            }
        }
        return rows;
    }

    private static InvalidInputException malformed(NasBench101 space, String text, String what) {
        return new InvalidInputException(
                "\"" + Texts.shorten(text) + "\" is not a " + space.name() + " architecture: " + what + ".",
                "Write architectures as vertices:adjacency:operations, such as 7:101001101001000001101:20211, each operation one of "
                        + String.join(" ", space.operationCodes().split(""))
                        + ", or choose the search space that the column holds.");
    }

    static String print(long[] rows, int[] codes) {
        int n = rows.length;
        StringBuilder text = new StringBuilder(2 + n * (n - 1) / 2 + 1 + codes.length)
                .append(n)
                .append(':');
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                text.append((rows[i] >>> j & 1) != 0 ? '1' : '0');
            }
        }
        text.append(':');
        for (int code : codes) {
            text.append(NasBench101.code(code));
        }
        return text.toString();
    }
}
