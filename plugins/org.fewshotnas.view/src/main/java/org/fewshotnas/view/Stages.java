package org.fewshotnas.view;

import java.util.List;

/** A network from its input to its output, part by part. */
public record Stages(String title, List<Item> items) implements Panel {
    /** @param cells whether the searched cells stand there */
    public record Item(String name, String text, boolean cells) {}

    public Stages {
        items = List.copyOf(items);
    }

    @Override
    public String kind() {
        return "stages";
    }
}
