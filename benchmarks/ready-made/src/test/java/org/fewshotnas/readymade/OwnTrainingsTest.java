package org.fewshotnas.readymade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.space.metric.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnTrainingsTest {
    private static final String ONE = "|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|none~1|avg_pool_3x3~2|";
    private static final String TWO = "|nor_conv_1x1~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|none~1|avg_pool_3x3~2|";

    @Test
    void aTaskHasTheMeanOverTheSeedsOfACellAndNoneThatDiverged(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("trainings.csv");
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "task,architecture,seed,test accuracy,cpu seconds",
                        "a," + ONE + ",1,0.5,2",
                        "b," + ONE + ",1,0.1,2",
                        "a," + ONE + ",2,0.75,2",
                        "a," + TWO + ",1,0.25,2",
                        "b," + TWO + ",1,NaN,2",
                        ""));
        List<Task> tasks = new OwnTrainings(file).tasks();
        assertEquals(
                List.of("Own trainings: a test accuracy @10", "Own trainings: b test accuracy @10"),
                tasks.stream().map(task -> task.metric().name()).toList());
        assertArrayEquals(new double[] {0.625, 0.25}, tasks.get(0).scores());
        assertArrayEquals(new double[] {0.1}, tasks.get(1).scores());
        assertEquals(Direction.MAXIMIZE, tasks.get(0).metric().direction());
        assertEquals("trainings.csv", tasks.get(0).metric().source());
        assertEquals(64, tasks.get(0).metric().sourceSha256().length());
    }

    @Test
    void theProjectsOwnFileIsReadAsFarAsItHasCome() throws Exception {
        List<Task> tasks = new OwnTrainings(Path.of("../trainings/trainings.csv")).tasks();
        assertFalse(tasks.isEmpty());
        tasks.forEach(task -> assertTrue(task.isLearnable(), task.metric().name()));
    }
}
