package org.knime.core.data.container;

import java.io.Closeable;
import org.knime.core.data.RowIterator;

/** Goes through the rows of a table whose files stay open until the last row is read, or until {@link #close()}. */
public abstract class CloseableRowIterator extends RowIterator implements Closeable {
    /** For subclasses. */
    public CloseableRowIterator() {}

    @Override
    public abstract void close();
}
