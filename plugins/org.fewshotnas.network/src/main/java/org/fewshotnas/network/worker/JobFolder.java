package org.fewshotnas.network.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.file.DataSetFile;
import org.fewshotnas.network.file.TrainingPlan;
import org.fewshotnas.network.file.TrainingResultFile;
import org.fewshotnas.network.training.TrainingResult;

/** A temporary folder, for this user alone, through which jobs go to workers and results come back. Closing deletes it. */
final class JobFolder implements AutoCloseable {
    private final Path folder;
    /** The number of the file of each data set that is written. */
    private final Map<DataSet, Integer> written = new IdentityHashMap<>();

    private JobFolder(Path folder) {
        this.folder = folder;
    }

    /** What the names of this process's folders begin with. */
    static String prefix() {
        return "fewshotnas-trainings-" + ProcessHandle.current().pid() + "-";
    }

    static JobFolder create() throws IOException {
        return new JobFolder(Files.createTempDirectory(prefix()));
    }

    /** One that another process has made. */
    static JobFolder at(Path folder) {
        return new JobFolder(folder);
    }

    Path path() {
        return folder;
    }

    /** The job without its data: its plan, the names of the files of its data, and when it ends. */
    void put(int number, TrainingJob job) throws IOException {
        String training = data(job.training());
        String validation = job.validation().isPresent() ? data(job.validation().get()) : "";
        Files.write(
                folder.resolve("job" + number),
                List.of(
                        training,
                        validation,
                        job.plan().toJson(),
                        job.end().map(Instant::toString).orElse("")));
    }

    private String data(DataSet data) throws IOException {
        Integer known = written.get(data);
        if (known != null) {
            return "data" + known;
        }
        String name = "data" + written.size();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), 1 << 16)) {
            DataSetFile.write(data, out);
        }
        written.put(data, written.size());
        return name;
    }

    TrainingJob job(int number) throws IOException {
        List<String> rows = Files.readAllLines(folder.resolve("job" + number));
        TrainingPlan plan = TrainingPlan.fromJson(rows.get(2));
        Optional<DataSet> validation = rows.get(1).isEmpty() ? Optional.empty() : Optional.of(read(rows.get(1)));
        Optional<Instant> end = rows.get(3).isEmpty() ? Optional.empty() : Optional.of(Instant.parse(rows.get(3)));
        return new TrainingJob("job " + number, plan.graph(), read(rows.get(0)), validation, plan.settings(), end);
    }

    private DataSet read(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return DataSetFile.read(in, Files.size(file));
        }
    }

    /** Puts a result, which is there only when it is complete. */
    void put(int number, TrainingResult result) throws IOException {
        Path part = folder.resolve("result" + number + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
            TrainingResultFile.write(result, out);
        }
        Files.move(part, folder.resolve("result" + number), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes a result away; none if there is no complete one. */
    Optional<TrainingResult> take(int number) throws IOException {
        Path file = folder.resolve("result" + number);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        TrainingResult result;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            result = TrainingResultFile.read(in);
        }
        Files.delete(file);
        return Optional.of(result);
    }

    /** Where a worker's errors are written. */
    Path errors(int number) {
        return folder.resolve("errors" + number);
    }

    /** The end of a worker's errors. */
    String lastErrors(int number) throws IOException {
        byte[] all = Files.readAllBytes(errors(number));
        int most = 4_000;
        return new String(all, Math.max(0, all.length - most), Math.min(all.length, most));
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
