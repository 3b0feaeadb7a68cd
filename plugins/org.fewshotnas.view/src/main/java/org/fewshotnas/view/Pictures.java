package org.fewshotnas.view;

import java.util.List;

/** Small pictures with a text each. */
public record Pictures(String title, List<Item> items) implements Panel {
    /** @param image a data URI */
    public record Item(String image, String text) {}

    public Pictures {
        items = List.copyOf(items);
    }

    @Override
    public String kind() {
        return "pictures";
    }
}
