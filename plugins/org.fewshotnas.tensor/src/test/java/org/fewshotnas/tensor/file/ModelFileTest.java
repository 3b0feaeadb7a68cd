package org.fewshotnas.tensor.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.fewshotnas.space.base.InvalidInputException;
import org.junit.jupiter.api.Test;

/** What holds for a model of any kind; the predictor's tests damage a whole file of one kind. */
class ModelFileTest {
    private static final Map<String, List<Integer>> SHAPES = Map.of("w", List.of(2, 2));
    private static final Weights WEIGHTS = new Weights.Builder()
            .put("w", List.of(2, 2), new float[] {1, -2, 0.5f, 3})
            .build();
    private static final ModelFile PUMP =
            new ModelFile("pump", Map.of("format", "fewshotnas pump", "litres", "7"), WEIGHTS);

    @Test
    void aNewKindOfModelNeedsNothingButItsNameAndItsShapes() throws IOException {
        ModelFile again = read("pump", bytes(PUMP));
        assertEquals(PUMP, again);
        assertArrayEquals(bytes(PUMP), bytes(again));
    }

    @Test
    void aModelOfAnotherKindIsRefusedByItsName() {
        String message = assertThrows(InvalidInputException.class, () -> read("sieve", bytes(PUMP)))
                .getMessage();
        assertTrue(message.contains("\"fewshotnas pump\"; expected is \"fewshotnas sieve\""), message);
    }

    @Test
    void aDescriptionOfAnotherKindIsNotWritten() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ModelFile("pump", Map.of("format", "fewshotnas sieve"), WEIGHTS));
    }

    @Test
    void weightsThatFillTheMemoryAreRefusedBeforeTheyTakeIt() {
        assertThrows(
                InvalidInputException.class,
                () -> ModelFile.read(
                        "pump",
                        new ByteArrayInputStream(bytes(PUMP)),
                        description -> Map.of("w", List.of(1 << 20, 1 << 20))));
        assertThrows(
                InvalidInputException.class, () -> ModelFile.checkStorable("pump", List.of(List.of(1 << 15, 1 << 15))));
    }

    private static ModelFile read(String kind, byte[] bytes) throws IOException {
        return ModelFile.read(kind, new ByteArrayInputStream(bytes), description -> SHAPES);
    }

    private static byte[] bytes(ModelFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.write(out);
        return out.toByteArray();
    }
}
