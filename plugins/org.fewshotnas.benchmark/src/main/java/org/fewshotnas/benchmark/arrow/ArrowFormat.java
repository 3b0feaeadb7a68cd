package org.fewshotnas.benchmark.arrow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.WatchedChannel;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.layout.TypedLayout;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * Arrow IPC, file and stream, be its buffers packed. The architectures are in a text column (plain or dictionary-encoded), scores in columns
 * of integers, floating-point or decimal numbers; {@link TypedLayout} tells which. Every batch is validated before a value is read.
 */
public final class ArrowFormat implements BenchmarkFormat {
    private static final long ROOM = 16 << 20;
    /** What packed numbers and texts unpack to, in sizes of the file. */
    private static final long USUAL_RATIO = 40;
    /** Of one batch of rows, however large the file. */
    private static final long MOST_MEMORY = 2L << 30;

    @Override
    public String name() {
        return "Arrow IPC";
    }

    @Override
    public boolean isTable() {
        return true;
    }

    @Override
    public boolean recognises(FileHead head) {
        return isFile(head) || head.startsWith(0xff, 0xff, 0xff, 0xff);
    }

    private static boolean isFile(FileHead head) {
        return head.startsWith('A', 'R', 'R', 'O', 'W', '1');
    }

    @Override
    public Listing list(Path file, ReadLimits limits, Progress progress) throws IOException {
        Listing[] listing = new Listing[1];
        open(file, limits, progress, reader -> {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            limits.checkColumns(
                    FileInput.name(file), root.getSchema().getFields().size());
            boolean any = reader.loadNextBatch();
            ArrowColumns columns = new ArrowColumns(FileInput.name(file), root, reader.getDictionaryVectors());
            if (any) {
                columns.validate();
            }
            listing[0] = TypedLayout.of(FileInput.name(file), columns.layout()).listing();
        });
        return listing[0];
    }

    @Override
    public void read(
            Path file,
            Listing listing,
            List<String> columns,
            ReadOptions options,
            TableAssembler rows,
            Progress progress)
            throws IOException {
        String name = FileInput.name(file);
        open(file, options.limits(), progress, reader -> {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            long before = 0;
            TypedLayout layout = null;
            while (reader.loadNextBatch()) {
                ArrowColumns batch = new ArrowColumns(FileInput.name(file), root, reader.getDictionaryVectors());
                batch.validate();
                // What the columns are shows in the first batch, of which the listing was made.
                if (layout == null) {
                    layout = TypedLayout.of(name, batch.layout());
                    layout.note(columns, options, rows);
                }
                addBatch(batch, layout, name, columns, options, before, rows, progress);
                before += root.getRowCount();
            }
            if (layout != null) {
                layout.noteNumbers(columns, rows);
            }
        });
    }

    private static void addBatch(
            ArrowColumns batch,
            TypedLayout typed,
            String file,
            List<String> columns,
            ReadOptions options,
            long before,
            TableAssembler rows,
            Progress progress) {
        List<TypedLayout.Column> layout = batch.layout();
        Listing listing = typed.listing();
        FieldVector architecture = batch.vector(TypedLayout.architectureColumn(file, layout, listing, options));
        FieldVector space = listing.searchSpace().isEmpty() ? null : batch.vector(TypedLayout.spaceColumn(layout));
        List<FieldVector> metrics = columns.stream().map(batch::vector).toList();
        double[] scores = new double[metrics.size()];
        for (int i = 0; i < batch.rowCount(); i++) {
            progress.checkCanceled();
            long row = before + i + 1;
            for (int m = 0; m < scores.length; m++) {
                scores[m] = typed.numbers(columns.get(m)) == null
                        ? batch.number(metrics.get(m), i)
                        : typed.number(columns.get(m), batch.text(metrics.get(m), i), row, rows);
            }
            if (space != null) {
                rows.requireSpace(row, batch.text(space, i), listing.searchSpace());
            }
            rows.add(row, batch.text(architecture, i), scores);
        }
    }

    private interface Work {
        void with(ArrowReader reader) throws IOException;
    }

    private static void open(Path file, ReadLimits limits, Progress progress, Work work) throws IOException {
        FileHead head = FileHead.of(file);
        if (head.compressed() && isFile(head)) {
            throw new InvalidInputException(
                    "The file \"" + FileInput.name(file) + "\" is an Arrow file inside gzip or an archive.",
                    "Unpack it first.");
        }
        try {
            long size = isFile(head) ? Files.size(file) : ArrowFraming.check(file, limits, progress.part(0, 0.2));
            limits.checkBytes(FileInput.name(file), size);
            // Arrow's memory is the file's content, which buffers may hold packed.
            long memory = Math.min(ROOM + USUAL_RATIO * size, MOST_MEMORY);
            try (BufferAllocator allocator = ArrowSupport.allocator(memory)) {
                if (isFile(head)) {
                    try (SeekableByteChannel channel = new WatchedChannel(file, progress);
                            ArrowReader reader = new ArrowFileReader(channel, allocator, ArrowCodecs.INSTANCE)) {
                        read(file, reader, channel::position, work);
                    }
                } else {
                    try (InputStream in = FileInput.open(file, limits, progress.part(0.2, 1));
                            ArrowReader reader =
                                    new ArrowStreamReader(Channels.newChannel(in), allocator, ArrowCodecs.INSTANCE)) {
                        read(file, reader, reader::bytesRead, work);
                    }
                }
            }
        } catch (InvalidInputException | CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(file, e, "");
        }
    }

    /** Where a reader is in its file. */
    private interface Position {
        long get() throws IOException;
    }

    private static void read(Path file, ArrowReader reader, Position position, Work work) throws IOException {
        try {
            work.with(reader);
        } catch (InvalidInputException | CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(file, e, " before byte " + position.get());
        }
    }

    private static InvalidInputException damaged(Path file, Exception e, String place) {
        String name = FileInput.name(file);
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnsupportedOperationException
                    || String.valueOf(cause.getMessage())
                            .matches("(?s).* only supports .*|only [\\d, ]+ supported.*")) {
                return new InvalidInputException(
                        "The Arrow file \"" + name + "\" has a column of a kind that is not read ("
                                + Excerpts.shorten(String.valueOf(cause.getMessage())) + ").",
                        "Write numbers as float64 and texts as string; in Python, table.cast(schema).",
                        e);
            }
            if (cause instanceof OutOfMemoryException) {
                return new InvalidInputException(
                        "The Arrow file \"" + name + "\" asks for more memory than its size makes likely" + place + ".",
                        "If it is right, write it without compression, or in smaller batches of rows: in Python, "
                                + "write_feather(table, file, compression=\"uncompressed\").",
                        e);
            }
        }
        return new InvalidInputException(
                "The Arrow file \"" + name + "\" is truncated or damaged" + place
                        + (e.getMessage() == null ? "." : " (" + Excerpts.shorten(e.getMessage()) + ")."),
                "Write or download it again.",
                e);
    }
}
