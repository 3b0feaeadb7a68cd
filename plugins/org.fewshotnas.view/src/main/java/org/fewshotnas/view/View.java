package org.fewshotnas.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.space.cell.Architecture;

/**
 * All that the page of a node shows.
 *
 * @param headline the answer, with its number and unit
 * @param detail a sentence that says what the numbers are; may be empty
 * @param notes what should be known before the pictures are believed
 * @param panels from top to bottom
 * @param cells those that points and galleries stand for
 */
public record View(String headline, String detail, List<String> notes, List<Panel> panels, List<CellDrawing> cells) {
    /** More points than these are not sent to a page: it says so, and shows a sample. */
    public static final int MOST_POINTS = 2_000;

    public View {
        notes = List.copyOf(notes);
        panels = List.copyOf(panels);
        cells = List.copyOf(cells);
    }

    public static Builder of(String headline) {
        return new Builder(headline);
    }

    /** The record of {@code views/view.js}. No number in it is NaN or infinite: such values are left out, or null in a list. */
    public String json() {
        return ViewJson.of(this);
    }

    /** Puts a view together. */
    public static final class Builder {
        private final String headline;
        private String detail = "";
        private final List<String> notes = new ArrayList<>();
        private final List<Panel> panels = new ArrayList<>();
        private final Map<String, Integer> numbers = new LinkedHashMap<>();
        private final List<CellDrawing> cells = new ArrayList<>();

        private Builder(String headline) {
            this.headline = headline;
        }

        public Builder detail(String newDetail) {
            detail = newDetail;
            return this;
        }

        public Builder note(String note) {
            notes.add(note);
            return this;
        }

        public Builder add(Panel panel) {
            panels.add(panel);
            return this;
        }

        /** The number of an architecture's drawing, which stands in the view once. */
        public int cell(Architecture architecture) {
            return cell(CellDrawing.of(architecture));
        }

        /** The number of a drawing, which stands in the view once. */
        public int cell(CellDrawing drawing) {
            return numbers.computeIfAbsent(drawing.space() + ' ' + drawing.text(), key -> {
                cells.add(drawing);
                return cells.size() - 1;
            });
        }

        public View build() {
            return new View(headline, detail, notes, panels, cells);
        }
    }
}
