package org.fewshotnas.benchmark.arrow;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.util.ValueVectorUtility;
import org.fewshotnas.benchmark.layout.TypedLayout;
import org.fewshotnas.benchmark.layout.TypedLayout.Kind;
import org.fewshotnas.space.base.InvalidInputException;

/** The columns of one batch of an Arrow table, as texts and numbers. */
final class ArrowColumns {
    private final String file;
    private final VectorSchemaRoot root;
    private final Map<Long, Dictionary> dictionaries;

    /** @throws IOException if a column has no name */
    ArrowColumns(String file, VectorSchemaRoot root, Map<Long, Dictionary> dictionaries) throws IOException {
        if (root.getSchema().getFields().stream().anyMatch(field -> field.getName() == null)) {
            throw new IOException("a column has no name");
        }
        this.file = file;
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
                    Kind kind = kind(type(vector));
                    List<String> sample = kind == Kind.TEXT ? sample(vector, TypedLayout.SAMPLE) : List.of();
                    return new TypedLayout.Column(
                            field.getName(), kind, noun(type(vector)), sample, field.getMetadata());
                })
                .toList();
    }

    private static Kind kind(ArrowType type) {
        return switch (type.getTypeID()) {
            case Int, FloatingPoint, Decimal -> Kind.NUMBER;
            case Bool -> Kind.TRUTH;
            case Utf8, LargeUtf8, Utf8View -> Kind.TEXT;
            // An architecture may be a list, and so may the scores of several trainings.
            case List, LargeList, FixedSizeList -> Kind.TEXT;
            default -> Kind.OTHER;
        };
    }

    private static String noun(ArrowType type) {
        return switch (type.getTypeID()) {
            case Date, Time, Timestamp -> "dates or times";
            case Duration, Interval -> "durations; write them as numbers if they are scores";
            case Binary, LargeBinary, FixedSizeBinary, BinaryView -> "bytes";
            case Struct, Map, Union -> "structures";
            default -> "values of type " + type.getTypeID().name();
        };
    }

    int rowCount() {
        return root.getRowCount();
    }

    FieldVector vector(String name) {
        return root.getVector(name);
    }

    /** The type of a column's values, be they in a dictionary. */
    private ArrowType type(FieldVector vector) {
        DictionaryEncoding encoding = vector.getField().getDictionary();
        Dictionary dictionary = encoding == null ? null : dictionaries.get(encoding.getId());
        return dictionary == null
                ? encoding == null ? vector.getField().getType() : ArrowType.Null.INSTANCE
                : dictionary.getVector().getField().getType();
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

    /** The text of a cell, empty where it is missing; of a list, as Python prints it. */
    String text(FieldVector vector, int row) {
        FieldVector values = values(vector);
        int place = place(vector, row);
        return place < 0 || values.isNull(place)
                ? ""
                : String.valueOf(values.getObject(place)).strip();
    }

    /** The number of a cell, NaN where it is missing. */
    double number(FieldVector vector, int row) {
        FieldVector values = values(vector);
        int place = place(vector, row);
        if (place < 0 || values.isNull(place)) {
            return Double.NaN;
        }
        if (values instanceof FloatingPointVector floating) {
            return floating.getValueAsDouble(place);
        }
        if (values instanceof UInt8Vector unsigned) {
            // Java's whole numbers have a sign; Arrow hands these over as what they are.
            return UInt8Vector.getNoOverflow(unsigned.getDataBuffer(), place).doubleValue();
        }
        if (values instanceof BaseIntVector whole) {
            return whole.getValueAsLong(place);
        }
        if (values instanceof BitVector bits) {
            return bits.get(place);
        }
        return ((BigDecimal) values.getObject(place)).doubleValue();
    }

    private FieldVector values(FieldVector vector) {
        DictionaryEncoding encoding = vector.getField().getDictionary();
        return encoding == null ? vector : dictionaries.get(encoding.getId()).getVector();
    }

    /** Where the value of a row is among the values; -1 where it is missing. */
    private int place(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return -1;
        }
        if (vector.getField().getDictionary() == null) {
            return row;
        }
        FieldVector words = values(vector);
        long index = ((BaseIntVector) vector).getValueAsLong(row);
        if (index < 0 || index >= words.getValueCount()) {
            throw new InvalidInputException(
                    "The column \"" + vector.getName() + "\" of \"" + file + "\" refers to word " + index
                            + " of a dictionary of " + words.getValueCount() + " words.",
                    "The Arrow file is damaged: write or download it again.");
        }
        return (int) index;
    }

    /**
     * Checks that all values are within the memory of their batch.
     *
     * @throws IOException if not
     */
    void validate() throws IOException {
        for (FieldVector vector : root.getFieldVectors()) {
            if (kind(type(vector)) == Kind.OTHER) {
                continue;
            }
            if (vector.getValueCount() != root.getRowCount()) {
                throw new IOException("the column \"" + vector.getName() + "\" has " + vector.getValueCount()
                        + " values in " + root.getRowCount() + " rows");
            }
            validate(vector);
            if (vector.getField().getDictionary() != null
                    && dictionaries.containsKey(
                            vector.getField().getDictionary().getId())) {
                validate(values(vector));
            }
        }
    }

    /**
     * Arrow's own check does not know half-precision numbers, lists of one length, nor views of text, whose every access it checks.
     */
    private static void validate(FieldVector vector) throws IOException {
        if (vector instanceof ViewVarCharVector) {
            return;
        }
        if (vector instanceof FixedSizeListVector lists) {
            FieldVector values = lists.getDataVector();
            if (values.getValueCount() < (long) lists.getValueCount() * lists.getListSize()
                    || lists.getValidityBuffer().capacity() < (lists.getValueCount() + 7L) / 8) {
                throw new IOException("the column \"" + vector.getName() + "\" is shorter than its rows");
            }
            validate(values);
            return;
        }
        if (!(vector instanceof Float2Vector)) {
            ValueVectorUtility.validateFull(vector);
            return;
        }
        long count = vector.getValueCount();
        boolean fits = vector.getDataBuffer().capacity() >= count * Float2Vector.TYPE_WIDTH
                && vector.getValidityBuffer().capacity() >= (count + 7) / 8;
        if (!fits) {
            throw new IOException("the column \"" + vector.getName() + "\" is shorter than its rows");
        }
    }
}
