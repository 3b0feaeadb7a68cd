package org.fewshotnas.knime.view;

import org.fewshotnas.view.View;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.StringValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultView;
import org.knime.node.DefaultView.RequirePage;
import org.knime.node.DefaultView.ViewInput;

/** The view of a node: the one page of all nodes, and the record that a node kept for it when it was executed, as JSON. */
public final class NodeView {
    private static final DataTableSpec SPEC = new DataTableSpecCreator()
            .addColumns(new DataColumnSpecCreator("View", StringCell.TYPE).createSpec())
            .createSpec();

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

    private static String kept(ViewInput input) {
        BufferedDataTable[] tables = input.getInternalTables();
        try (CloseableRowIterator rows = tables[0].iterator()) {
            DataRow row = rows.next();
            return ((StringValue) row.getCell(0)).getStringValue();
        }
    }
}
