package org.fewshotnas.benchmark.arrow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.Types;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** A file or stream of Arrow, whose size once unpacked is known, so that the memory of its reader can be bounded. */
final class ArrowInput {
    private static final long ROOM = 16 << 20;
    /** What packed numbers and texts unpack to, in sizes of the file. */
    private static final long USUAL_RATIO = 40;
    /** Of one batch of rows, however large the file. */
    private static final long MOST_MEMORY = 2L << 30;

    private final SourceFile file;
    private final boolean isFile;
    private final long size;

    private ArrowInput(SourceFile file, boolean isFile, long size) {
        this.file = file;
        this.isFile = isFile;
        this.size = size;
    }

    /** Whether these are the first bytes of a file, which is read from its end, and not of a stream. */
    static boolean isFile(FileHead head) {
        return head.startsWith('A', 'R', 'R', 'O', 'W', '1');
    }

    /** A file, or a stream that is walked over to check that all of it is there. */
    static ArrowInput of(SourceFile file, ReadLimits limits, Progress progress) throws IOException {
        FileHead head = file.head(progress);
        boolean isFile = isFile(head);
        if (head.compressed() && isFile) {
            throw new InvalidInputException(
                    "The file \"" + file.name() + "\" is an Arrow file inside gzip or an archive.", "Unpack it first.");
        }
        try {
            long size = isFile ? file.size() : ArrowFraming.check(file, limits, progress);
            return new ArrowInput(file, isFile, size);
        } catch (InvalidInputException | CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ArrowInput(file, isFile, 0).damaged(e, "");
        }
    }

    SourceFile file() {
        return file;
    }

    /** What is done with the batches of a table. */
    interface Work<T> {
        T with(ArrowReader reader) throws IOException;
    }

    /**
     * Reads batches with as much memory as the size makes likely: that of the content, which buffers may hold packed.
     *
     * @throws InvalidInputException if the file is damaged; says where
     */
    <T> T read(ReadLimits limits, Progress progress, Work<T> work) {
        limits.checkBytes(file.name(), size);
        long memory = Math.min(ROOM + USUAL_RATIO * size, MOST_MEMORY);
        try (BufferAllocator allocator = ArrowSupport.allocator(memory)) {
            if (isFile) {
                try (SeekableByteChannel channel = file.channel(progress);
                        ArrowReader reader = new ArrowFileReader(channel, allocator, ArrowCodecs.INSTANCE)) {
                    return read(reader, channel::position, work);
                }
            }
            try (InputStream in = file.open(limits, progress);
                    ArrowReader reader =
                            new ArrowStreamReader(Channels.newChannel(in), allocator, ArrowCodecs.INSTANCE)) {
                return read(reader, reader::bytesRead, work);
            }
        } catch (InvalidInputException | CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(e, "");
        }
    }

    /** Where a reader is in its file. */
    private interface Position {
        long get() throws IOException;
    }

    private <T> T read(ArrowReader reader, Position position, Work<T> work) throws IOException {
        try {
            return work.with(reader);
        } catch (InvalidInputException | CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(e, " before byte " + position.get());
        }
    }

    private InvalidInputException damaged(Exception e, String place) {
        String name = file.name();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnsupportedOperationException
                    || String.valueOf(cause.getMessage())
                            .matches("(?s).* only supports .*|only [\\d, ]+ supported.*")) {
                return new InvalidInputException(
                        "The Arrow file \"" + name + "\" has a column of a kind that is not read"
                                + ofUnknownKind()
                                        .map(column -> ", \"" + Excerpts.shorten(column) + "\"")
                                        .orElse("")
                                + " (" + Excerpts.shorten(String.valueOf(cause.getMessage())) + ").",
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

    /** The name of the first column of a kind that Arrow's library has no vectors for; empty if there is none, or it cannot be said. */
    private Optional<String> ofUnknownKind() {
        try {
            return schema().getFields().stream()
                    .filter(field -> !isKnown(field))
                    .map(Field::getName)
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The columns, as a file has them at its end and a stream at its beginning. */
    private Schema schema() throws IOException {
        if (isFile) {
            try (SeekableByteChannel channel = file.channel(Progress.NONE)) {
                return Schema.convertSchema(ArrowFraming.footer(channel).schema());
            }
        }
        try (InputStream in = file.open(ReadLimits.defaults(), Progress.NONE)) {
            return MessageSerializer.deserializeSchema(ArrowFraming.next(in, 0).orElseThrow());
        }
    }

    private static boolean isKnown(Field field) {
        try {
            Types.getMinorTypeForArrowType(field.getType());
            return field.getChildren().stream().allMatch(ArrowInput::isKnown);
        } catch (RuntimeException e) {
            return false;
        }
    }
}
