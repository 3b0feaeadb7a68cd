package org.fewshotnas.knime.view;

import java.util.OptionalInt;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.view.View;
import org.fewshotnas.view.image.ViewImage;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultView;
import org.knime.node.DefaultView.RequirePage;
import org.knime.node.DefaultView.ViewInput;

/** The view of a node: the one page of all nodes, and the record that a node kept for it when it was executed, as JSON. */
public final class NodeView {
    /** What an optional port for a picture of the view is called. */
    public static final String PICTURE = "Picture";

    /** What such a port gives, for the node's description. */
    public static final String PICTURE_DESCRIPTION =
            "Optional: the first picture of the view as a PNG image, for reports and for KNIME's image nodes.";

    private static final DataTableSpec SPEC = new DataTableSpec(Columns.text("View"));

    /** Of a picture, in pixels of a screen; there are two by two for each in the file. */
    private static final int WIDTH = 900;

    private static final int HEIGHT = 560;

    private NodeView() {}

    /** The page with the data that the node kept. */
    public static DefaultView on(RequirePage view) {
        return view.page(page -> page.fromFile()
                        .bundleClass(View.class)
                        .basePath("views")
                        .relativeFilePath("view.js")
                        .addResourceFile("cells.js")
                        .addResourceFile("charts.js")
                        .addResourceFile("lib/echarts.esm.min.js"))
                .initialData(data -> data.data(NodeView::kept));
    }

    /** Keeps what the view will show. */
    public static void keep(ExecuteOutput out, ExecutionContext exec, View view) {
        BufferedDataContainer rows = exec.createDataContainer(SPEC);
        rows.addRowToTable(new DefaultRow("View", new StringCell(view.json())));
        rows.close();
        out.setInternalData(rows.getTable());
    }

    /** The spec of such a port. */
    public static ImagePortObjectSpec pictureSpec() {
        return new ImagePortObjectSpec(PNGImageContent.TYPE);
    }

    /** Which output is such a port, if the node has it: it is the last. */
    public static OptionalInt pictureOf(PortType... outputs) {
        int last = outputs.length - 1;
        return outputs[last].equals(ImagePortObject.TYPE) ? OptionalInt.of(last) : OptionalInt.empty();
    }

    /** Keeps what the view will show, and gives its picture to the port for that, where the node has it. */
    public static void keep(ExecuteInput in, ExecuteOutput out, View view) {
        keep(out, in.getExecutionContext(), view);
        OptionalInt port = pictureOf(in.getOutPortTypes());
        if (port.isPresent()) {
            byte[] png = ViewImage.png(view, WIDTH, HEIGHT);
            out.setOutData(port.getAsInt(), new ImagePortObject(new PNGImageContent(png), pictureSpec()));
        }
    }

    private static String kept(ViewInput input) {
        BufferedDataTable[] tables = input.getInternalTables();
        try (CloseableRowIterator rows = tables[0].iterator()) {
            DataRow row = rows.next();
            return ((StringValue) row.getCell(0)).getStringValue();
        }
    }
}
