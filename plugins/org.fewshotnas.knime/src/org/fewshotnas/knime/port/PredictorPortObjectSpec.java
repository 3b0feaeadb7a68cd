package org.fewshotnas.knime.port;

import javax.swing.JComponent;
import org.fewshotnas.predictor.PredictorSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** What is known about a predictor before it is there: its network, the tasks that it learned from, and its target. */
public final class PredictorPortObjectSpec extends AbstractSimplePortObjectSpec {
    /** Stores such specs; KNIME finds it in plugin.xml. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<PredictorPortObjectSpec> {}

    private PredictorSpec predictor;

    /** For KNIME, which fills it from a file. */
    public PredictorPortObjectSpec() {}

    /** The spec of such a predictor. */
    public PredictorPortObjectSpec(PredictorSpec predictor) {
        this.predictor = predictor;
    }

    /** What the predictor is. */
    public PredictorSpec predictor() {
        return predictor;
    }

    @Override
    public JComponent[] getViews() {
        return PredictorPage.of(predictor).swing();
    }

    @Override
    protected void save(ModelContentWO model) {
        predictor.toProperties().forEach(model::addString);
    }

    @Override
    protected void load(ModelContentRO model) throws InvalidSettingsException {
        predictor = ModelStorage.description(model, PredictorSpec::fromProperties);
    }
}
