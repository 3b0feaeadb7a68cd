package org.fewshotnas.readymade;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.evaluation.ScoredCells;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Metric;

/**
 * A table of published scores that is learned from: those of its columns that come from sources whose licences allow that.
 *
 * @param benchmark what it is called, and what the names of its tasks begin with
 * @param file its name in the folder of tables; any format that the Benchmark Reader reads
 * @param licences of the sources of the columns that are learned from: where they were published, and under what licence
 * @param learned which columns are learned from
 */
record PublishedTable(String benchmark, String file, String licences, Predicate<Metric> learned) {
    /**
     * All. Latencies are left out: those of NAS-Bench-201 come from other publications, whose licences do not say whether they hold for the
     * measured numbers too; and what a cell costs is told by its structure, which is learned of every cell anyway.
     */
    static final List<PublishedTable> ALL = List.of(
            new PublishedTable(
                    "NAS-Bench-201",
                    "nas-bench-201.csv.gz",
                    "NAS-Bench-201, https://github.com/D-X-Y/NAS-Bench-201, MIT, Copyright (c) since 2019 Xuanyi Dong; "
                            + "NinaPro and Darcy Flow: NAS-Bench-360, https://github.com/rtu715/NAS-Bench-360, MIT, "
                            + "Copyright (c) 2021 Renbo Tu",
                    metric -> !metric.isCost()),
            new PublishedTable(
                    "TransNAS-Bench-101 micro",
                    "transnas-bench-101-micro.csv.gz",
                    "TransNAS-Bench-101, https://github.com/yawen-d/TransNASBench, MIT, Copyright (c) 2022 Yawen Duan",
                    metric -> !metric.isCost()),
            new PublishedTable(
                    "NAS-Bench-101",
                    "nas-bench-101-subset.csv.gz",
                    "NAS-Bench-101, https://github.com/google-research/nasbench, Apache-2.0, "
                            + "Copyright 2019 The Google Research Authors",
                    metric -> !metric.isCost()));

    /**
     * The tasks of the columns that are learned from.
     *
     * @param folder of tables
     */
    List<Task> tasks(Path folder) {
        ArchitectureTable table = BenchmarkFiles.open(folder.resolve(file)).read(ReadOptions.defaults(), Progress.NONE);
        ScoredCells.Builder cells = new ScoredCells.Builder(table.metrics());
        for (int row = 0; row < table.rowCount(); row++) {
            double[] scores = new double[table.metrics().size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = table.score(row, i);
            }
            String space = table.space().name();
            cells.add(UnifiedGraph.of(table.space().requireCells().parse(table.architecture(row))), space, scores);
        }
        ScoredCells scored = cells.build();
        List<Task> tasks = new ArrayList<>();
        for (ScoredCells.ScoredTask task : scored.tasks()) {
            if (learned.test(task.metric())) {
                Task whole = scored.task(task, cell -> true);
                Metric named = whole.metric()
                        .withName(benchmark + ": " + whole.metric().name());
                tasks.add(new Task(named, whole.graphs(), whole.scores()));
            }
        }
        return tasks;
    }
}
