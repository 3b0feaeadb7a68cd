package org.fewshotnas.host.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.CollectionDataValue;

/**
 * A table column as an Arrow field: a nullable vector of single values, or a list vector of them. A missing value is a null.
 *
 * @param kind of the values, or of the elements of a list
 * @param list whether each value is a list
 * @param field the Arrow field; its metadata holds the column's properties
 */
record Column(ColumnKind kind, boolean list, Field field) {

    /**
     * The column for a KNIME column.
     *
     * @throws IllegalArgumentException if its type is not supported; the message names the column
     */
    static Column of(DataColumnSpec spec) {
        DataType type = spec.getType();
        boolean list = type.isCollectionType() && !type.isMissingValueType();
        ColumnKind kind;
        try {
            kind = ColumnKind.of(list ? type.getCollectionElementType() : type);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Column \"" + spec.getName() + "\": " + e.getMessage(), e);
        }
        Map<String, String> properties = new LinkedHashMap<>();
        spec.getProperties()
                .properties()
                .asIterator()
                .forEachRemaining(key ->
                        properties.put(key.toString(), spec.getProperties().getProperty(key.toString())));
        List<Field> children =
                list ? List.of(new Field("item", FieldType.nullable(kind.arrowType()), kind.parts())) : kind.parts();
        ArrowType arrowType = list ? new ArrowType.List() : kind.arrowType();
        return new Column(
                kind, list, new Field(spec.getName(), new FieldType(true, arrowType, null, properties), children));
    }

    /** Puts a cell at an index of the vector; vectors are filled in order. */
    void write(FieldVector vector, int index, DataCell cell) {
        if (cell.isMissing()) {
            vector.setNull(index);
        } else if (list) {
            writeList((ListVector) vector, index, (CollectionDataValue) cell);
        } else {
            kind.write(vector, index, cell);
        }
    }

    private void writeList(ListVector vector, int index, CollectionDataValue cells) {
        int start = vector.startNewValue(index);
        FieldVector elements = vector.getDataVector();
        int position = start;
        for (DataCell element : cells) {
            if (element.isMissing()) {
                elements.setNull(position);
            } else {
                kind.write(elements, position, element);
            }
            position++;
        }
        vector.endValue(index, position - start);
    }

    /** The cell at an index of the vector. */
    DataCell read(FieldVector vector, int index) {
        if (vector.isNull(index)) {
            return DataType.getMissingCell();
        }
        if (!list) {
            return kind.read(vector, index);
        }
        ListVector lists = (ListVector) vector;
        FieldVector elements = lists.getDataVector();
        int end = lists.getElementEndIndex(index);
        List<DataCell> cells = new ArrayList<>(end - lists.getElementStartIndex(index));
        for (int i = lists.getElementStartIndex(index); i < end; i++) {
            cells.add(elements.isNull(i) ? DataType.getMissingCell() : kind.read(elements, i));
        }
        return CollectionCellFactory.createListCell(cells);
    }
}
