package org.fewshotnas.host.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.HostTables;

/** A finished table in an Arrow IPC file. It can be read by several threads at once, and moved while nobody reads. */
public final class ArrowTable implements HostTables.Rows {
    private final ArrowTables tables;
    private final TableSchema schema;
    private final DataTableSpec spec;
    private final long size;
    private volatile Path file;

    ArrowTable(ArrowTables tables, TableSchema schema, DataTableSpec spec, Path file, long size) {
        this.tables = tables;
        this.schema = schema;
        this.spec = spec;
        this.file = file;
        this.size = size;
    }

    @Override
    public DataTableSpec spec() {
        return spec;
    }

    @Override
    public long size() {
        return size;
    }

    /** Where the table lies now. */
    public Path file() {
        return file;
    }

    /** The file lies elsewhere from now on. */
    public void movedTo(Path newFile) {
        file = newFile;
    }

    @Override
    public CloseableRowIterator iterator() {
        try {
            return new Rows();
        } catch (IOException e) {
            throw new UncheckedIOException("A table file cannot be read: " + e.getMessage(), e);
        }
    }

    private final class Rows extends CloseableRowIterator {
        private final BufferAllocator allocator = tables.newAllocator();
        private final FileChannel channel;
        private final ArrowFileReader reader;
        private final VectorSchemaRoot root;
        private int next;
        private boolean closed;

        Rows() throws IOException {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            reader = new ArrowFileReader(channel, allocator);
            root = reader.getVectorSchemaRoot();
            tables.opened(this);
            advance();
        }

        private void advance() throws IOException {
            next = 0;
            do {
                if (!reader.loadNextBatch()) {
                    close();
                    return;
                }
            } while (root.getRowCount() == 0);
        }

        @Override
        public boolean hasNext() {
            return !closed;
        }

        @Override
        public DataRow next() {
            if (closed) {
                throw new NoSuchElementException();
            }
            List<Column> columns = schema.columns();
            String key = new String(((VarCharVector) root.getVector(0)).get(next), StandardCharsets.UTF_8);
            DataCell[] cells = new DataCell[columns.size()];
            for (int i = 0; i < cells.length; i++) {
                FieldVector vector = root.getVector(i + 1);
                cells[i] = columns.get(i).read(vector, next);
            }
            next++;
            try {
                if (next == root.getRowCount()) {
                    advance();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("A table file cannot be read: " + e.getMessage(), e);
            }
            return new DefaultRow(key, cells);
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            tables.closed(this);
            try {
                reader.close();
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                allocator.close();
            }
        }
    }
}
