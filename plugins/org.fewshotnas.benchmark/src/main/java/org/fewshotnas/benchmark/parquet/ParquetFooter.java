package org.fewshotnas.benchmark.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fewshotnas.benchmark.parquet.ParquetColumn.Kind;
import org.fewshotnas.benchmark.parquet.ParquetColumn.Type;

/** What a Parquet file says of itself at its end: its columns, and where the values are. The structures are those of parquet.thrift. */
final class ParquetFooter {
    private static final int MOST_CHUNKS = 1_000_000;
    /** Of a chunk: writers name two or three. */
    private static final int MOST_ENCODINGS = 100;

    private final ThriftReader in;
    private final List<ParquetColumn> columns = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, String> properties = new HashMap<>();
    private List<ParquetElement> elements = List.of();
    private long rows;
    private int leaves;
    private int chunks;
    private int encodingsOfChunk;

    /**
     * A group of rows.
     *
     * @param rows number of rows
     * @param chunks one a leaf of the schema
     */
    record Group(long rows, List<ParquetChunk> chunks) {}

    private ParquetFooter(ThriftReader in) {
        this.in = in;
    }

    /**
     * Reads the description.
     *
     * @throws IOException if it is damaged, or describes what is not supported; the message says where and what
     */
    static ParquetFooter read(ThriftReader in) throws IOException {
        ParquetFooter footer = new ParquetFooter(in);
        in.structure(footer::field);
        footer.makeColumns();
        footer.check();
        return footer;
    }

    List<ParquetColumn> columns() {
        return columns;
    }

    List<Group> groups() {
        return groups;
    }

    /** Why the values of a column that is not nested are not read, in words that fit behind its name; empty if they are. */
    Optional<String> problem(ParquetColumn column) {
        return groups.stream()
                .flatMap(group -> group.chunks().get(column.index()).problem().stream())
                .findFirst();
    }

    long rows() {
        return rows;
    }

    private boolean field(int field) throws IOException {
        switch (field) {
            case 2 -> elements = in.list(() -> ParquetElement.read(in));
            case 4 -> groups.addAll(in.list(this::group));
            case 5 -> in.list(this::property);
            case 8 -> throw new IOException("it is encrypted, which is not supported");
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Reads what the writer noted of the file. */
    private String property() throws IOException {
        String[] pair = {"", ""};
        in.inner(field -> {
            if (field == 1 || field == 2) {
                pair[field - 1] = in.text();
                return true;
            }
            return false;
        });
        properties.put(pair[0], pair[1]);
        return pair[0];
    }

    /** What the writer noted of the file, by name. */
    Map<String, String> properties() {
        return properties;
    }

    private Group group() throws IOException {
        long[] count = {0};
        List<ParquetChunk> found = new ArrayList<>();
        in.inner(field -> {
            switch (field) {
                case 1 -> found.addAll(in.list(this::chunk));
                case 3 -> count[0] = in.number();
                default -> {
                    return false;
                }
            }
            return true;
        });
        return new Group(count[0], found);
    }

    private ParquetChunk chunk() throws IOException {
        if (++chunks > MOST_CHUNKS) {
            throw new IOException("it has more than " + MOST_CHUNKS + " groups of rows times columns");
        }
        long[] numbers = {-1, 0, 0, 0, 0, 0};
        Set<Integer> encodings = new TreeSet<>();
        in.inner(field -> {
            if (field == 1) {
                throw new IOException("its values are in another file, which is not supported");
            }
            if (field != 3) {
                return false;
            }
            return in.inner(inner -> {
                if (inner == 2) {
                    encodings.addAll(in.list(this::encoding));
                    encodingsOfChunk = 0;
                    return true;
                }
                return chunkField(numbers, inner);
            });
        });
        // The dictionary, where there is one, is before the values.
        long first = numbers[5] > 0 ? Math.min(numbers[5], numbers[4]) : numbers[4];
        return new ParquetChunk((int) numbers[0], (int) numbers[1], encodings, numbers[2], first, numbers[3]);
    }

    private int encoding() throws IOException {
        if (++encodingsOfChunk > MOST_ENCODINGS) {
            throw new IOException("a group of rows names more than " + MOST_ENCODINGS + " encodings of a column");
        }
        return in.size();
    }

    private boolean chunkField(long[] numbers, int field) throws IOException {
        int place =
                switch (field) {
                    case 1 -> 0;
                    case 4 -> 1;
                    case 5 -> 2;
                    case 7 -> 3;
                    case 9 -> 4;
                    case 11 -> 5;
                    default -> -1;
                };
        if (place >= 0) {
            numbers[place] = in.number();
        }
        return place >= 0;
    }

    private void makeColumns() throws IOException {
        if (elements.isEmpty()) {
            throw new IOException("it describes no columns");
        }
        int at = 1;
        for (int i = 0; i < elements.get(0).children(); i++) {
            int first = leaves;
            int next = countLeaves(at);
            ParquetElement element = elements.get(at);
            at = next;
            if (element.isNested()) {
                columns.add(
                        new ParquetColumn(element.name(), Kind.NESTED, Type.BYTE_ARRAY, false, false, 0, 0, "", -1));
            } else if (element.isOfKnownType()) {
                columns.add(element.column(first));
            } else {
                throw new IOException("the column \"" + element.name() + "\" is of an unknown type");
            }
        }
        if (at != elements.size()) {
            throw new IOException("its columns do not add up");
        }
    }

    /** Counts the leaves of an element and of those below it; where the next begins. */
    private int countLeaves(int first) throws IOException {
        long open = 1;
        int at = first;
        while (open > 0) {
            if (at >= elements.size()) {
                throw new IOException("its columns do not add up");
            }
            int children = elements.get(at++).children();
            leaves += children == 0 ? 1 : 0;
            open += children - 1;
        }
        return at;
    }

    private void check() throws IOException {
        for (Group group : groups) {
            if (group.chunks().size() != leaves || group.rows() < 0) {
                throw new IOException("a group of rows has " + group.chunks().size() + " columns instead of " + leaves);
            }
            rows += group.rows();
            for (ParquetColumn column : columns) {
                if (column.index() < 0) {
                    continue;
                }
                ParquetChunk chunk = group.chunks().get(column.index());
                if (chunk.values() != group.rows()
                        || chunk.type() != column.type().ordinal()) {
                    throw new IOException("the column \"" + column.name() + "\" has " + chunk.values()
                            + " values of type " + chunk.type() + " in " + group.rows() + " rows");
                }
            }
        }
    }
}
