package org.fewshotnas.knime.port;

import javax.swing.JComponent;
import org.fewshotnas.metad2a.MetaD2aSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** What is known about a MetaD2A model before it is there: its search space, what it looks at, and what it has learned from. */
public final class MetaD2aPortObjectSpec extends AbstractSimplePortObjectSpec {
    /** Stores such specs; KNIME finds it in plugin.xml. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<MetaD2aPortObjectSpec> {}

    private MetaD2aSpec model;

    /** For KNIME, which fills it from a file. */
    public MetaD2aPortObjectSpec() {}

    /** The spec of such a model. */
    public MetaD2aPortObjectSpec(MetaD2aSpec model) {
        this.model = model;
    }

    /** What the model is. */
    public MetaD2aSpec model() {
        return model;
    }

    @Override
    public JComponent[] getViews() {
        return MetaD2aPage.of(model).swing();
    }

    @Override
    protected void save(ModelContentWO content) {
        model.toProperties().forEach(content::addString);
    }

    @Override
    protected void load(ModelContentRO content) throws InvalidSettingsException {
        model = ModelStorage.description(content, MetaD2aSpec::fromProperties);
    }
}
