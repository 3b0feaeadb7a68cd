package org.fewshotnas.host.nodes;

import org.knime.core.node.BufferedDataTable;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Writes a note about a table. */
public final class NoteNodeFactory extends DefaultNodeFactory {
    /** For the host. */
    public NoteNodeFactory() {
        super(DefaultNode.create()
                .name("Note")
                .icon("none.png")
                .shortDescription("Note.")
                .fullDescription("Note.")
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addInputTable("In", "In.")
                        .addOutputPort("A note", "A note.", NotePortObject.TYPE)
                        .addOutputTable("The table", "The same table."))
                .model(model -> model.withoutParameters()
                        .configure((in, out) -> out.setOutSpecs(new NoteSpec("host"), in.getInTableSpec(0)))
                        .execute((in, out) -> {
                            BufferedDataTable table = in.getInTable(0);
                            out.setOutData(new NotePortObject(table.size() + " rows", new NoteSpec("host")), table);
                        })));
    }
}
