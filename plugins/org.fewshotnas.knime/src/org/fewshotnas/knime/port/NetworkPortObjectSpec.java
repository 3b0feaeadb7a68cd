package org.fewshotnas.knime.port;

import javax.swing.JComponent;
import org.fewshotnas.network.file.NetworkSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** What is known about a trained network before it is there: its layers, what it sees and says, and how well it did. */
public final class NetworkPortObjectSpec extends AbstractSimplePortObjectSpec {
    /** Stores such specs; KNIME finds it in plugin.xml. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<NetworkPortObjectSpec> {}

    private NetworkSpec network;

    /** For KNIME, which fills it from a file. */
    public NetworkPortObjectSpec() {}

    /** The spec of such a network. */
    public NetworkPortObjectSpec(NetworkSpec network) {
        this.network = network;
    }

    /** What the network is. */
    public NetworkSpec network() {
        return network;
    }

    @Override
    public JComponent[] getViews() {
        return NetworkPage.of(network).swing();
    }

    @Override
    protected void save(ModelContentWO model) {
        network.toProperties().forEach(model::addString);
    }

    @Override
    protected void load(ModelContentRO model) throws InvalidSettingsException {
        network = ModelStorage.description(model, NetworkSpec::fromProperties);
    }
}
