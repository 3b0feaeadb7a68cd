package org.knime.core.node.port;

import java.io.IOException;
import javax.swing.JComponent;

/** What is known of a port object before it is there. */
public interface PortObjectSpec {
    /** @return views, can be {@code null} or empty */
    JComponent[] getViews();

    /**
     * Stores specs of one class.
     *
     * @param <T> the class
     */
    abstract class PortObjectSpecSerializer<T extends PortObjectSpec> {
        /** For subclasses. */
        public PortObjectSpecSerializer() {}

        /** Writes a spec. */
        public abstract void savePortObjectSpec(T portObjectSpec, PortObjectSpecZipOutputStream out) throws IOException;

        /** Reads a spec. */
        public abstract T loadPortObjectSpec(PortObjectSpecZipInputStream in) throws IOException;
    }
}
