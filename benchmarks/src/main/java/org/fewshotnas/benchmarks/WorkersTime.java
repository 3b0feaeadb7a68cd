package org.fewshotnas.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.network.worker.TrainingJob;
import org.fewshotnas.network.worker.Trainings;
import org.fewshotnas.network.worker.Workers;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.published.NasBench201;

/** Times ten trainings by one worker process and by two, in turn, with the start of the processes and all. */
final class WorkersTime {
    private static final int TRAININGS = 10;
    private static final String CELL = "|nor_conv_3x3~0|+|none~0|nor_conv_3x3~1|+|none~0|none~1|nor_conv_3x3~2|";

    private WorkersTime() {}

    /** The lines of a table: seconds of one and of two, and their ratio. */
    static List<String> rows(int runs) {
        DataSet data = TrainOnce.noise();
        List<TrainingJob> jobs = LongStream.rangeClosed(1, TRAININGS)
                .mapToObj(seed -> new TrainingJob(
                        "seed " + seed,
                        TrainOnce.network(NasBench201.INSTANCE.name(), CELL),
                        data,
                        Optional.empty(),
                        TrainingSettings.ofClasses()
                                .withBudget(TrainOnce.EPOCHS, TrainOnce.BATCH)
                                .withSeed(seed)))
                .toList();
        double[] one = new double[runs];
        double[] two = new double[runs];
        for (int run = 0; run < runs; run++) {
            one[run] = seconds(jobs, 1);
            two[run] = seconds(jobs, 2);
        }
        double single = Timed.median(one);
        double both = Timed.median(two);
        return List.of(
                "| " + TRAININGS + " trainings | one worker | two workers | two / one |",
                "|---|---|---|---|",
                String.format(Locale.ROOT, "| wall time | %.1f s | %.1f s | %.2f |", single, both, both / single));
    }

    private static double seconds(List<TrainingJob> jobs, int workers) {
        long start = System.nanoTime();
        Trainings.run(jobs, Workers.processes(workers), Progress.NONE, new Trainings.Listener() {
            @Override
            public void finished(int job, TrainingResult result) {
                result.network().orElseThrow();
            }

            @Override
            public void broken(int job, String reason) {
                throw new IllegalStateException(reason);
            }

            @Override
            public void warn(String warning) {
                System.err.println(warning);
            }
        });
        return (System.nanoTime() - start) / 1e9;
    }
}
