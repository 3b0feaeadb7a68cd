package org.fewshotnas.knime.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.view.CellDrawing;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;

/**
 * Which cells the rows of a table are, for the few that a view draws: the texts of the columns "Search space" and "Architecture" are kept, and
 * read when a drawing is wanted. A table without them, or a row that cannot be read, has no drawing.
 */
public final class RowDrawings {
    /** Of larger tables no text is kept. */
    private static final int MOST_ROWS = 1_000_000;

    private static final String NO_SPACE = "";

    private final int space;
    private final int architecture;
    private final List<String> spaces = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    public RowDrawings(DataTableSpec spec) {
        space = text(spec, Columns.SEARCH_SPACE);
        architecture = text(spec, Columns.ARCHITECTURE);
    }

    private static int text(DataTableSpec spec, String column) {
        int index = spec.findColumnIndex(column);
        return index >= 0 && spec.getColumnSpec(index).getType().isCompatible(StringValue.class) ? index : -1;
    }

    /** Takes the next row. */
    public void add(DataRow row) {
        if (spaces.size() < MOST_ROWS) {
            spaces.add(space < 0 ? NO_SPACE : text(row.getCell(space)).intern());
            texts.add(space < 0 || architecture < 0 ? "" : text(row.getCell(architecture)));
        }
    }

    private static String text(DataCell cell) {
        return cell.isMissing() ? "" : ((StringValue) cell).getStringValue();
    }

    /** The search space of a row; a word for none, where the table does not say. */
    public String space(int row) {
        return row < spaces.size() && !spaces.get(row).isEmpty() ? spaces.get(row) : "Architectures";
    }

    /** Architectures of a row's search space, drawn by this seed; none where the space is not known. */
    public List<UnifiedGraph> sampled(int row, int count, long seed) {
        if (row >= spaces.size() || spaces.get(row).isEmpty()) {
            return List.of();
        }
        try {
            SearchSpace of = SearchSpaces.ofName(spaces.get(row));
            Random random = new Random(seed);
            List<UnifiedGraph> graphs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                graphs.add(UnifiedGraph.of(of.sample(random)));
            }
            return graphs;
        } catch (InvalidInputException e) {
            return List.of();
        }
    }

    /** The cell of a row. */
    public Optional<CellDrawing> of(int row) {
        if (row >= texts.size() || texts.get(row).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    CellDrawing.of(Architecture.parse(SearchSpaces.ofName(spaces.get(row)), texts.get(row))));
        } catch (InvalidInputException e) {
            return Optional.empty(); // the view shows the row without its cell
        }
    }
}
