package org.knime.core.node.port;

import java.io.IOException;
import javax.swing.JComponent;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** What goes from node to node. */
public interface PortObject {
    /** @return the object in one line */
    String getSummary();

    /** @return what is known of the object before it is there */
    PortObjectSpec getSpec();

    /** @return views, can be {@code null} or empty */
    JComponent[] getViews();

    /**
     * Stores objects of one class.
     *
     * @param <T> the class
     */
    abstract class PortObjectSerializer<T extends PortObject> {
        /** For subclasses. */
        public PortObjectSerializer() {}

        /** Writes an object. */
        public abstract void savePortObject(T portObject, PortObjectZipOutputStream out, ExecutionMonitor exec)
                throws IOException, CanceledExecutionException;

        /** Reads an object. */
        public abstract T loadPortObject(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
                throws IOException, CanceledExecutionException;
    }
}
