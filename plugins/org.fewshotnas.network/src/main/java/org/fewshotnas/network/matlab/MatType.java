package org.fewshotnas.network.matlab;

import java.nio.ByteBuffer;
import java.util.Optional;

/** How numbers are stored in a MATLAB file of level 5 (The MathWorks, "MAT-File Format", table 1-1). */
enum MatType {
    INT8(1, 1),
    UINT8(2, 1),
    INT16(3, 2),
    UINT16(4, 2),
    INT32(5, 4),
    UINT32(6, 4),
    SINGLE(7, 4),
    DOUBLE(9, 8),
    INT64(12, 8),
    UINT64(13, 8);

    private final int code;
    private final int bytes;

    MatType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    static Optional<MatType> of(int code) {
        for (MatType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Of one number. */
    int bytes() {
        return bytes;
    }

    /** A number by its place among those in the bytes. */
    double number(ByteBuffer buffer, int place) {
        int at = place * bytes;
        return switch (this) {
            case INT8 -> buffer.get(at);
            case UINT8 -> buffer.get(at) & 0xff;
            case INT16 -> buffer.getShort(at);
            case UINT16 -> buffer.getShort(at) & 0xffff;
            case INT32 -> buffer.getInt(at);
            case UINT32 -> buffer.getInt(at) & 0xffff_ffffL;
            case SINGLE -> buffer.getFloat(at);
            case DOUBLE -> buffer.getDouble(at);
            case INT64, UINT64 -> buffer.getLong(at);
        };
    }
}
