package org.fewshotnas.benchmark.arrow;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;

/**
 * Writes architecture tables as Arrow IPC files: the text columns "Search space" and "Architecture", and a double column a metric, null
 * where it was not measured. What a metric is stands in the metadata of its field, by the names of {@link Metric#toProperties()}.
 */
public final class ArrowTableWriter {
    private static final int BATCH = 16_384;

    private ArrowTableWriter() {}

    /**
     * Writes a table; when this fails or is cancelled, the file is as it was before.
     *
     * @throws InvalidInputException if the file cannot be written, or Java was started without what Arrow needs
     */
    public static void write(ArchitectureTable table, Path file, Progress progress) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Path temporary = Files.createTempFile(folder, ".architectures", ".arrow");
            try {
                try (WritableByteChannel channel = Channels.newChannel(Files.newOutputStream(temporary))) {
                    write(table, channel, progress);
                }
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    "The Arrow file \"" + FileInput.name(file) + "\" cannot be written: " + e.getMessage() + ".",
                    "Check that the folder exists, that you may write to it, and that its disk is not full.",
                    e);
        }
    }

    private static void write(ArchitectureTable table, WritableByteChannel channel, Progress progress)
            throws IOException {
        try (BufferAllocator allocator = ArrowSupport.allocator(Long.MAX_VALUE);
                VectorSchemaRoot root = VectorSchemaRoot.create(schema(table.metrics()), allocator);
                ArrowFileWriter writer = new ArrowFileWriter(root, null, channel)) {
            writer.start();
            for (int start = 0; start < table.rowCount(); start += BATCH) {
                progress.checkCanceled();
                progress.report((double) start / table.rowCount(), "Writing architectures");
                fill(table, root, start, Math.min(BATCH, table.rowCount() - start));
                writer.writeBatch();
            }
            writer.end();
        }
    }

    private static void fill(ArchitectureTable table, VectorSchemaRoot root, int start, int count) {
        byte[] space = table.space().name().getBytes(StandardCharsets.UTF_8);
        VarCharVector spaces = (VarCharVector) root.getVector(0);
        VarCharVector architectures = (VarCharVector) root.getVector(1);
        for (int i = 0; i < count; i++) {
            spaces.setSafe(i, space);
            architectures.setSafe(i, table.architecture(start + i).getBytes(StandardCharsets.UTF_8));
        }
        for (int m = 0; m < table.metrics().size(); m++) {
            Float8Vector scores = (Float8Vector) root.getVector(m + 2);
            for (int i = 0; i < count; i++) {
                double score = table.score(start + i, m);
                if (Double.isNaN(score)) {
                    scores.setNull(i);
                } else {
                    scores.setSafe(i, score);
                }
            }
        }
        root.setRowCount(count);
    }

    private static Schema schema(List<Metric> metrics) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.notNullable("Search space", ArrowType.Utf8.INSTANCE));
        fields.add(Field.notNullable("Architecture", ArrowType.Utf8.INSTANCE));
        ArrowType number = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
        for (Metric metric : metrics) {
            fields.add(new Field(metric.name(), new FieldType(true, number, null, metric.toProperties()), null));
        }
        return new Schema(fields);
    }
}
