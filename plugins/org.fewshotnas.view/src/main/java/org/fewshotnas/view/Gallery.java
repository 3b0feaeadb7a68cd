package org.fewshotnas.view;

import java.util.List;

/**
 * Cells to look at closely.
 *
 * @param compare whether two are seen side by side
 */
public record Gallery(String title, List<Item> items, boolean compare) implements Panel {
    /**
     * A cell.
     *
     * @param cell the number of the page's {@link CellDrawing}
     * @param facts what is known of it, a sentence each
     * @param code PyTorch code of it; empty for none
     * @param changes what its prediction owes to its parts; empty where that is not known
     */
    public record Item(String title, int cell, List<String> facts, String code, List<Change> changes) {
        public Item {
            facts = List.copyOf(facts);
            changes = List.copyOf(changes);
        }
    }

    /**
     * What a prediction would change by if one operation were another.
     *
     * @param node of the cell, from 0
     * @param text the change in words
     * @param difference the changed cell's prediction less that of the cell
     * @param better whether that is a better prediction
     */
    public record Change(int node, String text, double difference, boolean better) {}

    public Gallery {
        items = List.copyOf(items);
    }

    @Override
    public String kind() {
        return "gallery";
    }
}
