package org.fewshotnas.benchmark;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes Parquet in its simplest form: two columns without missing values, as they are, in pages of a thousand rows. */
public final class ParquetWriter {
    private static final int PAGE = 1_000;
    private static final int DOUBLE = 5;
    private static final int TEXT = 6;
    private static final int RUN_LENGTHS = 3;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private ParquetWriter() {}

    /** A file of the columns "architecture" and "accuracy"; the accuracy is the number of the row, from 0. */
    public static byte[] table(List<String> architectures) {
        ParquetWriter file = new ParquetWriter();
        file.text("PAR1");
        int rows = architectures.size();
        int texts = file.out.size();
        for (int from = 0; from < rows; from += PAGE) {
            ParquetWriter page = new ParquetWriter();
            int to = Math.min(rows, from + PAGE);
            for (String architecture : architectures.subList(from, to)) {
                page.littleEndian(4, architecture.length());
                page.text(architecture);
            }
            file.page(page, to - from);
        }
        int numbers = file.out.size();
        for (int from = 0; from < rows; from += PAGE) {
            ParquetWriter page = new ParquetWriter();
            int to = Math.min(rows, from + PAGE);
            for (int i = from; i < to; i++) {
                page.littleEndian(8, Double.doubleToLongBits(i));
            }
            file.page(page, to - from);
        }
        int end = file.out.size();
        // Version, schema, rows, groups of rows.
        file.integer(1, 1).list(1, 12, 3);
        file.field(4, 8).binary("schema").integer(1, 2).stop();
        file.integer(1, TEXT)
                .integer(2, 0)
                .field(1, 8)
                .binary("architecture")
                .integer(2, 0)
                .stop();
        file.integer(1, DOUBLE).integer(2, 0).field(1, 8).binary("accuracy").stop();
        file.number(1, rows).list(1, 12, 1).list(1, 12, 2);
        file.column(TEXT, "architecture", rows, texts, numbers - texts);
        file.column(DOUBLE, "accuracy", rows, numbers, end - numbers);
        file.number(1, end - texts).number(1, rows).stop().stop();
        file.littleEndian(4, file.out.size() - end);
        file.text("PAR1");
        return file.out.toByteArray();
    }

    private void page(ParquetWriter content, int rows) {
        int size = content.out.size();
        integer(1, 0).integer(1, size).integer(1, size).field(2, 12);
        integer(1, rows)
                .integer(1, 0)
                .integer(1, RUN_LENGTHS)
                .integer(1, RUN_LENGTHS)
                .stop()
                .stop();
        out.writeBytes(content.out.toByteArray());
    }

    private void column(int type, String name, int rows, int offset, int size) {
        number(2, offset).field(1, 12);
        integer(1, type).list(1, 5, 1).variable(0).list(1, 8, 1).binary(name).integer(1, 0);
        number(1, rows).number(1, size).number(1, size).number(2, offset).stop().stop();
    }

    // Thrift's compact protocol: fields are told apart by how much their number is above the one before.

    private ParquetWriter field(int above, int type) {
        out.write(above << 4 | type);
        return this;
    }

    private ParquetWriter integer(int above, int value) {
        return field(above, 5).variable(2L * value);
    }

    private ParquetWriter number(int above, long value) {
        return field(above, 6).variable(2 * value);
    }

    private ParquetWriter list(int above, int type, int size) {
        field(above, 9);
        return field(size, type);
    }

    private ParquetWriter binary(String text) {
        variable(text.length());
        text(text);
        return this;
    }

    private ParquetWriter stop() {
        out.write(0);
        return this;
    }

    private ParquetWriter variable(long value) {
        long rest = value;
        for (; rest > 127; rest >>= 7) {
            out.write((int) rest | 128);
        }
        out.write((int) rest);
        return this;
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void littleEndian(int bytes, long value) {
        out.write(
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(value)
                        .array(),
                0,
                bytes);
    }
}
