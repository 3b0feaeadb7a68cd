package org.fewshotnas.knime.nodes.latent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.knime.common.Architectures;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Graphs;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.view.RowDrawings;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.view.CellDrawing;
import org.fewshotnas.view.architecture.LatentView;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.node.BufferedDataTable;

/** The rows that a map is made of: their graphs, names, cells, and what colours them. */
final class MapRows {
    private static final String TABLE = "the table of architectures";

    private final Optional<Graphs> unified;
    private final Optional<Architectures> encoded;
    private final RowDrawings drawings;
    private final List<UnifiedGraph> graphs = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private Optional<LatentView.Colour> colour = Optional.empty();

    /**
     * Finds the columns: those of unified graphs, or else those of encodings.
     *
     * @throws InvalidInputException if there are neither
     */
    MapRows(DataTableSpec spec) {
        boolean isUnified = spec.containsName(Columns.OPERATIONS) && spec.containsName(Columns.ADJACENCY);
        if (!isUnified && !spec.containsName(Columns.ARCHITECTURE)) {
            throw new InvalidInputException(
                    "There are no architectures in " + TABLE + ": it has neither the columns \"" + Columns.OPERATIONS
                            + "\" and \"" + Columns.ADJACENCY + "\" nor the column \"" + Columns.ARCHITECTURE + "\".",
                    "Connect a table that comes from the Search-Space Unifier or the Benchmark Reader.");
        }
        unified = isUnified ? Optional.of(new Graphs(spec, TABLE)) : Optional.empty();
        encoded = isUnified ? Optional.empty() : Optional.of(new Architectures(spec, TABLE));
        drawings = new RowDrawings(spec);
    }

    /**
     * Checks that a column can colour a map.
     *
     * @throws InvalidInputException if it is not there, or holds neither numbers nor text
     */
    static void checkColour(DataTableSpec spec, String column) {
        if (column == null || column.isEmpty()) {
            throw new InvalidInputException(
                    "No column is chosen under \"Colour column\".",
                    "Choose one, or choose \"Predicted score\" under \"Colour by\".");
        }
        DataColumnSpec found = spec.getColumnSpec(column);
        if (found == null) {
            throw new InvalidInputException(
                    "The column \"" + column + "\", which is chosen under \"Colour column\", is not in " + TABLE + ".",
                    "Choose another column, or choose \"Predicted score\" under \"Colour by\".");
        }
        if (!isNumber(found) && !found.getType().isCompatible(StringValue.class)) {
            throw new InvalidInputException(
                    "The column \"" + column + "\" of " + TABLE + " is of the type "
                            + found.getType().getName() + "; numbers or text are needed.",
                    "Choose another column under \"Colour column\".");
        }
    }

    private static boolean isNumber(DataColumnSpec column) {
        return column.getType().isCompatible(DoubleValue.class);
    }

    /**
     * Reads rows.
     *
     * @param places their numbers, rising
     * @param column that colours them
     */
    void read(BufferedDataTable table, int[] places, Optional<String> column, Progress progress) {
        if (table.size() > 0) {
            encoded.ifPresent(reader -> reader.detect(table, progress.part(0, 0.5)));
        }
        DataTableSpec spec = table.getDataTableSpec();
        column.ifPresent(name -> checkColour(spec, name));
        int at = column.map(spec::findColumnIndex).orElse(-1);
        boolean numbers = at >= 0 && isNumber(spec.getColumnSpec(at));
        double[] values = new double[numbers ? places.length : 0];
        List<String> texts = new ArrayList<>();
        Rows.forEach(table, progress.part(0.5, 1), "Reading the architectures", (row, i) -> {
            int next = graphs.size();
            if (next == places.length || places[next] != i) {
                return;
            }
            graphs.add(graph(row));
            names.add(row.getKey().getString());
            drawings.add(row);
            if (numbers) {
                values[next] = Inputs.number(row, at, column.orElseThrow());
            } else if (at >= 0) {
                DataCell cell = row.getCell(at);
                texts.add(cell.isMissing() ? "" : ((StringValue) cell).getStringValue());
            }
        });
        colour = column.map(
                name -> numbers ? LatentView.Colour.of(name, values) : LatentView.Colour.of(name, List.copyOf(texts)));
    }

    private UnifiedGraph graph(DataRow row) {
        if (unified.isPresent()) {
            return unified.get().read(row);
        }
        Architectures reader = encoded.orElseThrow();
        UnifiedGraph[] graph = new UnifiedGraph[1];
        reader.at(
                row,
                () -> graph[0] =
                        Architecture.parse(reader.space(row), reader.text(row)).graph());
        return graph[0];
    }

    List<UnifiedGraph> graphs() {
        return graphs;
    }

    List<String> names() {
        return names;
    }

    /** What colours the points; empty where no column does. */
    Optional<LatentView.Colour> colour() {
        return colour;
    }

    /** The cell of a point: as the table writes it, or else as its graph says. */
    Optional<CellDrawing> drawing(int point) {
        return drawings.of(point).or(() -> {
            UnifiedGraph graph = graphs.get(point);
            return Optional.of(
                    CellDrawing.of(drawings.space(point), graph.cell().toString(), graph.cell()));
        });
    }
}
