package org.fewshotnas.benchmark;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.fewshotnas.benchmark.TypedLayout.Kind;
import org.fewshotnas.space.InvalidInputException;

/** The columns of one batch of an Arrow table, as texts and numbers. */
final class ArrowColumns {
    private final VectorSchemaRoot root;
    private final Map<Long, Dictionary> dictionaries;

    /** @throws IOException if a column has no name */
    ArrowColumns(VectorSchemaRoot root, Map<Long, Dictionary> dictionaries) throws IOException {
        if (root.getSchema().getFields().stream().anyMatch(field -> field.getName() == null)) {
            throw new IOException("a column has no name");
        }
        this.root = root;
        this.dictionaries = dictionaries;
    }

    private List<Field> fields() {
        return root.getSchema().getFields();
    }

    /** What the columns are. A metric's properties may stand in the metadata of its field, as {@link ArrowTableWriter} writes them. */
    List<TypedLayout.Column> layout() {
        return fields().stream()
                .map(field -> {
                    FieldVector vector = vector(field.getName());
                    List<String> sample = isText(vector) ? sample(vector, ArchitectureColumn.SAMPLE) : List.of();
                    return new TypedLayout.Column(field.getName(), kind(vector), sample, field.getMetadata());
                })
                .toList();
    }

    private Kind kind(FieldVector vector) {
        if (isNumeric(vector)) {
            return Kind.NUMBER;
        }
        return isText(vector) ? Kind.TEXT : Kind.OTHER;
    }

    int rowCount() {
        return root.getRowCount();
    }

    FieldVector vector(String name) {
        return root.getVector(name);
    }

    private boolean isNumeric(FieldVector vector) {
        ArrowType type = vector.getField().getType();
        return vector.getField().getDictionary() == null
                && (type instanceof ArrowType.Int
                        || type instanceof ArrowType.FloatingPoint
                        || type instanceof ArrowType.Decimal);
    }

    private boolean isText(FieldVector vector) {
        DictionaryEncoding encoding = vector.getField().getDictionary();
        if (encoding != null) {
            Dictionary dictionary = dictionaries.get(encoding.getId());
            return dictionary != null
                    && isTextType(dictionary.getVector().getField().getType());
        }
        return isTextType(vector.getField().getType());
    }

    private static boolean isTextType(ArrowType type) {
        return type instanceof ArrowType.Utf8
                || type instanceof ArrowType.LargeUtf8
                || type instanceof ArrowType.Utf8View;
    }

    /** The first texts of a column that are not missing. */
    private List<String> sample(FieldVector vector, int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < root.getRowCount() && texts.size() < count; i++) {
            String text = text(vector, i);
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** The text of a cell, empty where it is missing. */
    String text(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return "";
        }
        DictionaryEncoding encoding = vector.getField().getDictionary();
        if (encoding == null) {
            return String.valueOf(vector.getObject(row)).strip();
        }
        FieldVector words = dictionaries.get(encoding.getId()).getVector();
        long index = ((BaseIntVector) vector).getValueAsLong(row);
        if (index < 0 || index >= words.getValueCount()) {
            throw new InvalidInputException(
                    "The column \"" + vector.getName() + "\" refers to word " + index + " of a dictionary of "
                            + words.getValueCount() + " words.",
                    "The Arrow file is damaged: write or download it again.");
        }
        return words.isNull((int) index)
                ? ""
                : String.valueOf(words.getObject((int) index)).strip();
    }

    /** The number of a cell, NaN where it is missing. */
    static double number(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return Double.NaN;
        }
        if (vector instanceof FloatingPointVector floating) {
            return floating.getValueAsDouble(row);
        }
        if (vector instanceof BaseIntVector whole) {
            return whole.getValueAsLong(row);
        }
        return ((BigDecimal) vector.getObject(row)).doubleValue();
    }
}
