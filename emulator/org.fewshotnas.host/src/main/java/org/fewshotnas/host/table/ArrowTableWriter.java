package org.fewshotnas.host.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.HostTables;

/** Writes the rows of one table, a batch at a time. Closing it before it is finished deletes the file. */
final class ArrowTableWriter implements HostTables.Writer, AutoCloseable {
    private static final int BATCH_ROWS = 4096;

    private final ArrowTables tables;
    private final TableSchema schema;
    private final Path file;
    private final FileChannel channel;
    private final BufferAllocator allocator;
    private final VectorSchemaRoot root;
    private final ArrowFileWriter writer;
    private long size;
    private int batch;
    private boolean finished;
    private boolean closed;

    ArrowTableWriter(ArrowTables tables, TableSchema schema, Path file) throws IOException {
        this.tables = tables;
        this.schema = schema;
        this.file = file;
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        allocator = tables.newAllocator();
        root = VectorSchemaRoot.create(schema.schema(), allocator);
        writer = new ArrowFileWriter(root, null, channel);
        tables.opened(this);
        writer.start();
    }

    @Override
    public synchronized void add(DataRow row) {
        if (closed) {
            throw new IllegalStateException("The table is closed.");
        }
        byte[] key = row.getKey().getString().getBytes(StandardCharsets.UTF_8);
        ((VarCharVector) root.getVector(0)).setSafe(batch, key);
        List<Column> columns = schema.columns();
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).write(root.getVector(i + 1), batch, row.getCell(i));
        }
        size++;
        batch++;
        if (batch == BATCH_ROWS) {
            try {
                flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void flush() throws IOException {
        root.setRowCount(batch);
        writer.writeBatch();
        root.clear();
        batch = 0;
    }

    @Override
    public synchronized ArrowTable finish(DataTableSpec spec) {
        try {
            if (batch > 0) {
                flush();
            }
            writer.end();
            finished = true;
            return new ArrowTable(tables, schema, spec, file, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close();
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        tables.closed(this);
        try {
            root.close();
            allocator.close();
            channel.close();
            if (!finished) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
