package org.knime.core.node;

import java.io.IOException;
import java.io.InputStream;
import org.knime.core.node.config.Config;

/** A model's content: a tree of named values. */
public final class ModelContent extends Config implements ModelContentRO, ModelContentWO {
    /** @param key the name of this content within its parent */
    public ModelContent(String key) {
        super(key);
    }

    @Override
    public Config getInstance(String key) {
        return new ModelContent(key);
    }

    /**
     * Reads a model's content from XML and closes the stream.
     *
     * @throws IOException if the stream is not such XML
     */
    public static ModelContentRO loadFromXML(InputStream in) throws IOException {
        ModelContent content = new ModelContent("ignored");
        content.load(in);
        return content;
    }

    @Override
    public ModelContentWO addModelContent(String key) {
        return (ModelContent) addConfig(key);
    }

    @Override
    public ModelContent getModelContent(String key) throws InvalidSettingsException {
        return (ModelContent) getConfig(key);
    }
}
