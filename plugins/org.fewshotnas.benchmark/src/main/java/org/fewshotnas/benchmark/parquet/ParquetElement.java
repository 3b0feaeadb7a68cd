package org.fewshotnas.benchmark.parquet;

import java.io.IOException;
import org.fewshotnas.benchmark.parquet.ParquetColumn.Kind;
import org.fewshotnas.benchmark.parquet.ParquetColumn.Type;

/** A level of a Parquet file's schema: a column, or a group of them. The structure is SchemaElement of parquet.thrift. */
final class ParquetElement {
    private static final int REPEATED = 2;
    private static final int FLOAT16 = 15;
    /** Of a decimal number in bytes: 38 digits take 16. */
    static final int LONGEST_DECIMAL = 64;

    private int type = -1;
    private int length;
    private int repetition;
    private String name = "";
    private int children;
    private int converted = -1;
    private int scale;
    private int logical = -1;
    private boolean signed = true;

    static ParquetElement read(ThriftReader in) throws IOException {
        ParquetElement element = new ParquetElement();
        in.inner(field -> {
            switch (field) {
                case 1 -> element.type = in.size();
                case 2 -> element.length = in.size();
                case 3 -> element.repetition = in.size();
                case 4 -> element.name = in.text();
                case 5 -> element.children = in.size();
                case 6 -> element.converted = in.size();
                case 7 -> element.scale = in.size();
                case 10 -> in.inner(logical -> element.logicalType(in, logical));
                default -> {
                    return false;
                }
            }
            return true;
        });
        return element;
    }

    private boolean logicalType(ThriftReader in, int kind) throws IOException {
        logical = kind;
        if (kind == 5) {
            return in.inner(field -> {
                if (field == 1) {
                    scale = in.size();
                }
                return field == 1;
            });
        }
        return kind == 10
                && in.inner(field -> {
                    if (field == 2) {
                        signed = in.truth();
                    }
                    return field == 2;
                });
    }

    String name() {
        return name;
    }

    /** How many levels are right below it; those of a column are none. */
    int children() {
        return children;
    }

    boolean isNested() {
        return children > 0 || repetition == REPEATED;
    }

    /** Whether its type is one of the format's. */
    boolean isOfKnownType() {
        return type >= 0 && type < Type.values().length;
    }

    /**
     * The column.
     *
     * @param index of its chunks in a group of rows
     */
    ParquetColumn column(int index) {
        Type stored = Type.values()[type];
        boolean unsigned = converted >= 11 && converted <= 14 || !signed;
        return new ParquetColumn(
                name,
                kind(stored),
                stored,
                repetition == 1,
                unsigned,
                isDecimal() ? scale : logical == FLOAT16 ? ParquetColumn.HALF : 0,
                length,
                noun(stored),
                index);
    }

    private boolean isDecimal() {
        return converted == 5 || logical == 5;
    }

    /** Annotations 0, 4 and 19 of the old kind and 1, 4 and 12 of the new are text; 5, 11 to 18 and 5, 10 are numbers. */
    private Kind kind(Type stored) {
        boolean plain = converted < 0 && logical < 0;
        return switch (stored) {
            case BOOLEAN -> Kind.TRUTH;
            case FLOAT, DOUBLE -> Kind.NUMBER;
            case INT32, INT64 -> plain || isDecimal() || isWhole() ? Kind.NUMBER : Kind.OTHER;
            case BYTE_ARRAY -> isDecimal() ? Kind.NUMBER : plain || isText() ? Kind.TEXT : Kind.OTHER;
            case FIXED_LEN_BYTE_ARRAY -> isFixedNumber() ? Kind.NUMBER : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    private boolean isFixedNumber() {
        return isDecimal() && length > 0 && length <= LONGEST_DECIMAL || logical == FLOAT16 && length == 2;
    }

    private String noun(Type stored) {
        return switch (stored) {
            case INT96 -> "time stamps";
            case INT32, INT64 -> "dates, times or durations";
            default -> isText() ? "" : "bytes";
        };
    }

    private boolean isWhole() {
        return logical == 10 || logical < 0 && converted >= 11 && converted <= 18;
    }

    private boolean isText() {
        return logical == 1
                || logical == 4
                || logical == 12
                || logical < 0 && (converted == 0 || converted == 4 || converted == 19);
    }
}
