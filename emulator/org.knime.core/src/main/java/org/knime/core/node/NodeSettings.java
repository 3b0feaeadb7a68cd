package org.knime.core.node;

import java.io.IOException;
import java.io.InputStream;
import org.knime.core.node.config.Config;

/** A node's settings: a tree of named values. */
public final class NodeSettings extends Config implements NodeSettingsRO, NodeSettingsWO {
    /** @param key the name of these settings within their parent */
    public NodeSettings(String key) {
        super(key);
    }

    @Override
    public Config getInstance(String key) {
        return new NodeSettings(key);
    }

    /**
     * Reads settings from XML and closes the stream.
     *
     * @throws IOException if the stream is not such XML
     */
    public static NodeSettingsRO loadFromXML(InputStream in) throws IOException {
        NodeSettings settings = new NodeSettings("ignored");
        settings.load(in);
        return settings;
    }

    @Override
    public NodeSettingsWO addNodeSettings(String key) {
        return (NodeSettings) addConfig(key);
    }

    @Override
    public void addNodeSettings(NodeSettings settings) {
        addConfigBase(settings);
    }

    @Override
    public NodeSettings getNodeSettings(String key) throws InvalidSettingsException {
        return (NodeSettings) getConfig(key);
    }
}
