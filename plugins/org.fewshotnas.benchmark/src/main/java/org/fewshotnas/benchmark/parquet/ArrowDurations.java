package org.fewshotnas.benchmark.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;

/**
 * Durations in Parquet files of pandas and pyarrow. The format has no type for them, so that they look like whole numbers; but Arrow notes its
 * own schema in the file.
 */
public final class ArrowDurations {
    private static final String KEY = "ARROW:schema";
    /** A marker and the length of the message stand before it. */
    private static final int BEFORE = 8;

    private ArrowDurations() {}

    /** The columns that hold durations, as far as the file's properties say so. */
    public static Set<String> of(Map<String, String> properties) {
        Set<String> names = new HashSet<>();
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(properties.getOrDefault(KEY, "").strip());
            if (bytes.length <= BEFORE) {
                return names;
            }
            ByteBuffer message = ByteBuffer.wrap(bytes, BEFORE, bytes.length - BEFORE)
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN);
            Schema schema = (Schema) Message.getRootAsMessage(message).header(new Schema());
            for (int i = 0; schema != null && i < schema.fieldsLength(); i++) {
                Field field = schema.fields(i);
                if (field.typeType() == Type.Duration) {
                    names.add(field.name());
                }
            }
        } catch (RuntimeException e) {
            // The note only helps; a file with a damaged one is read without it.
            return Set.of();
        }
        return names;
    }
}
