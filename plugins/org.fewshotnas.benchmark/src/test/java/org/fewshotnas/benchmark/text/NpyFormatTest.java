package org.fewshotnas.benchmark.text;

import static org.fewshotnas.benchmark.TestFiles.A;
import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.names;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NumPy's .npy files. */
public class NpyFormatTest {
    @TempDir
    private Path folder;

    /** A file of this header and these bytes. */
    public static byte[] npy(String descr, String order, String shape, byte[] content) {
        String header = "{'descr': " + descr + ", 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
        ByteBuffer bytes =
                ByteBuffer.allocate(10 + header.length() + content.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        return bytes.put(header.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
    }

    /** A structured row: an architecture, a double, a half-precision 1.5, a byte. */
    public static byte[] structured() {
        ByteBuffer row = ByteBuffer.allocate(400 + 8 + 2 + 1).order(ByteOrder.LITTLE_ENDIAN);
        row.put(A.getBytes(Charset.forName("UTF-32LE"))).position(400);
        row.putDouble(93.25).putShort((short) 0x3e00).put((byte) 7);
        return npy(
                "[('arch', '<U100'), ('acc', '<f8'), ('loss', '<f2'), ('seed', '|u1')]", "False", "(1,)", row.array());
    }

    private Path file(String name, byte[] bytes) {
        return write(folder, name, bytes);
    }

    @Test
    void scoresInTheOrderOfNasBench201AreRead() {
        ByteBuffer scores = ByteBuffer.allocate(8 * 15_625).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 15_625; i++) {
            scores.putDouble(i / 16.0);
        }
        ArchitectureTable table = read(file("cifar10_test_acc.npy", npy("'<f8'", "False", "(15625,)", scores.array())));
        assertEquals(List.of("cifar10_test_acc"), names(table));
        assertEquals(Nb201Order.architectures().get(16), table.architecture(16));
        assertEquals(1, table.score(16, 0));
        assertEquals(List.of("The rows were taken to be in NAS-Bench-201's order of architectures."), table.notes());
    }

    @Test
    void columnsMayLieOneAfterTheOther() {
        ByteBuffer rows = ByteBuffer.allocate(4 * 2 * 15_625).order(ByteOrder.BIG_ENDIAN);
        ByteBuffer columns = ByteBuffer.allocate(4 * 2 * 15_625).order(ByteOrder.BIG_ENDIAN);
        for (int i = 0; i < 15_625; i++) {
            rows.putFloat(8 * i, i / 4f).putFloat(8 * i + 4, -i);
            columns.putFloat(4 * i, i / 4f).putFloat(4 * (15_625 + i), -i);
        }
        ArchitectureTable c = read(file("x.npy", npy("'>f4'", "False", "(15625, 2)", rows.array())));
        ArchitectureTable fortran = read(file("x.npy", npy("'>f4'", "True", "(15625, 2)", columns.array())));
        assertEquals(List.of("x 1", "x 2"), names(c));
        for (int i = 0; i < 15_625; i += 77) {
            assertEquals(i / 4.0, c.score(i, 0));
            assertEquals(-i, c.score(i, 1));
            assertEquals(c.score(i, 0), fortran.score(i, 0));
            assertEquals(c.score(i, 1), fortran.score(i, 1));
        }
    }

    @Test
    void structuredRowsNameTheirArchitectures() {
        ArchitectureTable table = read(file("s.npy", structured()));
        assertEquals(List.of("acc", "loss"), names(table));
        assertEquals(A, table.architecture(0));
        assertEquals(93.25, table.score(0, 0));
        assertEquals(1.5, table.score(0, 1));
    }

    @Test
    void whatIsNoTableOfNumbersIsRefused() {
        assertRefused(
                file("o.npy", npy("'|O'", "False", "()", new byte[9])),
                "o.npy",
                "Python objects",
                "nothing of it was run");
        assertRefused(file("n.npy", npy("'<f8'", "False", "(3, 2)", new byte[48])), "3 rows", "which architectures");
        assertRefused(file("c.npy", npy("'<c16'", "False", "(15625,)", new byte[48])), "<c16");
        assertRefused(file("d.npy", npy("'<f8'", "False", "(15625, 2, 2)", new byte[48])), "shape");
        assertRefused(file("t.npy", npy("'<f8'", "False", "(15625,)", new byte[48])), "truncated");
        assertRefused(file("h.npy", npy("'<f8'", "False", "(15625, 99999999999)", new byte[48])), "columns");
        assertRefused(file("r.npy", npy("[('arch', '<U9')]", "False", "(99999999999,)", new byte[48])), "rows");
    }
}
