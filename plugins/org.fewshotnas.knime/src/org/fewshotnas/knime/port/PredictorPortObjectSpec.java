package org.fewshotnas.knime.port;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.swing.JComponent;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.space.base.InvalidInputException;
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
        return PredictorPage.swing(predictor);
    }

    @Override
    protected void save(ModelContentWO model) {
        predictor.toProperties().forEach(model::addString);
    }

    @Override
    protected void load(ModelContentRO model) throws InvalidSettingsException {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String key : model.keySet()) {
            properties.put(key, model.getString(key));
        }
        try {
            predictor = PredictorSpec.fromProperties(properties);
        } catch (InvalidInputException e) {
            throw new InvalidSettingsException(e.getMessage() + " " + e.resolution(), e);
        }
    }
}
