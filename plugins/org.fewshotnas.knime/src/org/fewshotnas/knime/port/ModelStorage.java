package org.fewshotnas.knime.port;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import org.fewshotnas.space.base.InvalidInputException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.port.PortObjectZipInputStream;

/** Reads what the ports of models store: one safetensors file in the port object's archive, and a description as texts by name. */
final class ModelStorage {
    private ModelStorage() {}

    /** Reads a model's file to its end. */
    @FunctionalInterface
    interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    /**
     * Reads the model of an archive.
     *
     * @param kind what it is, as in "predictor"
     * @param name of the model's file in the archive
     * @throws IOException if the archive does not begin with it, or it is damaged; with what to do
     */
    static <T> T read(PortObjectZipInputStream in, String kind, String name, Reader<T> reader) throws IOException {
        ZipEntry entry = in.getNextEntry();
        if (entry == null || !name.equals(entry.getName())) {
            throw new IOException("The stored " + kind + " is damaged: its archive begins with "
                    + (entry == null ? "nothing" : "\"" + entry.getName() + "\"") + "; expected is \"" + name
                    + "\". Reset the node that made it and execute it again.");
        }
        try {
            return reader.read(in);
        } catch (InvalidInputException e) {
            throw new IOException(
                    "The stored " + kind + " cannot be read: " + e.getMessage() + " " + e.resolution(), e);
        }
    }

    /** The error where the description beside a model is not the model's own. */
    static IOException mismatch(String kind) {
        return new IOException("The stored " + kind + " is damaged: its description and its weights are of different "
                + kind + "s. Reset the node that made it and execute it again.");
    }

    /**
     * Reads a description.
     *
     * @throws InvalidSettingsException if it is none
     */
    static <T> T description(ModelContentRO model, Function<Map<String, String>, T> reader)
            throws InvalidSettingsException {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String key : model.keySet()) {
            properties.put(key, model.getString(key));
        }
        try {
            return reader.apply(properties);
        } catch (InvalidInputException e) {
            throw new InvalidSettingsException(e.getMessage() + " " + e.resolution(), e);
        }
    }
}
