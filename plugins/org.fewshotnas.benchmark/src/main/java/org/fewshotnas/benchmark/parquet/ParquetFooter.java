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
    private static final int REPEATED = 2;
    private static final int FLOAT16 = 15;
    /** Of a decimal number in bytes: 38 digits take 16. */
    static final int LONGEST_DECIMAL = 64;

    private final ThriftReader in;
    private final List<ParquetColumn> columns = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, String> properties = new HashMap<>();
    private List<Element> elements = List.of();
    private long rows;
    private int leaves;
    private int chunks;

    /**
     * A group of rows.
     *
     * @param rows number of rows
     * @param chunks one a leaf of the schema
     */
    record Group(long rows, List<ParquetChunk> chunks) {}

    /** A level of the schema. */
    private static final class Element {
        private int type = -1;
        private int length;
        private int repetition;
        private String name = "";
        private int children;
        private int converted = -1;
        private int scale;
        private int logical = -1;
        private boolean signed = true;
    }

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
            case 2 -> elements = in.list(this::element);
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

    private Element element() throws IOException {
        Element element = new Element();
        in.inner(field -> {
            switch (field) {
                case 1 -> element.type = in.size();
                case 2 -> element.length = in.size();
                case 3 -> element.repetition = in.size();
                case 4 -> element.name = in.text();
                case 5 -> element.children = in.size();
                case 6 -> element.converted = in.size();
                case 7 -> element.scale = in.size();
                case 10 -> in.inner(logical -> logicalType(element, logical));
                default -> {
                    return false;
                }
            }
            return true;
        });
        return element;
    }

    private boolean logicalType(Element element, int logical) throws IOException {
        element.logical = logical;
        if (logical == 5) {
            return in.inner(field -> {
                if (field == 1) {
                    element.scale = in.size();
                }
                return field == 1;
            });
        }
        return logical == 10
                && in.inner(field -> {
                    if (field == 2) {
                        element.signed = in.truth();
                    }
                    return field == 2;
                });
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
                    encodings.addAll(in.list(in::size));
                    return true;
                }
                return chunkField(numbers, inner);
            });
        });
        // The dictionary, where there is one, is before the values.
        long first = numbers[5] > 0 ? Math.min(numbers[5], numbers[4]) : numbers[4];
        return new ParquetChunk((int) numbers[0], (int) numbers[1], encodings, numbers[2], first, numbers[3]);
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
        for (int i = 0; i < elements.get(0).children; i++) {
            Element element = at < elements.size() ? elements.get(at) : new Element();
            int first = leaves;
            at = countLeaves(at);
            boolean nested = element.children > 0 || element.repetition == REPEATED;
            if (nested) {
                columns.add(new ParquetColumn(element.name, Kind.NESTED, Type.BYTE_ARRAY, false, false, 0, 0, "", -1));
            } else if (element.type >= 0 && element.type < Type.values().length) {
                columns.add(column(element, first));
            } else {
                throw new IOException("the column \"" + element.name + "\" is of an unknown type");
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
            int children = elements.get(at++).children;
            leaves += children == 0 ? 1 : 0;
            open += children - 1;
        }
        return at;
    }

    private static ParquetColumn column(Element element, int index) {
        Type type = Type.values()[element.type];
        boolean unsigned = element.converted >= 11 && element.converted <= 14 || !element.signed;
        return new ParquetColumn(
                element.name,
                kind(element, type),
                type,
                element.repetition == 1,
                unsigned,
                isDecimal(element) ? element.scale : element.logical == FLOAT16 ? ParquetColumn.HALF : 0,
                element.length,
                noun(element, type),
                index);
    }

    private static boolean isDecimal(Element element) {
        return element.converted == 5 || element.logical == 5;
    }

    /** Annotations 0, 4 and 19 of the old kind and 1, 4 and 12 of the new are text; 5, 11 to 18 and 5, 10 are numbers. */
    private static Kind kind(Element element, Type type) {
        boolean plain = element.converted < 0 && element.logical < 0;
        return switch (type) {
            case BOOLEAN -> Kind.TRUTH;
            case FLOAT, DOUBLE -> Kind.NUMBER;
            case INT32, INT64 -> plain || isDecimal(element) || isWhole(element) ? Kind.NUMBER : Kind.OTHER;
            case BYTE_ARRAY -> isDecimal(element) ? Kind.NUMBER : plain || isText(element) ? Kind.TEXT : Kind.OTHER;
            case FIXED_LEN_BYTE_ARRAY -> isFixedNumber(element) ? Kind.NUMBER : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    private static boolean isFixedNumber(Element element) {
        return isDecimal(element) && element.length > 0 && element.length <= LONGEST_DECIMAL
                || element.logical == FLOAT16 && element.length == 2;
    }

    private static String noun(Element element, Type type) {
        return switch (type) {
            case INT96 -> "time stamps";
            case INT32, INT64 -> "dates, times or durations";
            default -> isText(element) ? "" : "bytes";
        };
    }

    private static boolean isWhole(Element element) {
        return element.logical == 10 || element.logical < 0 && element.converted >= 11 && element.converted <= 18;
    }

    private static boolean isText(Element element) {
        return element.logical == 1
                || element.logical == 4
                || element.logical == 12
                || element.logical < 0 && (element.converted == 0 || element.converted == 4 || element.converted == 19);
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
