package org.fewshotnas.host.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.data.location.FSLocationValue;
import org.knime.filehandling.core.data.location.cell.SimpleFSLocationCellFactory;

/** How single values go into Arrow vectors and come back, one constant for each type of cell. */
enum ColumnKind {
    STRING(new ArrowType.Utf8()) {
        @Override
        void write(FieldVector vector, int index, DataCell cell) {
            ((VarCharVector) vector)
                    .setSafe(index, ((StringValue) cell).getStringValue().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        DataCell read(FieldVector vector, int index) {
            return new StringCell(new String(((VarCharVector) vector).get(index), StandardCharsets.UTF_8));
        }
    },
    INT(new ArrowType.Int(32, true)) {
        @Override
        void write(FieldVector vector, int index, DataCell cell) {
            ((IntVector) vector).setSafe(index, ((IntValue) cell).getIntValue());
        }

        @Override
        DataCell read(FieldVector vector, int index) {
            return new IntCell(((IntVector) vector).get(index));
        }
    },
    LONG(new ArrowType.Int(64, true)) {
        @Override
        void write(FieldVector vector, int index, DataCell cell) {
            ((BigIntVector) vector).setSafe(index, ((LongValue) cell).getLongValue());
        }

        @Override
        DataCell read(FieldVector vector, int index) {
            return new LongCell(((BigIntVector) vector).get(index));
        }
    },
    DOUBLE(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)) {
        @Override
        void write(FieldVector vector, int index, DataCell cell) {
            ((Float8Vector) vector).setSafe(index, ((DoubleValue) cell).getDoubleValue());
        }

        @Override
        DataCell read(FieldVector vector, int index) {
            return new DoubleCell(((Float8Vector) vector).get(index));
        }
    },
    BOOLEAN(new ArrowType.Bool()) {
        @Override
        void write(FieldVector vector, int index, DataCell cell) {
            ((BitVector) vector).setSafe(index, ((BooleanValue) cell).getBooleanValue() ? 1 : 0);
        }

        @Override
        DataCell read(FieldVector vector, int index) {
            return BooleanCell.get(((BitVector) vector).get(index) != 0);
        }
    },
    PNG(new ArrowType.Binary()) {
        @Override
        void write(FieldVector vector, int index, DataCell cell) {
            ((VarBinaryVector) vector)
                    .setSafe(index, ((PNGImageValue) cell).getImageContent().getByteArrayReference());
        }

        @Override
        DataCell read(FieldVector vector, int index) {
            return new PNGImageContent(((VarBinaryVector) vector).get(index)).toImageCell();
        }
    },
    /** A path with the file system that it is in, which KNIME needs to find the file again. */
    PATH(new ArrowType.Struct(), "category", "specifier", "path") {
        @Override
        void write(FieldVector vector, int index, DataCell cell) {
            FSLocation location = ((FSLocationValue) cell).getFSLocation();
            StructVector struct = (StructVector) vector;
            struct.setIndexDefined(index);
            STRING.write(struct.getChild("category"), index, new StringCell(location.getFileSystemCategory()));
            location.getFileSystemSpecifier()
                    .ifPresentOrElse(
                            text -> STRING.write(struct.getChild("specifier"), index, new StringCell(text)),
                            () -> struct.getChild("specifier").setNull(index));
            STRING.write(struct.getChild("path"), index, new StringCell(location.getPath()));
        }

        @Override
        DataCell read(FieldVector vector, int index) {
            FSLocation location = new FSLocation(
                    text(vector, "category", index), text(vector, "specifier", index), text(vector, "path", index));
            return new SimpleFSLocationCellFactory(location).createCell(location);
        }

        /** {@code null} where there is none. */
        private String text(FieldVector vector, String child, int index) {
            FieldVector texts = ((StructVector) vector).getChild(child);
            return texts.isNull(index) ? null : STRING.read(texts, index).toString();
        }
    };

    private final ArrowType arrowType;
    private final List<Field> parts;

    /** @param parts the names of the texts that a value consists of; none where it is not made of parts */
    ColumnKind(ArrowType arrowType, String... parts) {
        this.arrowType = arrowType;
        this.parts = Arrays.stream(parts)
                .map(part -> new Field(part, FieldType.nullable(new ArrowType.Utf8()), null))
                .toList();
    }

    ArrowType arrowType() {
        return arrowType;
    }

    /** The fields that a value consists of. */
    List<Field> parts() {
        return parts;
    }

    abstract void write(FieldVector vector, int index, DataCell cell);

    abstract DataCell read(FieldVector vector, int index);

    /**
     * The kind of a single-valued type.
     *
     * @throws IllegalArgumentException if tables of the host cannot hold it
     */
    static ColumnKind of(DataType type) {
        Class<? extends DataCell> cell = type.getCellClass();
        if (cell == StringCell.class || type.isMissingValueType()) {
            return STRING; // a column of missing values only can be of any type
        } else if (cell == IntCell.class) {
            return INT;
        } else if (cell == LongCell.class) {
            return LONG;
        } else if (cell == DoubleCell.class) {
            return DOUBLE;
        } else if (cell == BooleanCell.class) {
            return BOOLEAN;
        } else if (type.isCompatible(PNGImageValue.class)) {
            return PNG;
        } else if (cell == SimpleFSLocationCellFactory.TYPE.getCellClass()) {
            return PATH;
        }
        throw new IllegalArgumentException(
                "Columns of type " + type
                        + " are not supported outside of KNIME; strings, numbers, booleans, PNG images, paths and lists of them are.");
    }
}
