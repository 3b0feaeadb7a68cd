package org.fewshotnas.trainings.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.fewshotnas.metad2a.ready.ReadyMadeMetaD2a;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;
import org.junit.jupiter.api.Test;

class DataSetTaskTest {
    private static final List<DataSetTask> TASKS = DataSetTask.of(new TextureFamily(), 20);

    @Test
    void theFirstDataSetsAreTheSameHoweverManyThereAre() {
        List<DataSetTask> few = DataSetTask.of(new TextureFamily(), 5);
        for (int i = 0; i < few.size(); i++) {
            assertEquals(TASKS.get(i).classes(), few.get(i).classes());
            assertEquals(TASKS.get(i).variant(), few.get(i).variant());
            assertEquals(TASKS.get(i).seed(), few.get(i).seed());
        }
    }

    @Test
    void imagesAreDrawnAnewForTestsAndAreTheSameEveryTime() {
        for (DataSetTask task : TASKS) {
            DataSet training = task.large(false, 60);
            assertArrayEquals(training.inputs(), task.large(false, 60).inputs());
            assertFalse(Arrays.equals(training.inputs(), task.large(true, 60).inputs()));
            int classes = task.classes().size();
            int[] counts = new int[classes];
            for (int number : ((Targets.Classes) training.targets()).classes()) {
                counts[number]++;
            }
            for (int count : counts) {
                assertTrue(count == 60 / classes || count == 60 / classes + 1, task.name());
            }
        }
    }

    @Test
    void networksSeeTheMeanOfFourPixels() {
        DataSetTask task = TASKS.get(0);
        DataSet large = task.large(false, 4);
        DataSet seen = task.seen(false, 4);
        int channels = large.shape().channels();
        assertEquals(TensorShape.image(channels, 16, 16), seen.shape());
        int plane = 32 * 32;
        float[] in = large.inputs();
        int at = (2 * channels) * plane + 6 * 32 + 10;
        assertEquals(
                (in[at] + in[at + 1] + in[at + 32] + in[at + 33]) / 4,
                seen.inputs()[(2 * channels) * 256 + 3 * 16 + 5],
                1e-6);
    }

    @Test
    void everyClassOfATextureLooksLikeItself() {
        TextureFamily family = new TextureFamily();
        for (int number = 0; number < family.classes(); number++) {
            float[] image = family.image(number, false, new Random(number));
            double mean = IntStream.range(0, image.length)
                    .mapToDouble(i -> image[i])
                    .average()
                    .orElseThrow();
            double spread = IntStream.range(0, image.length)
                    .mapToDouble(i -> Math.abs(image[i] - mean))
                    .average()
                    .orElseThrow();
            assertTrue(spread > .01, family.className(number) + " is plain");
        }
    }

    /** The model that ships has learned from just the trainings that are beside the tool. */
    @Test
    void theShippedModelHasLearnedFromTheFileOfTrainings() throws Exception {
        List<String> rows = Files.readAllLines(Path.of("data-sets.csv"));
        assertEquals(rows.size() - 1, ReadyMadeMetaD2a.get().spec().rows());
        long dataSets =
                rows.stream().skip(1).map(row -> row.split(",")[0]).distinct().count();
        assertEquals(dataSets, ReadyMadeMetaD2a.get().spec().dataSets());
        assertEquals(
                2_000,
                rows.stream()
                        .skip(1)
                        .map(row -> row.replaceAll(",[^,]*,[^,]*$", ""))
                        .distinct()
                        .count());
    }
}
