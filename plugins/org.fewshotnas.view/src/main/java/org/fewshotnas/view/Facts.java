package org.fewshotnas.view;

import java.util.List;

/**
 * A small table.
 *
 * @param head above its columns; without one, the first column names the rows
 * @param empty what is said where it has no row
 */
public record Facts(String title, List<String> head, List<List<String>> rows, String empty) implements Panel {
    public Facts {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    public static Facts of(String title, List<List<String>> rows) {
        return new Facts(title, List.of(), rows, "");
    }

    @Override
    public String kind() {
        return "facts";
    }
}
