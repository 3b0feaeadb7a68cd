package org.fewshotnas.host.nodes;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** What is known of a note before it is written. */
public final class NoteSpec extends AbstractSimplePortObjectSpec {
    /** Stores specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<NoteSpec> {}

    private String author;

    /** For the serializer. */
    public NoteSpec() {}

    NoteSpec(String author) {
        this.author = author;
    }

    @Override
    protected void save(ModelContentWO model) {
        model.addString("author", author);
    }

    @Override
    protected void load(ModelContentRO model) throws InvalidSettingsException {
        author = model.getString("author");
    }
}
