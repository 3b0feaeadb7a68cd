package org.fewshotnas.host.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.HostTables;

/**
 * The tables of one run: each an Arrow IPC file in one folder. Rows are written and read in batches, so a table may be larger than memory.
 * Safe for use by several threads; a single table is written by one thread at a time.
 */
public final class ArrowTables implements AutoCloseable {
    private final Path folder;
    private final BufferAllocator allocator = new RootAllocator();
    private final AtomicLong counter = new AtomicLong();
    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();

    /** @param folder where new tables go, until they are moved; made when the first one is written */
    public ArrowTables(Path folder) {
        this.folder = folder;
    }

    /** What the rows of one node go through. Closing it deletes the tables that the node began and did not end. */
    public Scope newScope() {
        return new Scope();
    }

    /** The tables that one node writes. */
    public final class Scope implements HostTables, AutoCloseable {
        private final Set<ArrowTableWriter> writers = ConcurrentHashMap.newKeySet();

        private Scope() {}

        @Override
        public Writer writer(DataTableSpec spec) {
            try {
                Files.createDirectories(folder);
                Path file = folder.resolve("table-" + counter.incrementAndGet() + ".arrow");
                ArrowTableWriter writer = new ArrowTableWriter(ArrowTables.this, TableSchema.of(spec), file);
                writers.add(writer);
                return writer;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            writers.forEach(ArrowTableWriter::close);
        }
    }

    /**
     * A table that an earlier run wrote.
     *
     * @param spec its columns
     * @param size the number of its rows
     * @throws IOException if the file is not there or does not hold such columns
     */
    public ArrowTable open(Path file, DataTableSpec spec, long size) throws IOException {
        TableSchema schema = TableSchema.of(spec);
        try (BufferAllocator child = newAllocator();
                ArrowFileReader reader = new ArrowFileReader(FileChannel.open(file, StandardOpenOption.READ), child)) {
            if (!schema.describes(reader.getVectorSchemaRoot().getSchema())) {
                throw new IOException(file + " does not hold the columns that are expected.");
            }
            return new ArrowTable(this, schema, spec, file, size);
        } catch (RuntimeException e) {
            throw new IOException(file + " is not a table of an earlier run, or is damaged: " + e.getMessage(), e);
        }
    }

    BufferAllocator newAllocator() {
        return allocator.newChildAllocator("table", 0, Long.MAX_VALUE);
    }

    void opened(AutoCloseable resource) {
        open.add(resource);
    }

    void closed(AutoCloseable resource) {
        open.remove(resource);
    }

    /** Ends what is still being read or written, and gives the memory back. */
    @Override
    public void close() {
        for (AutoCloseable resource : Set.copyOf(open)) {
            try {
                resource.close();
            } catch (Exception e) {
                // the run is over; what could not be closed holds no result
            }
        }
        allocator.close();
    }
}
