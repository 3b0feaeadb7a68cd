package org.fewshotnas.knime.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.network.graph.TensorShape;
import org.knime.core.data.DataColumnProperties;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;

/** The columns of tables of examples. Their names are part of every saved workflow and never change. */
public final class ExampleColumns {
    /** A picture: PNG image. */
    public static final String IMAGE = "Image";
    /** A series, or a field: list of numbers, of the shape that the column's properties say. */
    public static final String VALUES = "Values";
    /** What an example is to be recognised as: text. */
    public static final String CLASS = "Class";
    /** What is to be predicted of an example: a number; or a list of numbers, of the shape that the column's properties say. */
    public static final String TARGET = "Target";

    private static final String SHAPE = "shape";

    private ExampleColumns() {}

    /** The spec of {@link #IMAGE}. */
    public static DataColumnSpec image() {
        return new DataColumnSpecCreator(IMAGE, PNGImageCellFactory.TYPE).createSpec();
    }

    /** The spec of {@link #VALUES}. */
    public static DataColumnSpec values(TensorShape shape) {
        return values(VALUES, shape);
    }

    /** The spec of a column of lists of this shape. */
    public static DataColumnSpec values(String name, TensorShape shape) {
        DataColumnSpecCreator creator = new DataColumnSpecCreator(name, ListCell.getCollectionType(DoubleCell.TYPE));
        creator.setProperties(new DataColumnProperties(Map.of(SHAPE, shape.toString())));
        return creator.createSpec();
    }

    /** The spec of {@link #CLASS}. */
    public static DataColumnSpec label() {
        return new DataColumnSpecCreator(CLASS, StringCell.TYPE).createSpec();
    }

    /** The spec of {@link #TARGET} for quantities of this shape: a number, or a list of numbers where there are several. */
    public static DataColumnSpec target(TensorShape shape) {
        return shape.size() == 1
                ? new DataColumnSpecCreator(TARGET, DoubleCell.TYPE).createSpec()
                : values(TARGET, shape);
    }

    /** The shape of a column's lists as its properties say it, channels first; empty where they do not. */
    public static Optional<TensorShape> shape(DataColumnSpec column) {
        String text = column.getProperties().getProperty(SHAPE);
        if (text == null || !text.matches("\\d{1,9}( x \\d{1,9}){0,2}")) {
            return Optional.empty();
        }
        List<Integer> extents = new ArrayList<>();
        for (String extent : text.split(" x ")) {
            extents.add(Integer.valueOf(extent));
        }
        return extents.contains(0)
                ? Optional.empty()
                : Optional.of(new TensorShape(extents.get(0), extents.subList(1, extents.size())));
    }
}
