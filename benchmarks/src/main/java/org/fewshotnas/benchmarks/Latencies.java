package org.fewshotnas.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.evaluation.HeldOutTasks;
import org.fewshotnas.predictor.evaluation.MetaLearned;
import org.fewshotnas.predictor.evaluation.ScoredCells;
import org.fewshotnas.predictor.evaluation.TrainSize;
import org.fewshotnas.predictor.evaluation.TransferEvaluation;
import org.fewshotnas.predictor.evaluation.TransferSummary;
import org.fewshotnas.predictor.finetuning.FineTuneSettings;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;

/**
 * How well the latency of a device that nobody knows is predicted from ten measurements, where the known tasks are accuracies alone; beside
 * it what four numbers give: a ridge regression of the logarithm on how often a cell has each operation, as it is written.
 */
final class Latencies {
    private static final int SHOTS = 10;
    private static final int RUNS = 10;
    private static final int LEARNINGS = 3;
    private static final int RIDGE_RUNS = 60;
    private static final double RIDGE = 0.1;
    private static final String NB201 = "nas-bench-201.csv.gz";
    private static final List<String> NATIVE = List.of("1080ti_1", "fpga", "pixel2");
    private static final List<Operation> COUNTED =
            List.of(Operation.SKIP_CONNECTION, Operation.CONV1_D1, Operation.CONV3_D1, Operation.AVG_POOL);

    private final ArchitectureTable table;
    private final Path published;

    /** @param published folder of the published samples */
    Latencies(Path published) {
        this.published = published;
        table = read(published.resolve("tables").resolve(NB201));
    }

    private static ArchitectureTable read(Path file) {
        return BenchmarkFiles.open(file).read(ReadOptions.defaults(), Progress.NONE);
    }

    /** The lines of a table: device, the default learner, ridge on counts. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        rows.add("| Device | default learner | ridge on counts of operations |");
        rows.add("|---|---|---|");
        for (String device : NATIVE) {
            ArchitectureTable latencies = read(published.resolve("native/nasbench201__latency__" + device + ".pt"));
            Map<String, Double> byCell = new HashMap<>();
            for (int row = 0; row < latencies.rowCount(); row++) {
                byCell.put(latencies.architecture(row), latencies.score(row, 0));
            }
            rows.add(row(device, byCell));
        }
        for (int metric = 0; metric < table.metrics().size(); metric++) {
            if (table.metrics().get(metric).isCost()) {
                Map<String, Double> byCell = new HashMap<>();
                for (int row = 0; row < table.rowCount(); row++) {
                    byCell.put(table.architecture(row), table.score(row, metric));
                }
                rows.add(row(table.metrics().get(metric).dataSet(), byCell));
            }
        }
        return rows;
    }

    private String row(String device, Map<String, Double> latencies) {
        TransferSummary ours = learned(device, latencies);
        return String.format(
                Locale.ROOT,
                "| %s | %.3f ± %.3f | %.3f |",
                device,
                ours.spearman().value(),
                ours.spearman().standardError(),
                ridge(latencies));
    }

    /** The default learner, which knows the accuracies after the full training. */
    private TransferSummary learned(String device, Map<String, Double> latencies) {
        List<Integer> known = new ArrayList<>();
        List<Metric> metrics = new ArrayList<>();
        for (int i = 0; i < table.metrics().size(); i++) {
            Metric metric = table.metrics().get(i);
            if (!metric.isCost() && metric.epochs().isEmpty()) {
                known.add(i);
                metrics.add(metric);
            }
        }
        metrics.add(new Metric(device, device, "", "latency", "", Direction.MINIMIZE, "", "", "", ""));
        ScoredCells.Builder cells = new ScoredCells.Builder(metrics);
        for (int row = 0; row < table.rowCount(); row++) {
            double[] scores = new double[metrics.size()];
            for (int i = 0; i < known.size(); i++) {
                scores[i] = table.score(row, known.get(i));
            }
            scores[known.size()] = latencies.getOrDefault(table.architecture(row), Double.NaN);
            cells.add(
                    UnifiedGraph.of(cell(table.architecture(row))),
                    table.space().name(),
                    scores);
        }
        TransferEvaluation.Settings settings = new TransferEvaluation.Settings(
                List.of(new MetaLearned(MetaLearningSettings.defaults(), FineTuneSettings.defaults(), Device.cpu())),
                List.of(SHOTS),
                new TransferEvaluation.Repetitions(RUNS, LEARNINGS, false),
                Set.of(),
                1);
        TransferEvaluation.Outcome outcome = TransferEvaluation.run(
                HeldOutTasks.leaveOneOut(cells.build(), Set.of(device), TrainSize.ofPercent(50)),
                settings,
                Progress.NONE);
        return TransferSummary.of(outcome.results()).get(0);
    }

    /** Mean Spearman correlation over draws of ten cells, on all others. */
    private double ridge(Map<String, Double> latencies) {
        List<double[]> features = new ArrayList<>();
        List<Double> logs = new ArrayList<>();
        latencies.forEach((architecture, latency) -> {
            if (latency > 0) {
                features.add(counts(architecture));
                logs.add(Math.log(latency));
            }
        });
        SplittableRandom random = new SplittableRandom(1);
        double sum = 0;
        for (int run = 0; run < RIDGE_RUNS; run++) {
            int[] drawn = random.ints(0, logs.size()).distinct().limit(SHOTS).toArray();
            double[] weights = fit(drawn, features, logs);
            Set<Integer> seen = new HashSet<>(Arrays.stream(drawn).boxed().toList());
            List<Integer> rest = new ArrayList<>();
            for (int i = 0; i < logs.size(); i++) {
                if (!seen.contains(i)) {
                    rest.add(i);
                }
            }
            double[] predicted = rest.stream()
                    .mapToDouble(i -> dot(features.get(i), weights))
                    .toArray();
            double[] actual = rest.stream().mapToDouble(logs::get).toArray();
            sum += RankMetrics.of(predicted, actual, Direction.MAXIMIZE)
                            .spearman()
                            .value()
                    / RIDGE_RUNS;
        }
        return sum;
    }

    private double[] counts(String architecture) {
        Cell cell = cell(architecture);
        return COUNTED.stream()
                .mapToDouble(operation ->
                        cell.operations().stream().filter(operation::equals).count())
                .toArray();
    }

    private Cell cell(String architecture) {
        return table.space().requireCells().parse(architecture);
    }

    /** The weights w of (XᵀX + λ I) w = Xᵀ y for centred X and y, by Gauss-Seidel: the matrix is small and positive definite. */
    private static double[] fit(int[] drawn, List<double[]> features, List<Double> logs) {
        int width = COUNTED.size();
        double[] mean = new double[width];
        double level = 0;
        for (int i : drawn) {
            for (int j = 0; j < width; j++) {
                mean[j] += features.get(i)[j] / drawn.length;
            }
            level += logs.get(i) / drawn.length;
        }
        double[][] matrix = new double[width][width];
        double[] right = new double[width];
        for (int i : drawn) {
            for (int j = 0; j < width; j++) {
                double x = features.get(i)[j] - mean[j];
                right[j] += x * (logs.get(i) - level);
                for (int k = 0; k < width; k++) {
                    matrix[j][k] += x * (features.get(i)[k] - mean[k]);
                }
            }
        }
        double[] weights = new double[width];
        for (int sweep = 0; sweep < 10_000; sweep++) {
            for (int j = 0; j < width; j++) {
                double rest = right[j];
                for (int k = 0; k < width; k++) {
                    rest -= k == j ? 0 : matrix[j][k] * weights[k];
                }
                weights[j] = rest / (matrix[j][j] + RIDGE);
            }
        }
        return weights;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
