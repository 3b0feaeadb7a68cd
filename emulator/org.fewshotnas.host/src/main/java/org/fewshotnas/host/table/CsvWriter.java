package org.fewshotnas.host.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringJoiner;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;

/**
 * Writes tables as CSV (RFC 4180, UTF-8, a header line, the row keys first). Numbers are written so that reading them gives the same
 * number; a missing value is nothing, an empty text is {@code ""}; a list is a JSON array.
 */
public final class CsvWriter {
    private CsvWriter() {}

    /** Writes a table; the stream stays open. */
    public static void write(BufferedDataTable table, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(quoted(TableSchema.rowKeyName(table.getDataTableSpec())));
        for (String name : table.getDataTableSpec().getColumnNames()) {
            writer.write(',');
            writer.write(quoted(name));
        }
        writer.write('\n');
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                write(rows.next(), writer);
            }
        }
        writer.flush();
    }

    private static void write(DataRow row, Writer writer) throws IOException {
        writer.write(quoted(row.getKey().getString()));
        for (DataCell cell : row) {
            writer.write(',');
            if (!cell.isMissing()) {
                writer.write(quoted(text(cell)));
            }
        }
        writer.write('\n');
    }

    private static String text(DataCell cell) {
        if (cell instanceof CollectionDataValue list) {
            StringJoiner json = new StringJoiner(",", "[", "]");
            for (DataCell element : list) {
                json.add(element.isMissing() ? "null" : json(element));
            }
            return json.toString();
        }
        return cell.toString();
    }

    private static String json(DataCell cell) {
        if (cell instanceof DoubleValue) {
            return cell.toString();
        }
        StringBuilder text = new StringBuilder("\"");
        for (char c : cell.toString().toCharArray()) {
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                default -> text.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return text.append('"').toString();
    }

    private static String quoted(String text) {
        boolean plain = !text.isEmpty();
        for (int i = 0; plain && i < text.length(); i++) {
            char c = text.charAt(i);
            plain = c != ',' && c != '"' && c != '\n' && c != '\r';
        }
        boolean padded = text.startsWith(" ") || text.endsWith(" ");
        return plain && !padded ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
