package org.fewshotnas.knime.dataset;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.NominalValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.image.ImageValue;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.filehandling.core.data.location.FSLocationValue;

/** Which columns hold what a network can see or learn, which of them are a sensible first choice, and what makes others readable. */
final class ReadableColumns {
    private ReadableColumns() {}

    static boolean isPicture(DataColumnSpec column) {
        return column.getType().isCompatible(PNGImageValue.class);
    }

    /** Of pictures, so far as is known before they are read. */
    static boolean isPath(DataColumnSpec column) {
        return column.getType().isCompatible(FSLocationValue.class);
    }

    static boolean isNumbers(DataColumnSpec column) {
        DataType type = column.getType();
        return type.isCollectionType()
                && type.isCompatible(ListDataValue.class)
                && type.getCollectionElementType().isCompatible(DoubleValue.class);
    }

    static boolean isNumber(DataColumnSpec column) {
        return !column.getType().isCollectionType() && column.getType().isCompatible(DoubleValue.class);
    }

    /** Text that stands for a class: other things can be written as text as well, such as ImgPlus images. */
    static boolean isText(DataColumnSpec column) {
        return column.getType().isCompatible(NominalValue.class)
                && column.getType().isCompatible(StringValue.class)
                && !isNumber(column);
    }

    /** Whole numbers and truth values stand for classes, unless the user says that they are quantities. */
    static boolean isWhole(DataColumnSpec column) {
        DataType type = column.getType();
        return isNumber(column)
                && (type.isCompatible(IntValue.class)
                        || type.isCompatible(LongValue.class)
                        || type.isCompatible(BooleanValue.class));
    }

    static boolean isInput(DataColumnSpec column) {
        return isPicture(column) || isNumbers(column) || isNumber(column) || isPath(column);
    }

    static boolean isTarget(DataColumnSpec column) {
        return isText(column) || isNumber(column) || isNumbers(column);
    }

    /** The column Class, or else the only text column, or else the column Target; empty if there is no such, so that the user is asked. */
    static Optional<String> likelyTarget(DataTableSpec spec) {
        if (hasTarget(spec, ExampleColumns.CLASS)) {
            return Optional.of(ExampleColumns.CLASS);
        }
        List<String> texts = names(spec.stream().toList(), ReadableColumns::isText);
        if (texts.size() == 1) {
            return Optional.of(texts.get(0));
        }
        return hasTarget(spec, ExampleColumns.TARGET) ? Optional.of(ExampleColumns.TARGET) : Optional.empty();
    }

    private static boolean hasTarget(DataTableSpec spec, String name) {
        DataColumnSpec column = spec.getColumnSpec(name);
        return column != null && isTarget(column);
    }

    /**
     * The only column of pictures, or else all lists of numbers, or else all numbers, or else the only column of paths; never the target.
     * Paths come last, since nodes that read files can add one to any table.
     */
    static List<String> likelyInputs(DataTableSpec spec, String target) {
        List<DataColumnSpec> others =
                spec.stream().filter(column -> !column.getName().equals(target)).toList();
        List<String> pictures = names(others, ReadableColumns::isPicture);
        if (!pictures.isEmpty()) {
            return pictures.size() == 1 ? pictures : List.of();
        }
        for (Predicate<DataColumnSpec> kind :
                List.<Predicate<DataColumnSpec>>of(ReadableColumns::isNumbers, ReadableColumns::isNumber)) {
            List<String> found = names(others, kind);
            if (!found.isEmpty()) {
                return found;
            }
        }
        List<String> paths = names(others, ReadableColumns::isPath);
        return paths.size() == 1 ? paths : List.of();
    }

    private static List<String> names(List<DataColumnSpec> columns, Predicate<DataColumnSpec> kind) {
        return columns.stream().filter(kind).map(DataColumnSpec::getName).toList();
    }

    /** Which node of KNIME makes a column readable as an input. */
    static String conversion(DataColumnSpec column) {
        DataType type = column.getType();
        String value = type.getPreferredValueClass().getSimpleName();
        if (value.startsWith("ImgPlus") || value.startsWith("Labeling")) {
            return "Convert it with the node \"ImagePlus to PNG Images\" of KNIME's Image Processing.";
        }
        if (type.isCompatible(ImageValue.class)) {
            return "Convert it to PNG with the node \"Renderer to Image\".";
        }
        if (type.isCollectionType()) {
            return "Make lists of numbers of it: with the nodes \"Split Collection Column\" and \"Create Collection Column\", for one.";
        }
        if (isText(column)) {
            return "Convert numbers with the node \"String to Number\". Paths or addresses of pictures become readable with the node \"String to Path\".";
        }
        return "Convert it to PNG images, to paths of pictures, to lists of numbers, or to numbers.";
    }
}
