package org.fewshotnas.predictor;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.fewshotnas.space.base.InvalidInputException;
import org.junit.jupiter.params.provider.MethodSource;

/** The predictor file against bytes of any kind: it is refused in words, or it is a predictor. */
class PredictorFileFuzzTest {
    static Stream<byte[]> predictor() throws IOException {
        ByteArrayOutputStream learned = new ByteArrayOutputStream();
        ByteArrayOutputStream fineTuned = new ByteArrayOutputStream();
        SamplePredictors.learned(1).write(learned);
        SamplePredictors.fineTuned(1).write(fineTuned);
        return Stream.of(learned.toByteArray(), fineTuned.toByteArray());
    }

    @MethodSource
    @FuzzTest
    void predictor(byte[] data) throws IOException {
        try {
            Predictor.read(new ByteArrayInputStream(data)).write(new ByteArrayOutputStream());
        } catch (InvalidInputException refused) {
            if (refused.getMessage().isBlank() || refused.resolution().isBlank()) {
                throw new AssertionError("a message without words", refused);
            }
        }
    }
}
