package org.fewshotnas.readymade;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.file.Provenance;

/**
 * Learns the predictor that ships with the extension, of {@link PublishedTable}s and {@link OwnTrainings}; or measures how well such
 * predictors rank.
 */
public final class ReadyMadeTool {
    private final Map<PublishedTable, List<Task>> published = new LinkedHashMap<>();
    private final OwnTrainings trainings;
    private final List<Task> own;

    private ReadyMadeTool(Path tables, Path trainings) throws IOException {
        for (PublishedTable table : PublishedTable.ALL) {
            published.put(table, table.tasks(tables));
        }
        this.trainings = new OwnTrainings(trainings);
        own = this.trainings.tasks();
    }

    /**
     * @param args "learn", "measure" or "search"; the folder of published tables; the file of own trainings; the predictor's file, which "learn" writes;
     *     a folder for what "measure" learns; and that of the Benchmark Reader's samples, which it compares with
     */
    public static void main(String[] args) throws IOException {
        ReadyMadeTool tool = new ReadyMadeTool(Path.of(args[1]), Path.of(args[2]));
        switch (args[0]) {
            case "measure" -> tool.measure(new Measurement(Path.of(args[4])), Path.of(args[5]));
            case "search" -> tool.search(new Measurement(Path.of(args[4])));
            case "learn" -> tool.learn(Path.of(args[3]));
            default ->
                throw new IllegalArgumentException(args[0] + " is none of \"learn\", \"measure\" and \"search\"");
        }
    }

    private List<Task> publishedTasks(Predicate<Task> among) {
        return published.values().stream().flatMap(List::stream).filter(among).toList();
    }

    private void learn(Path file) throws IOException {
        List<Task> tasks = new ArrayList<>(publishedTasks(any -> true));
        tasks.addAll(own);
        Predictor learned = MetaLearning.learn(tasks, MetaLearningSettings.defaults(), Device.cpu(), Progress.NONE);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            withSources(learned).write(out);
        }
        System.out.println(tasks.size() + " tasks, " + Files.size(file) + " bytes");
    }

    /** The same with what it was learned from in its provenance, and without the time it took: the same files give the same bytes. */
    static Predictor withSources(Predictor learned) {
        PredictorSpec spec = learned.spec();
        Provenance.Step step = spec.provenance().steps().get(0);
        Map<String, String> parameters = new LinkedHashMap<>(step.parameters());
        PublishedTable.ALL.forEach(table -> parameters.put("source of " + table.file(), table.licences()));
        parameters.put("source of trainings.csv", OwnTrainings.LICENCE);
        Provenance provenance = new Provenance(List.of(
                new Provenance.Step(step.action(), step.inputs(), parameters, step.seed(), step.versions(), 0)));
        return new Predictor(PredictorSpec.learned(spec.shape(), spec.origin(), provenance), learned.weights());
    }

    private void measure(Measurement measurement, Path samples) throws IOException {
        LearningMethod usual = LearningMethods.byDefault();
        System.out.println("| Learned from | Learner | Target | no score | five scores |");
        System.out.println("|---|---|---|---|---|");
        measurement.print("published", usual, publishedTasks(any -> true), own);
        for (Task held : own) {
            List<Task> others = new ArrayList<>(publishedTasks(any -> true));
            own.stream().filter(task -> task != held).forEach(others::add);
            String name = "all but " + held.metric().dataSet();
            measurement.print(name, usual, others, List.of(held));
        }
        measurement.print("nothing", LearningMethods.ofName("NONE"), List.of(), own);
        measurement.print("samples", usual, samples(samples), own);
        measurement.print("published", LearningMethods.ofName("BOIL"), publishedTasks(any -> true), own);
        measurement.print("published, full trainings", usual, publishedTasks(ReadyMadeTool::isFull), own);
        for (PublishedTable held : PublishedTable.ALL.subList(1, PublishedTable.ALL.size())) {
            List<Task> others =
                    new ArrayList<>(publishedTasks(task -> !published.get(held).contains(task)));
            others.addAll(own);
            measurement.print("all but " + held.benchmark(), usual, others, published.get(held));
        }
    }

    private void search(Measurement measurement) throws IOException {
        Predictor learned = measurement.learned("published", LearningMethods.byDefault(), publishedTasks(any -> true));
        new SearchMeasurement(learned).print(trainings.trained());
    }

    /** Whether networks were trained to the end. */
    private static boolean isFull(Task task) {
        String epochs = task.metric().epochs();
        return epochs.isEmpty() || epochs.equals("108");
    }

    /** The samples of the Benchmark Reader: latencies, sizes and FLOPs. */
    private static List<Task> samples(Path folder) {
        List<Task> tasks = new ArrayList<>();
        for (String file : List.of("nas-bench-201-sample.csv.gz", "transnas-bench-101-micro-sample.csv.gz")) {
            tasks.addAll(new PublishedTable(file, file, "", metric -> true).tasks(folder));
        }
        return tasks;
    }
}
