package org.fewshotnas.readymade;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;

/** Learns the predictor that ships with the extension, of {@link PublishedTable}s and {@link OwnTrainings}. */
public final class ReadyMadeTool {
    private ReadyMadeTool() {}

    /** @param args what to do ("learn"), the folder of published tables, the file of own trainings, and the predictor's file */
    public static void main(String[] args) throws IOException {
        Path tables = Path.of(args[1]);
        List<Task> tasks = new ArrayList<>();
        for (PublishedTable table : PublishedTable.ALL) {
            tasks.addAll(table.tasks(tables));
        }
        tasks.addAll(new OwnTrainings(Path.of(args[2])).tasks());
        tasks.forEach(task -> System.out.println(task.metric().name() + " | " + task.metric().quantity() + " | " + task.metric().direction()+ ": " + task.size()));
        Predictor predictor = MetaLearning.learn(tasks, MetaLearningSettings.defaults(), Device.cpu(), Progress.NONE);
        Path file = Path.of(args[3]);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            predictor.write(out);
        }
    }
}
