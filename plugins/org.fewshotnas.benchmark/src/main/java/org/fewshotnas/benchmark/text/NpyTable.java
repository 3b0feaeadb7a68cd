package org.fewshotnas.benchmark.text;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.benchmark.base.CountedProgress;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.layout.TextTable;
import org.fewshotnas.space.base.Progress;

/** The rows of a NumPy array. What is written column by column is kept, as its first row is there only when all of it is. */
final class NpyTable implements TextTable {
    private final SourceFile file;
    private final NpyHeader npy;
    private Optional<ByteBuffer> columns = Optional.empty();

    NpyTable(SourceFile file, NpyHeader npy) {
        this.file = file;
        this.npy = npy;
    }

    @Override
    public List<String> header() {
        List<String> names = new ArrayList<>();
        if (!npy.hasTexts()) {
            names.add("architecture");
        }
        npy.fields().forEach(field -> names.add(field.name()));
        return names;
    }

    @Override
    public char separator() {
        return 0;
    }

    @Override
    public String rowNoun() {
        return "row";
    }

    @Override
    public List<String> walk(ReadLimits limits, Progress progress, Visitor visitor) throws IOException {
        if (columns.isEmpty()) {
            try (InputStream in = file.open(limits, progress)) {
                in.skipNBytes(npy.start());
                if (npy.transposed()) {
                    // At most the scores that are allowed, and counted as they come.
                    columns = Optional.of(ByteBuffer.wrap(bytes(in, npy.rows() * npy.width())));
                } else {
                    walkRows(in, visitor);
                }
            }
        }
        if (columns.isPresent()) {
            walkColumns(columns.get(), progress, visitor);
        }
        return npy.hasTexts()
                ? List.of()
                : List.of("The rows were taken to be in NAS-Bench-201's order of architectures.");
    }

    private static byte[] bytes(InputStream in, long count) throws IOException {
        byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, count));
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    private void walkRows(InputStream in, Visitor visitor) throws IOException {
        for (long row = 0; row < npy.rows(); row++) {
            ByteBuffer bytes = ByteBuffer.wrap(bytes(in, npy.width()));
            List<String> values = new ArrayList<>();
            int at = 0;
            for (NpyField field : npy.fields()) {
                values.add(field.text(bytes, at));
                at += field.size();
            }
            visit(row, values, visitor);
        }
    }

    private void walkColumns(ByteBuffer bytes, Progress progress, Visitor visitor) throws IOException {
        CountedProgress counted = new CountedProgress("Reading rows", npy.rows(), progress);
        int size = npy.fields().get(0).size();
        for (long row = 0; row < npy.rows(); row++) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < npy.fields().size(); i++) {
                values.add(npy.fields().get(i).text(bytes, (int) (i * npy.rows() + row) * size));
            }
            visit(row, values, visitor);
            counted.advance(1);
        }
    }

    private void visit(long row, List<String> values, Visitor visitor) throws IOException {
        if (!npy.hasTexts()) {
            values.add(0, Nb201Order.architectures().get((int) row));
        }
        visitor.row(new Row(row + 1, values));
    }
}
