package org.fewshotnas.benchmark.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The types of torch storages that hold plain numbers. */
enum TorchType {
    DoubleStorage(8),
    FloatStorage(4),
    HalfStorage(2),
    BFloat16Storage(2),
    LongStorage(8),
    IntStorage(4),
    ShortStorage(2),
    CharStorage(1),
    ByteStorage(1),
    BoolStorage(1);

    private final int bytes;

    TorchType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    Object value(byte[] storage, int index) {
        ByteBuffer buffer = ByteBuffer.wrap(storage).order(ByteOrder.LITTLE_ENDIAN);
        int at = index * bytes;
        return switch (this) {
            case DoubleStorage -> (Object) buffer.getDouble(at);
            case FloatStorage -> (double) buffer.getFloat(at);
            case HalfStorage -> (double) NumpyType.halfToFloat(buffer.getShort(at));
            case BFloat16Storage -> (double) Float.intBitsToFloat(buffer.getShort(at) << 16);
            case LongStorage -> buffer.getLong(at);
            case IntStorage -> (long) buffer.getInt(at);
            case ShortStorage -> (long) buffer.getShort(at);
            case CharStorage -> (long) buffer.get(at);
            case ByteStorage -> (long) (buffer.get(at) & 0xff);
            case BoolStorage -> buffer.get(at) != 0;
        };
    }
}
