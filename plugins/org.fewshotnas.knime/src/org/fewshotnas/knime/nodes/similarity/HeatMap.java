package org.fewshotnas.knime.nodes.similarity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;

/** Draws the matrix of correlations as SVG, and the new task's correlations with their intervals beside it. */
final class HeatMap {
    private static final int CELL = 46;
    private static final int LONGEST_LABEL = 32;
    /** Wider than the letters of a name are on average, in any font that a browser may take at this size. */
    private static final int LETTER = 8;

    private static final int GAP = 6;
    private static final int LABEL = LONGEST_LABEL * LETTER + GAP;
    /** Between the matrix and the new task. */
    private static final int ASIDE = 20;

    /** Of correlations 1 and -1; 0 is white. */
    private static final int[] LIKE = {0x2B, 0x6C, 0xB0};

    private static final int[] UNLIKE = {0xC0, 0x5A, 0x1E};

    private final StringBuilder svg = new StringBuilder();

    private HeatMap() {}

    /**
     * The image.
     *
     * @param correlations a row and a column for each task, behind the column of names
     * @param counts of the same shape
     * @param newTask the third output; may have no row
     */
    static String draw(BufferedDataTable correlations, BufferedDataTable counts, BufferedDataTable newTask) {
        return new HeatMap().drawAll(rows(correlations), rows(counts), rows(newTask));
    }

    private String drawAll(List<DataRow> correlations, List<DataRow> counts, List<DataRow> newTask) {
        int n = correlations.size();
        int width = LABEL + n * CELL + (newTask.isEmpty() ? 0 : ASIDE + CELL + LABEL);
        int height = LABEL + Math.max(n, newTask.size()) * CELL;
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" font-family=\"sans-serif\" font-size=\"12\">",
                width + 20,
                height + 20,
                width + 20));
        for (int i = 0; i < n; i++) {
            String name = correlations.get(i).getKey().getString();
            label(name, LABEL - GAP, LABEL + i * CELL + CELL / 2 + 4, 0);
            label(name, LABEL + i * CELL + CELL / 2 + 4, LABEL - GAP, 90);
            for (int j = 0; j < n; j++) {
                double value = number(correlations.get(i).getCell(j + 1));
                String hint = name + ", " + correlations.get(j).getKey().getString() + ": "
                        + counts.get(i).getCell(j + 1) + " shared architectures";
                cell(LABEL + j * CELL, LABEL + i * CELL, value, hint);
            }
        }
        for (int i = 0; i < newTask.size(); i++) {
            newTask(newTask.get(i), LABEL + n * CELL + ASIDE, LABEL + i * CELL);
        }
        return svg.append("</svg>").toString();
    }

    /** The name of a task, which ends at a point. */
    private void label(String name, int x, int y, int angle) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\"%s><title>%s</title>%s</text>",
                x,
                y,
                angle == 0 ? "end" : "start",
                angle == 0 ? "" : " transform=\"rotate(-90 " + x + " " + y + ")\"",
                escape(name),
                escape(shortened(name))));
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_LABEL ? name.substring(0, LONGEST_LABEL - 1) + "…" : name;
    }

    private void cell(int x, int y, double value, String hint) {
        svg.append(String.format(
                Locale.ROOT,
                "<g><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>"
                        + "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"%s\">%s</text></g>",
                escape(hint),
                x,
                y,
                CELL - 1,
                CELL - 1,
                color(value),
                x + CELL / 2,
                y + CELL / 2 + 4,
                Math.abs(value) > 0.6 ? "#fff" : "#222",
                Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value)));
    }

    /** A known task's correlation with the new one, and beside it its name, above the interval if there is one. */
    private void newTask(DataRow row, int x, int y) {
        cell(x, y, number(row.getCell(1)), row.getCell(4) + " shared architectures");
        String name = row.getKey().getString();
        String interval = row.getCell(2).isMissing()
                ? ""
                : String.format(Locale.ROOT, "%.2f to %.2f", number(row.getCell(2)), number(row.getCell(3)));
        svg.append("<g><title>")
                .append(escape(interval.isEmpty() ? name : name + ": " + interval))
                .append("</title>");
        int left = x + CELL + GAP;
        int middle = y + CELL / 2 + 4;
        if (interval.isEmpty()) {
            text(left, middle, shortened(name));
        } else {
            text(left, middle - 8, shortened(name));
            text(left, middle + 8, interval);
        }
        svg.append("</g>");
    }

    private void text(int x, int y, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\">%s</text>", x, y, escape(text)));
    }

    /** From orange over white to blue; grey where there is none. */
    static String color(double value) {
        if (Double.isNaN(value)) {
            return "#ddd";
        }
        int[] end = value < 0 ? UNLIKE : LIKE;
        double share = Math.min(1, Math.abs(value));
        int rgb = 0;
        for (int channel : end) {
            rgb = rgb << 8 | (int) Math.round(255 + share * (channel - 255));
        }
        return String.format(Locale.ROOT, "#%06x", rgb);
    }

    private static double number(DataCell cell) {
        return cell.isMissing()
                ? Double.NaN
                : cell instanceof IntValue whole ? whole.getIntValue() : ((DoubleValue) cell).getDoubleValue();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static List<DataRow> rows(BufferedDataTable table) {
        List<DataRow> rows = new ArrayList<>();
        try (CloseableRowIterator iterator = table.iterator()) {
            while (iterator.hasNext()) {
                rows.add(iterator.next());
            }
        }
        return rows;
    }
}
