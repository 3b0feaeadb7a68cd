package org.fewshotnas.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.MetaLearningSettings.Inner;
import org.fewshotnas.predictor.MetaLearningSettings.Outer;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.Device;

/**
 * Figures of the predictor on NAS-Bench-201, in a JVM of its own: the work of the reference program, by the public interface. Prints a
 * figure by the clock and the same in processor time of all threads, or the time and memory that learning takes.
 */
public final class PredictOnce {
    /** Those of the reference program; a step takes the first six. */
    private static final List<String> TASKS = List.of(
            "cifar10_test_accuracy",
            "cifar100_test_accuracy",
            "imagenet16-120_test_accuracy",
            "ninapro_test_accuracy",
            "darcy-flow_one_minus_relative_l2",
            "desktop-cpu-i7-7820x_latency_s",
            "edge-gpu-jetson-tx2_latency_ms");

    private static final int WARM_UP = 2;
    private static final GcnShape SHAPE = new GcnShape(4, 600, 0);

    private PredictOnce() {}

    /**
     * @param args what: second-order or first-order (milliseconds of a BOIL outer step), cells (scored in a second), or the name of a
     *     learner (seconds, and MiB of memory at the peak, of learning with its defaults); then the table's file, then for a step how
     *     many to take the median of
     */
    public static void main(String[] args) throws IOException {
        List<Task> tasks = tasks(Path.of(args[1]));
        switch (args[0]) {
            case "second-order", "first-order" ->
                print(step(tasks.subList(0, 6), args[0].equals("second-order"), Integer.parseInt(args[2])));
            case "cells" -> {
                int count = tasks.get(0).size();
                double[] seconds = cells(tasks.get(0).graphs());
                print(new double[] {count / seconds[0], count / seconds[1]});
            }
            default -> {
                long start = System.nanoTime();
                MetaLearning.learn(
                        tasks.subList(1, 7), LearningMethods.ofName(args[0]).defaults(), Device.cpu(), Progress.NONE);
                print("%.1f s, %.0f MiB at the peak", (System.nanoTime() - start) / 1e9, peakMemory());
            }
        }
    }

    private static void print(String format, Object... numbers) {
        System.out.println(String.format(Locale.ROOT, format, numbers));
    }

    /** Every task on the cells that all have scores of. */
    private static List<Task> tasks(Path file) {
        ArchitectureTable table = BenchmarkFiles.open(file).read(ReadOptions.defaults(), Progress.NONE);
        int[] columns = TASKS.stream()
                .mapToInt(name -> IntStream.range(0, table.metrics().size())
                        .filter(m -> table.metrics().get(m).name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toArray();
        int[] rows = IntStream.range(0, table.rowCount())
                .filter(row -> Arrays.stream(columns).noneMatch(m -> Double.isNaN(table.score(row, m))))
                .toArray();
        List<UnifiedGraph> graphs = Arrays.stream(rows)
                .mapToObj(row -> UnifiedGraph.of(table.space().requireCells().parse(table.architecture(row))))
                .toList();
        List<Task> tasks = new ArrayList<>();
        for (int m : columns) {
            double[] scores =
                    Arrays.stream(rows).mapToDouble(row -> table.score(row, m)).toArray();
            tasks.add(new Task(table.metrics().get(m), graphs, scores));
        }
        return tasks;
    }

    private static void print(double[] clockAndProcessor) {
        print("%.1f %.1f", clockAndProcessor[0], clockAndProcessor[1]);
    }

    /** Every outer step reports once: the medians in milliseconds of the times between the reports, after some to warm up. */
    private static double[] step(List<Task> tasks, boolean secondOrder, int count) {
        Stopwatch watch = new Stopwatch();
        MetaLearningSettings settings = new MetaLearningSettings(
                LearningMethods.ofName("BOIL"),
                SHAPE,
                new Inner(6, 0.035, secondOrder, 64, 64),
                new Outer(count + WARM_UP, 8e-5, 1e-2, tasks.size()),
                1);
        MetaLearning.learn(tasks, settings, Device.cpu(), new Progress() {
            @Override
            public void report(double fraction, String message) {
                if (message.startsWith("Learning")) {
                    watch.lap();
                }
            }

            @Override
            public void checkCanceled() {}
        });
        return Arrays.stream(watch.medians()).map(seconds -> seconds * 1e3).toArray();
    }

    private static double[] cells(List<UnifiedGraph> graphs) {
        MetaLearningSettings random = LearningMethods.ofName("NONE").defaults().withShape(SHAPE);
        Predictor predictor = MetaLearning.learn(List.of(), random, Device.cpu(), Progress.NONE);
        Stopwatch watch = new Stopwatch();
        for (int i = 0; i < WARM_UP + 5; i++) {
            predictor.predict(graphs, Device.cpu(), Progress.NONE);
            watch.lap();
        }
        return watch.medians();
    }

    /** Laps by the clock and in processor time. */
    private static final class Stopwatch {
        private final OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private final List<Double> clock = new ArrayList<>();
        private final List<Double> processor = new ArrayList<>();
        private long clockBefore = System.nanoTime();
        private long processorBefore = system.getProcessCpuTime();

        void lap() {
            long clockNow = System.nanoTime();
            long processorNow = system.getProcessCpuTime();
            clock.add((clockNow - clockBefore) / 1e9);
            processor.add((processorNow - processorBefore) / 1e9);
            clockBefore = clockNow;
            processorBefore = processorNow;
        }

        /** Seconds by the clock and in processor time, without the laps to warm up. */
        double[] medians() {
            return new double[] {median(clock), median(processor)};
        }

        private static double median(List<Double> laps) {
            List<Double> sorted =
                    laps.subList(WARM_UP, laps.size()).stream().sorted().toList();
            return sorted.get(sorted.size() / 2);
        }
    }

    /** Of this process in MiB, native memory too; NaN where the system does not tell. */
    private static double peakMemory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return Double.NaN;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }
}
