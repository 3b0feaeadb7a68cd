package org.fewshotnas.host.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;

/** The Arrow schema of a table: the row key first, as a string field, then the columns. */
record TableSchema(List<Column> columns, Schema schema) {

    /**
     * The schema for a table.
     *
     * @throws IllegalArgumentException if a column's type is not supported; the message names column and type
     */
    static TableSchema of(DataTableSpec spec) {
        List<Column> columns = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(rowKeyName(spec), FieldType.notNullable(new ArrowType.Utf8()), null));
        for (DataColumnSpec columnSpec : spec) {
            Column column = Column.of(columnSpec);
            columns.add(column);
            fields.add(column.field());
        }
        return new TableSchema(List.copyOf(columns), new Schema(fields));
    }

    /** Whether a file of that schema holds the columns of this one. */
    boolean describes(Schema other) {
        List<Field> mine = schema.getFields();
        List<Field> theirs = other.getFields();
        boolean same = mine.size() == theirs.size();
        for (int i = 0; same && i < mine.size(); i++) {
            same = mine.get(i).getType().equals(theirs.get(i).getType())
                    && mine.get(i).getName().equals(theirs.get(i).getName())
                    && mine.get(i).getChildren().stream()
                            .map(Field::getType)
                            .toList()
                            .equals(theirs.get(i).getChildren().stream()
                                    .map(Field::getType)
                                    .toList());
        }
        return same;
    }

    /** "RowID", or with a number after it if a column has that name. */
    static String rowKeyName(DataTableSpec spec) {
        String name = "RowID";
        for (int i = 1; spec.containsName(name); i++) {
            name = "RowID (#" + i + ")";
        }
        return name;
    }
}
