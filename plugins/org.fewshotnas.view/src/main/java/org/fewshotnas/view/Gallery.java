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
     * @param changes what its prediction would change by with one part other than it is; empty where that is not known
     * @param worths what its prediction owes to its parts, one a node at most; empty where that is not known
     */
    public record Item(
            String title, int cell, List<String> facts, String code, List<Change> changes, List<Worth> worths) {
        public Item {
            facts = List.copyOf(facts);
            changes = List.copyOf(changes);
            worths = List.copyOf(worths);
        }

        /** Of a cell whose prediction is not explained. */
        public Item(String title, int cell, List<String> facts, String code, List<Change> changes) {
            this(title, cell, facts, code, changes, List.of());
        }
    }

    /**
     * What a prediction would change by if one operation were another, or an edge were not there.
     *
     * @param node of the cell, from 0
     * @param text the change in words
     * @param to the label of the other operation; empty for an edge
     * @param difference the changed cell's prediction less that of the cell
     * @param better whether that is a better prediction
     */
    public record Change(int node, String text, String to, double difference, boolean better) {}

    /**
     * What an operation is worth.
     *
     * @param node of the cell, from 0
     * @param text what the number means, in words
     * @param difference the prediction less the mean prediction with another operation at this node
     * @param better whether the prediction is better with it
     */
    public record Worth(int node, String text, double difference, boolean better) {}

    public Gallery {
        items = List.copyOf(items);
    }

    @Override
    public String kind() {
        return "gallery";
    }
}
