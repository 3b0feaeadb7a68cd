package org.fewshotnas.benchmark.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;

/** Streaming JSON as Python writes it: NaN and Infinity are numbers. Jackson's own limits on depth and length of texts stay in force. */
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Json() {}

    /** A parser that closes the stream with itself. */
    public static JsonParser parser(InputStream in) throws IOException {
        try {
            return FACTORY.createParser(in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }
}
