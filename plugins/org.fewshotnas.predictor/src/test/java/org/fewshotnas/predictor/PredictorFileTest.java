package org.fewshotnas.predictor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Provenance;
import org.fewshotnas.tensor.file.Weights;
import org.junit.jupiter.api.Test;

class PredictorFileTest {
    private final byte[] file = write(SamplePredictors.fineTuned(1));

    @Test
    void aPredictorIsReadAsItWasWritten() {
        for (Predictor predictor : List.of(
                SamplePredictors.learned(2),
                SamplePredictors.fineTuned(3),
                SamplePredictors.withRates(4),
                SamplePredictors.calibrated(5),
                SamplePredictors.withGraphTerm(6))) {
            Predictor again = read(write(predictor));
            assertEquals(predictor.spec(), again.spec());
            assertEquals(predictor.weights(), again.weights());
        }
    }

    @Test
    void theSpecIsTheSameAfterItsProperties() {
        PredictorSpec spec = SamplePredictors.fineTuned(1).spec();
        assertEquals(spec, PredictorSpec.fromProperties(spec.toProperties()));
    }

    @Test
    void operationsThatAreNotKnownHereOrAreNoneOfAGraphAreRefused() {
        Map<String, String> properties =
                new TreeMap<>(SamplePredictors.fineTuned(1).spec().toProperties());
        String right = properties.get("vocabulary");
        for (String[] change : new String[][] {
            {"\"AvgPool\"", "\"Fourier-Layer\"", "the operations [Fourier-Layer], which this installation does not have"
            },
            {"\"AvgPool\"", "\"MaxPool\"", "expected are different ones"},
            {",\"Global\"", "", "among them Input, Output and Global"}
        }) {
            assertTrue(right.contains(change[0]), right);
            properties.put("vocabulary", right.replace(change[0], change[1]));
            InvalidInputException error =
                    assertThrows(InvalidInputException.class, () -> PredictorSpec.fromProperties(properties));
            assertTrue(error.getMessage().contains(change[2]), error.getMessage());
            assertFalse(error.resolution().isEmpty());
        }
    }

    @Test
    void aCalibrationThatDoesNotFitIsRefused() {
        PredictorSpec spec = SamplePredictors.calibrated(1).spec();
        Map<String, String> properties = new TreeMap<>(spec.toProperties());
        assertEquals(spec, PredictorSpec.fromProperties(properties));
        String right = properties.get("calibration");
        for (String[] change : new String[][] {
            {"\"noise\":0.25", "\"noise\":-1"},
            {"\"freedom\":7.0", "\"freedom\":0"},
            {"[-1.5,", "[2,"},
            {"[30.0,", "[19.0,"},
            {"[30.0,", "["},
            {"30.0,20.0,19.0", "19.0,20.0,30.0"}
        }) {
            assertTrue(right.contains(change[0]), right);
            properties.put("calibration", right.replace(change[0], change[1]));
            assertThrows(InvalidInputException.class, () -> PredictorSpec.fromProperties(properties), change[1]);
        }
    }

    @Test
    void aPredictorThatDoesNotSayItsReferencesHadThePublishedOnes() {
        Map<String, String> properties = new TreeMap<>(
                SamplePredictors.multiTask(1, SamplePredictors.ACCURACY).spec().toProperties());
        properties.put("reference_spaces", "[\"of another release\"]");
        PredictorSpec other = PredictorSpec.fromProperties(properties);
        assertEquals(List.of("of another release"), other.origin().referenceSpaces());
        assertEquals(other, PredictorSpec.fromProperties(other.toProperties()));
        properties.remove("reference_spaces");
        assertEquals(
                ReferenceSpaces.PUBLISHED,
                PredictorSpec.fromProperties(properties).origin().referenceSpaces());
        properties.put("reference_spaces", "[1]");
        assertThrows(InvalidInputException.class, () -> PredictorSpec.fromProperties(properties));
    }

    @Test
    void anAdaptationIsStoredAndCheckedAsItIs() {
        PredictorSpec spec = SamplePredictors.calibrated(1).spec();
        Map<String, String> properties = new TreeMap<>(spec.toProperties());
        assertEquals(spec, PredictorSpec.fromProperties(properties));
        String right = properties.get("adaptation");
        for (String[] change : new String[][] {
            {"\"steps\":10", "\"steps\":-1"}, {"0.5", "1.5"}, {"0.25", "-0.25"}, {"\"steps\"", "\"stops\""}
        }) {
            assertTrue(right.contains(change[0]), right);
            properties.put("adaptation", right.replace(change[0], change[1]));
            assertThrows(InvalidInputException.class, () -> PredictorSpec.fromProperties(properties), change[1]);
        }
        properties.remove("adaptation");
        assertEquals(
                Adaptation.NONE,
                PredictorSpec.fromProperties(properties).target().orElseThrow().adaptation());
    }

    @Test
    void graphFeaturesThatDoNotFitAreRefused() {
        PredictorSpec spec = SamplePredictors.withGraphTerm(1).spec();
        Map<String, String> properties = new TreeMap<>(spec.toProperties());
        assertEquals(spec, PredictorSpec.fromProperties(properties));
        String right = properties.get("graph_features");
        for (String[] change : new String[][] {
            {"graph features 1", "graph features 2"},
            {"\"Conv3-D1\"", "\"Input\""},
            {"\"Conv3-D1\"", "\"Skip-Connection\""},
            {"\"trees\":1", "\"trees\":4"},
            {"\"trees\":1", "\"trees\":0"},
            {"\"nodes\":3", "\"nodes\":9000000"}
        }) {
            assertTrue(right.contains(change[0]), right);
            properties.put("graph_features", right.replace(change[0], change[1]));
            assertThrows(InvalidInputException.class, () -> PredictorSpec.fromProperties(properties), change[1]);
        }
    }

    /** Whose tree leads from its second node back to its first, and would be walked without an end. */
    @Test
    void aTreeThatIsNoneIsRefused() {
        Predictor right = SamplePredictors.withGraphTerm(1);
        Weights.Builder weights = new Weights.Builder();
        right.weights().names().forEach(name -> {
            float[] values = right.weights().values(name);
            if (name.equals(GraphTerm.FOREST_NODES)) {
                values[4] = 0;
                values[6] = 0;
            }
            weights.put(name, right.weights().shape(name), values);
        });
        Weights wrong = weights.build();
        assertThrows(InvalidInputException.class, () -> new Predictor(right.spec(), wrong));
    }

    /** Only predictors that need it ask for a newer release. */
    @Test
    void theVersionIsThatOfTheOldestReleaseThatCanReadIt() {
        assertEquals("1", SamplePredictors.fineTuned(1).spec().toProperties().get("format_version"));
        assertEquals(
                "2", SamplePredictors.withGraphTerm(1).spec().toProperties().get("format_version"));
    }

    @Test
    void theSamePredictorAlwaysGivesTheSameBytes() {
        assertArrayEquals(file, write(SamplePredictors.fineTuned(1)));
        assertArrayEquals(file, write(read(file)));
    }

    @Test
    void theFileKeepsTheRulesOfTheSafetensorsLayout() {
        long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertEquals(0, length % 8, "the tensors are aligned");
        String json = new String(file, 8, (int) length, StandardCharsets.UTF_8);
        assertEquals('{', json.charAt(0));
        JsonObject header = JsonParser.parseString(json).getAsJsonObject();
        header.getAsJsonObject("__metadata__")
                .entrySet()
                .forEach(entry ->
                        assertTrue(entry.getValue().getAsJsonPrimitive().isString(), "metadata maps texts to texts"));
        header.remove("__metadata__");
        TreeMap<Long, Long> places = new TreeMap<>();
        for (String name : header.keySet()) {
            JsonObject tensor = header.getAsJsonObject(name);
            assertEquals("F32", tensor.get("dtype").getAsString());
            JsonArray offsets = tensor.getAsJsonArray("data_offsets");
            long size = 4;
            for (var extent : tensor.getAsJsonArray("shape")) {
                size *= extent.getAsLong();
            }
            assertEquals(size, offsets.get(1).getAsLong() - offsets.get(0).getAsLong());
            places.put(offsets.get(0).getAsLong(), offsets.get(1).getAsLong());
            ByteBuffer data = ByteBuffer.wrap(file)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .position(8 + (int) length + offsets.get(0).getAsInt());
            for (float value : SamplePredictors.fineTuned(1).weights().values(name)) {
                assertEquals(value, data.getFloat());
            }
        }
        long end = 0;
        for (var place : places.entrySet()) {
            assertEquals(end, place.getKey(), "tensors leave no gap");
            end = place.getValue();
        }
        assertEquals(file.length, 8 + length + end, "nothing follows the last tensor");
    }

    @Test
    void aTruncatedFileSaysWhereItEnds() {
        for (int percent = 0; percent < 100; percent++) {
            byte[] part = Arrays.copyOf(file, file.length * percent / 100);
            String message =
                    assertThrows(InvalidInputException.class, () -> read(part)).getMessage();
            assertTrue(message.contains("ends at byte " + part.length), message);
        }
    }

    @Test
    void aFlippedBitIsFoundOrWithoutEffect() {
        Random random = new Random(1);
        Predictor original = read(file);
        for (int i = 0; i < 1000; i++) {
            byte[] flipped = file.clone();
            // Half of the flips in the first 200 bytes, where lengths, keys and types are.
            int position = random.nextInt(i % 2 == 0 ? file.length : 200);
            flipped[position] ^= (byte) (1 << random.nextInt(8));
            try {
                Predictor read = read(flipped);
                assertEquals(original.spec(), read.spec(), "flip at byte " + position);
                assertEquals(original.weights(), read.weights(), "flip at byte " + position);
            } catch (InvalidInputException e) {
                assertFalse(e.getMessage().isBlank());
                assertFalse(e.resolution().isBlank());
            }
        }
    }

    @Test
    void aHeaderOfAnImpossibleLengthIsRefused() {
        for (long length :
                new long[] {0, 1, 5L << 20, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            byte[] changed = file.clone();
            ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
            String message = assertThrows(InvalidInputException.class, () -> read(changed))
                    .getMessage();
            assertTrue(message.contains(Long.toUnsignedString(length)), message);
        }
    }

    @Test
    void aHeaderThatLiesIsRefusedWithWhatIsWrong() {
        assertRefused("is there twice", header -> header.replace("\"head.bias\"", "\"layer.0.bias\""));
        assertRefused("lacks the tensor", header -> header.replaceFirst(",\"head.bias\":\\{[^}]*}", ""));
        assertRefused("\"layer.9.bias\"", header -> header.replace("\"layer.1.bias\"", "\"layer.9.bias\""));
        assertRefused("F16", header -> header.replaceFirst("\"F32\"", "\"F16\""));
        assertRefused("[14, 9]", header -> header.replace("[14,8]", "[14,9]"));
        assertRefused("[14, 8, 1]", header -> header.replace("[14,8]", "[14,8,1]"));
        assertRefused("do not overlap", header -> header.replace("[448,480]", "[416,448]"));
        assertRefused("leave no gap", header -> header.replace("[0,448]", "[8,456]"));
        assertRefused("448 bytes apart", header -> header.replace("[0,448]", "[0,449]"));
        assertRefused("448 bytes apart", header -> header.replace("[0,448]", "[448,0]"));
        assertRefused("an offset", header -> header.replace("[0,448]", "[-448,0]"));
        assertRefused("an offset", header -> header.replace("[0,448]", "[1e300,448]"));
        assertRefused("a whole number", header -> header.replace("[0,448]", "[0.5,448]"));
        assertRefused("not valid JSON", header -> header.replace("[0,448]", "[NaN,448]"));
        assertRefused("not valid JSON", header -> header.replace("\"F32\"", "'F32'"));
        assertRefused("not valid JSON", header -> header.substring(0, header.lastIndexOf('}')));
        assertRefused("not valid JSON at line 1", header -> header + "{}");
        assertRefused("does not begin with {", header -> " " + header);
        assertRefused("nests deeper", header -> header.replace("[14,8]", "[".repeat(1000) + "]".repeat(1000)));
        assertRefused("holds more than", header -> header.replace("[14,8]", "[" + "1,".repeat(300_000) + "1]"));
        assertRefused("a number of", header -> header.replace("[14,8]", "[" + "1".repeat(500) + ",8]"));
        assertRefused("\"__metadata__\"", header -> header.replace("__metadata__", "__Metadata__"));
        assertRefused("other than", header -> header.replace("[14,8]", "null"));
    }

    @Test
    void aPredictorOfALaterReleaseIsRefused() {
        String message = assertRefused(
                "format version 3", header -> header.replace("\"format_version\":\"1\"", "\"format_version\":\"3\""));
        assertTrue(message.contains("reads version 1 and 2"), message);
        assertRefused("its format is \"pt\"", header -> header.replace("\"fewshotnas predictor\"", "\"pt\""));
    }

    @Test
    void aSpecThatContradictsItselfIsRefused() {
        assertRefused("no target", header -> header.replaceFirst("\"target\":", "\"tarkett\":"));
        assertRefused("turns the direction", header -> header.replace("\\\"factor\\\":-0.001", "\\\"factor\\\":0.001"));
        assertRefused("layers", header -> header.replace("\\\"layers\\\":2", "\\\"layers\\\":17"));
        assertRefused("\"SGD\"", header -> header.replace("\"BOIL\"", "\"SGD\""));
        assertRefused("operations", header -> header.replace("Zeroize", "Zeroise"));
        assertRefused("\"shots\" is missing", header -> header.replace("\"shots\"", "\"shouts\""));
        assertRefused("SHA-256", header -> header.replace("ab".repeat(32), "AB".repeat(32)));
        assertRefused("sideways", header -> header.replace("maximize", "sideways"));
    }

    @Test
    void aChangedSpecDoesNotPassForTheOriginal() {
        assertRefused("do not agree with the SHA-256", header -> header.replace("cifar100", "cifar101"));
        assertRefused(
                "do not agree with the SHA-256",
                header -> header.replaceFirst("\"sha256\":\"[0-9a-f]", "\"sha257\":\"0"));
    }

    @Test
    void aWeightThatIsNotFiniteIsRefusedWithItsPlace() {
        byte[] changed = file.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putFloat(file.length - 4, Float.NaN);
        String message =
                assertThrows(InvalidInputException.class, () -> read(changed)).getMessage();
        assertTrue(message.contains("head.bias") && message.contains("NaN at byte " + (file.length - 4)), message);
        Weights.Builder weights = new Weights.Builder();
        SamplePredictors.SHAPE.tensors().forEach((name, extents) -> {
            float[] values = SamplePredictors.weights(SamplePredictors.SHAPE, 1).values(name);
            values[0] = Float.POSITIVE_INFINITY;
            weights.put(name, extents, values);
        });
        PredictorSpec spec = SamplePredictors.learned(1).spec();
        assertThrows(InvalidInputException.class, () -> new Predictor(spec, weights.build()));
    }

    @Test
    void bytesAfterTheEndAreRefused() {
        String message = assertThrows(InvalidInputException.class, () -> read(Arrays.copyOf(file, file.length + 1)))
                .getMessage();
        assertTrue(message.contains("goes on after byte " + file.length), message);
    }

    @Test
    void somethingElseThanAPredictorIsRefused() {
        for (String text :
                List.of("", "PK\u0003\u0004", "architecture,score\n".repeat(100), "{}", "\u0002\0\0\0\0\0\0\0{}")) {
            assertThrows(InvalidInputException.class, () -> read(text.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    @Test
    void noFolderGetsIntoTheFile() {
        Metric metric =
                new Metric("m", "", "", "", "", Direction.MAXIMIZE, "", "", "/home/ada/C:\\Users\\ada\\scores.csv", "");
        Provenance.Step step =
                new Provenance.Step("meta-learning", Provenance.Input.of(List.of(metric)), Map.of(), 1, Map.of(), 0);
        PredictorSpec spec = PredictorSpec.learned(
                SamplePredictors.SHAPE, List.of(metric), Learners.NONE, Provenance.NONE.plus(step));
        String text = new String(
                write(new Predictor(spec, SamplePredictors.weights(SamplePredictors.SHAPE, 1))),
                StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("scores.csv"));
        assertFalse(text.contains("home") || text.contains("Users"));
    }

    private String assertRefused(String expected, UnaryOperator<String> change) {
        int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String header = new String(file, 8, length, StandardCharsets.UTF_8).stripTrailing();
        String changed = change.apply(header);
        assertFalse(changed.equals(header), "the change does something: " + expected + " in " + header);
        byte[] json = changed.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ByteBuffer.allocate(8 + json.length + file.length - 8 - length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(file, 8 + length, file.length - 8 - length)
                .array();
        String message =
                assertThrows(InvalidInputException.class, () -> read(bytes)).getMessage();
        assertTrue(message.contains(expected), message);
        assertTrue(message.length() < 1000, "a message can be read");
        return message;
    }

    private static byte[] write(Predictor predictor) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            predictor.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Predictor read(byte[] bytes) {
        try {
            return Predictor.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aMultiTaskPredictorWithoutTasksIsRefused() {
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> PredictorSpec.learned(SamplePredictors.SHAPE, List.of(), Learners.MULTI_TASK, Provenance.NONE));
        assertTrue(e.getMessage().contains("names none"), e.getMessage());
    }
}
