package org.fewshotnas.host.nodes;

import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.data.location.cell.SimpleFSLocationCellFactory;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** A source: paths in two file systems, and none. */
public final class PathsNodeFactory extends DefaultNodeFactory {
    private static final DataTableSpec SPEC =
            new DataTableSpec(new DataColumnSpecCreator("Path", SimpleFSLocationCellFactory.TYPE).createSpec());

    /** For the host. */
    public PathsNodeFactory() {
        super(DefaultNode.create()
                .name("Paths")
                .icon("none.png")
                .shortDescription("Paths.")
                .fullDescription("Paths.")
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addOutputTable("Files", "The paths."))
                .model(model -> model.withoutParameters()
                        .configure((in, out) -> out.setOutSpec(0, SPEC))
                        .execute(PathsNodeFactory::execute)));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) {
        FSLocation file = new FSLocation(FSCategory.LOCAL, "/data/a b.png");
        FSLocation url = new FSLocation(FSCategory.CUSTOM_URL, "1000", "https://example.org/c.png");
        BufferedDataContainer container = in.getExecutionContext().createDataContainer(SPEC);
        container.addRowToTable(new DefaultRow("file", new SimpleFSLocationCellFactory(file).createCell(file)));
        container.addRowToTable(new DefaultRow("url", new SimpleFSLocationCellFactory(url).createCell(url)));
        container.addRowToTable(new DefaultRow("none", DataType.getMissingCell()));
        container.close();
        out.setOutData(0, container.getTable());
    }
}
