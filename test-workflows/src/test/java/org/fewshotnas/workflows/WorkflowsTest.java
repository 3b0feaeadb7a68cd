package org.fewshotnas.workflows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every workflow runs from its folder, as a user runs it, and what it exports is held against the sample's own numbers. */
class WorkflowsTest extends WorkflowRuns {

    @Test
    void quickstartTrainsANetworkAndSaysHowRightItIs() throws Exception {
        run("quickstart", "-workflow.variable=trainings,4,int", "-workflow.variable=epochs,3,int");
        Table history = export("3_2_");
        assertEquals(4, history.rows().size());
        double best = Arrays.stream(history.numbers("Score")).max().orElseThrow();
        assertTrue(best > .5, "accuracy of one in two, where chance is one in ten: " + best);
        Table predicted = export("4_1_");
        List<String> said = predicted.column("Prediction (Class)");
        List<String> actual = predicted.column("Class");
        long right = IntStream.range(0, 500)
                .filter(i -> said.get(i).equals(actual.get(i)))
                .count();
        Table measures = export("4_2_");
        assertEquals("Accuracy", measures.column("Measure").get(1));
        assertEquals(right / 500.0, measures.numbers("Value")[1], 1e-9);
        assertTrue(right > 250, right + " of 500 unseen pictures");
        Table confusion = export("4_3_");
        double diagonal = 0;
        for (int i = 0; i < 10; i++) {
            diagonal += confusion.numbers(confusion.column("True class").get(i))[i];
        }
        assertEquals(right, diagonal, 0);
        assertTrue(Files.size(results.resolve("3_3_Best_network.onnx")) > 10_000);
    }

    @Test
    void benchmarkQuickstartRanksUnseenLatenciesFromFiveMeasurements() throws Exception {
        run("benchmark-quickstart");
        Table predicted = export("7_1_");
        assertEquals(1495, predicted.rows().size(), "all architectures but the five");
        double spearman = spearman(predicted.numbers("Predicted score"), predicted.numbers(TARGET));
        assertEquals(spearman, measure("8_1_"), 1e-9, "the Rank Scorer's Spearman correlation");
        // As this seed has given it since the first release; another processor may round otherwise.
        assertEquals(0.86389, spearman, 0.003);
        assertEquals(10, export("9_2_").rows().size(), "queries of the search");
        for (String predictor : List.of("4_1_Predictor", "6_1_Fine-tuned_predictor")) {
            String header = safetensorsHeader(results.resolve(predictor + ".safetensors"));
            for (Path sample : List.of(SAMPLE, SAMPLE_OF_ANOTHER_SPACE)) {
                assertTrue(header.contains(sample.getFileName().toString()), header);
                assertTrue(header.contains(sha256(sample)), header);
            }
        }
    }

    @Test
    void lookAtArchitecturesExplainsTheBestPredictedAndMapsAll() throws Exception {
        run("look-at-architectures");
        Table changes = export("6_1_");
        assertEquals(24 * 6 * 4, changes.rows().size(), "24 cells, six places, four other operations");
        double[] before = changes.numbers("Predicted score");
        double[] after = changes.numbers("Predicted score after the change");
        double[] differences = changes.numbers("Difference");
        for (int i = 0; i < differences.length; i++) {
            assertEquals(after[i] - before[i], differences[i], 1e-12);
        }
        Table map = export("7_1_");
        assertEquals(400, map.rows().size());
        assertEquals(0, Arrays.stream(map.numbers("Map x")).sum(), 1e-6, "around the middle");
        double[] accuracies = map.numbers("fashion 14x14 test accuracy @10");
        assertTrue(Math.abs(spearman(map.numbers("Map y"), accuracies)) > 0.5, "the map tells good from bad");
    }

    /** The text before the numbers of a safetensors file: eight bytes of its length stand before it. */
    private static String safetensorsHeader(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[Math.toIntExact(bytes.getLong())];
        bytes.get(header);
        return new String(header, StandardCharsets.UTF_8);
    }

    private static String sha256(Path file) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(digest);
    }

    @Test
    void acrossTasksFollowsItsVariables() throws Exception {
        run(
                "across-tasks",
                "-workflow.variable=shots,20,int",
                "-workflow.variable=seed,7,int",
                quick(4, "preset", "CUSTOM", "String"),
                quick(4, "steps", "200", "int"));
        Table support = export("5_1_");
        assertEquals(20, support.rows().size());
        Table learnedFrom = export("3_1_");
        var known = new HashSet<>(learnedFrom.column("Architecture"));
        assertTrue(
                support.column("Architecture").stream().noneMatch(known::contains), "the halves share no architecture");
        assertEquals(500 - 20, export("7_1_").rows().size());
        assertTrue(measure("8_1_") > 0.6, "Spearman " + measure("8_1_"));
    }

    @Test
    void acrossSpacesGoesFromOneBenchmarkToTheOther() throws Exception {
        run("across-spaces", quick(3, "preset", "CUSTOM", "String"), quick(3, "steps", "200", "int"));
        Table predicted = export("8_1_");
        assertEquals(
                List.of("TransNAS-Bench-101 micro"),
                predicted.column("Search space").stream().distinct().toList());
        assertEquals(spearman(predicted.numbers("Predicted score"), predicted.numbers(TARGET)), measure("9_1_"), 1e-9);
        assertTrue(measure("9_1_") > 0.5, "Spearman " + measure("9_1_"));
    }

    @Test
    void searchFindsOneOfTheFastestCells() throws Exception {
        run(
                "search",
                "-workflow.variable=queries,20,int",
                quick(4, "preset", "CUSTOM", "String"),
                quick(4, "steps", "200", "int"));
        Map<String, Double> truth = new HashMap<>();
        Table sample = Table.read(SAMPLE);
        for (int i = 0; i < sample.rows().size(); i++) {
            truth.put(sample.column("architecture").get(i), sample.numbers(TARGET)[i]);
        }
        Table history = export("5_2_");
        assertEquals(20, history.rows().size());
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 20; i++) {
            double score = history.numbers("Score")[i];
            assertEquals(truth.get(history.column("Architecture").get(i)), score, 1e-9);
            best = Math.min(best, score);
            assertEquals(best, history.numbers("Best score so far")[i], 1e-9);
        }
        double found = best;
        long faster = truth.values().stream().filter(score -> score < found).count();
        assertTrue(faster < 20, faster + " of 1,000 cells are faster than the best one found");
    }

    @Test
    void acrossTasksReachesThePublishedCorrelationOnTransNasBench() throws Exception {
        Path table = published("tables/transnas-bench-101-micro.csv.gz");
        run(
                "across-tasks",
                "-workflow.variable=benchmark," + table + ",String",
                "-workflow.variable=target,class_object_valid_accuracy,String");
        // MP-NAS reports 0.78 for this task with five shots (table 2); a single draw of five scatters around its mean.
        assertEquals(0.78, measure("8_1_"), 0.15);
    }

    @Test
    void trainArchitecturesTrainsFiveCellsTheSameWayEachTime() throws Exception {
        double[] scores = trained("1");
        assertEquals(5, scores.length);
        double best = Arrays.stream(scores).max().orElseThrow();
        assertTrue(best > 0.3 && best < 0.95, "of ten classes, after three epochs: " + best);
        Table curves = export("4_2_");
        assertEquals(5 * 3, curves.rows().size());
        double[] validation = curves.numbers("Validation score");
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    Arrays.stream(validation, 3 * i, 3 * i + 3).max().orElseThrow(), scores[i], 0, "the best epoch");
        }
        assertArrayEquals(scores, trained("1"), "nothing was kept of the first run");
    }

    @Test
    void theLoopTrainsWhatItsStartProposesAndLearnsFromIt() throws Exception {
        run(
                "loop",
                "-workflow.variable=queries,4,int",
                "-workflow.variable=steps,2,int",
                "-workflow.variable=epochs,2,int",
                quick(4, "work/keep", "false", "boolean"));
        Table history = export("5_2_");
        assertEquals(List.of("1", "1", "2", "2"), history.column("Step"));
        assertEquals(List.of("zero-shot", "zero-shot", "2 shots", "2 shots"), history.column("Predictor state"));
        double best = Arrays.stream(history.numbers("Score")).max().orElseThrow();
        assertEquals(best, export("5_1_").numbers("Score")[0]);
        assertEquals(2, export("3_1_").rows().size(), "what the last iteration trained");
    }

    @Test
    void zeroCostSearchesWithoutATraining() throws Exception {
        run("zero-cost", "-workflow.variable=queries,12,int", "-workflow.variable=steps,3,int");
        Table history = export("5_2_");
        assertEquals(12, history.rows().size());
        assertEquals("8 shots", history.column("Predictor state").get(11));
        double[] scores = history.numbers("Score");
        assertEquals(Arrays.stream(scores).max().orElseThrow(), export("5_1_").numbers("Score")[0]);
    }

    @Test
    void datasetToArchitectureMakesATrainedNetworkWithoutASearch() throws Exception {
        run(
                "dataset-to-architecture",
                "-workflow.variable=keep,2,int",
                "-workflow.variable=epochs,2,int",
                quick(5, "work/keep", "false", "boolean"));
        assertEquals(2, export("4_1_").rows().size());
        Table trained = export("5_1_");
        assertEquals(export("4_1_").column("Architecture"), trained.column("Architecture"));
        Table measures = export("6_2_");
        assertEquals("Accuracy", measures.column("Measure").get(1));
        double accuracy = measures.numbers("Value")[1];
        assertTrue(accuracy > .1 && accuracy < .95, "of ten classes: " + accuracy);
    }

    /** All four ways to a network come out, each with its measures on the same examples. */
    @Test
    void table7ComparesFourWaysToANetwork() throws Exception {
        List<String> options = new ArrayList<>(List.of(
                "-workflow.variable=trainings,2,int", "-workflow.variable=epochs,1,int", "-option=5,steps,1,int"));
        for (int search = 6; search <= 8; search++) {
            options.add(quick(search, "steps", "2", "int"));
            options.add(quick(search, "training/work/keep", "false", "boolean"));
        }
        options.add(quick(9, "work/keep", "false", "boolean"));
        run("table-7", options.toArray(String[]::new));
        for (int predictor = 10; predictor <= 13; predictor++) {
            Table measures = export(predictor + "_2_");
            assertEquals("Accuracy", measures.column("Measure").get(1));
            double accuracy = measures.numbers("Value")[1];
            assertTrue(accuracy > .1 && accuracy < .95, "of ten classes: " + accuracy);
        }
        assertNotEquals(export("6_1_").column("Architecture"), export("8_1_").column("Architecture"));
    }

    @Test
    void figure4ComparesThreeStartsOfASearch() throws Exception {
        run(
                "figure-4-mp-nas",
                "-workflow.variable=queries,6,int",
                quick(4, "preset", "CUSTOM", "String"),
                quick(4, "steps", "100", "int"));
        for (int search = 6; search <= 8; search++) {
            Table history = export(search + "_2_");
            assertEquals(6, history.rows().size());
            double[] scores = history.numbers("Score");
            assertEquals(Arrays.stream(scores).max().orElseThrow(), history.numbers("Best score so far")[5]);
        }
        assertNotEquals(export("7_2_").column("Architecture"), export("6_2_").column("Architecture"));
        assertNotEquals(export("8_2_").column("Architecture"), export("6_2_").column("Architecture"));
    }

    private double[] trained(String seed) throws Exception {
        run(
                "train-architectures",
                "-workflow.variable=seed," + seed + ",int",
                quick(4, "work/keep", "false", "boolean"));
        return export("4_1_").numbers("Score");
    }

    /** Pictures of other sizes in folders of their own, of which the reader holds some out. */
    @Test
    void ownDataFindsANetworkThatKnowsPicturesItHasNotSeen(@TempDir Path pictures) throws Exception {
        stripes(pictures, 24);
        run(
                "own-data",
                "-workflow.variable=folder," + pictures + ",String",
                "-option=2,trainings,2,int",
                "-option=2,epochs,8,int",
                quick(2, "work/keep", "false", "boolean"));
        Table predicted = export("3_1_");
        assertEquals(2 * 6, predicted.rows().size(), "a quarter of each class");
        List<String> classes = predicted.column("Class");
        List<String> said = predicted.column("Prediction (Class)");
        long right = IntStream.range(0, 12)
                .filter(i -> classes.get(i).equals(said.get(i)))
                .count();
        assertTrue(right >= 10, right + " of 12");
        assertEquals(3, export("2_3_").rows().size(), "two trainings, and the longer one of the best");
        try (Stream<Path> files = Files.list(results)) {
            assertEquals(
                    1,
                    files.filter(file -> file.getFileName().toString().matches("2_1_.*\\.onnx"))
                            .count());
        }
    }

    /** Stripes that lie and stripes that stand, in noise. */
    private static void stripes(Path folder, int count) throws IOException {
        Random random = new Random(1);
        for (String name : List.of("lying", "standing")) {
            Path one = Files.createDirectories(folder.resolve(name));
            for (int i = 0; i < count; i++) {
                var picture = new BufferedImage(20 + i % 3 * 4, 20 + i % 2 * 8, BufferedImage.TYPE_INT_RGB);
                for (int x = 0; x < picture.getWidth(); x++) {
                    for (int y = 0; y < picture.getHeight(); y++) {
                        int light = ((name.equals("lying") ? y : x) / 3 + i) % 2 * 128 + random.nextInt(128);
                        picture.setRGB(x, y, light * 0x010101);
                    }
                }
                ImageIO.write(picture, "png", one.resolve(i + ".png").toFile());
            }
        }
    }

    @Test
    void readBenchmarkReadsTheSample() throws Exception {
        run("read-benchmark");
        Table sample = Table.read(SAMPLE);
        Table read = export("1_1_");
        assertEquals(sample.column("architecture"), read.column("Architecture"));
        for (String score : sample.header().subList(1, sample.header().size())) {
            assertArrayEquals(sample.numbers(score), read.numbers(score), score);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    native/latbench-desktop-cpu-core-i7-7820x-fp32.pickle | 15284 | desktop-cpu-core-i7-7820x-fp32 latency [s] | 0.00951339
                    native/nasbench201__latency__1080ti_1.pt              | 15625 | nasbench201__latency__1080ti_1             | 17.08716869
                    native/nb201-cifar10-test-accuracy.p                  | 15625 | nb201-cifar10-test-accuracy                | 94.37333333
                    native/nasbench101-api-one-record.pickle              |     1 | cifar10 valid accuracy @108                | 0.92641558
                    native/sss-000000.pickle.pbz2                         |     1 | cifar100 valid accuracy [%] @90            | 32.24
                    native/zc_nasbench101.json                            |   301 | cifar10 valid accuracy                     | 94.71153617
                    native/zc_transbench101_micro.json                    |   711 | class_scene valid accuracy                 | 54.79697418
                    tables/nas-bench-201.csv.gz                           | 15625 | cifar100_test_accuracy                     | 73.51333333
                    tables/nas-bench-201.csv.gz                           | 15625 | darcy-flow_one_minus_relative_l2           | 0.98481136
                    tables/transnas-bench-101-micro.csv.gz                |  4096 | class_scene_valid_accuracy                 | 54.936306
                    """)
    void readBenchmarkReadsFilesAsTheyWereDownloaded(String file, int rows, String score, double largest)
            throws Exception {
        run("read-benchmark", "-workflow.variable=file," + published(file) + ",String");
        double[] scores = export("1_1_").numbers(score);
        assertEquals(rows, scores.length);
        assertEquals(largest, Arrays.stream(scores).max().orElseThrow(), 1e-6);
    }

    /** Its numbers are an order of the architectures, which is no score of them. */
    @Test
    void readBenchmarkReadsNumbersOfArchitecturesWhereTheyAreChosen() throws Exception {
        String name = "metad2a-index-legacy-container";
        run(
                "read-benchmark",
                "-workflow.variable=file," + published("native/" + name + ".pt") + ",String",
                "-option=1,metricChoice,CHOSEN,String",
                "-option=1,metrics," + name + ",String");
        assertEquals(15_624, Arrays.stream(export("1_1_").numbers(name)).max().orElseThrow());
    }

    @Test
    void readBenchmarkReadsAFolder(@TempDir Path folder) throws Exception {
        Files.copy(published("native/tss-000000.pickle.pbz2"), folder.resolve("000000.pickle.pbz2"));
        Files.copy(published("native/tss-000011.pickle.pbz2"), folder.resolve("000011.pickle.pbz2"));
        Files.copy(published("native/tss-meta.pickle.pbz2"), folder.resolve("meta.pickle.pbz2"));
        run("read-benchmark", "-workflow.variable=file," + folder + ",String");
        assertArrayEquals(
                new double[] {81.982666657, 87.939999998},
                export("1_1_").numbers("cifar10-valid valid accuracy [%] @200"),
                1e-6);
    }

    @Test
    void twoBenchmarksShowTheirTasksSideBySide() throws Exception {
        run("two-benchmarks");
        Table unified = export("3_1_");
        assertEquals(300, unified.rows().size());
        Table sample = Table.read(SAMPLE);
        List<String> architectures = sample.column("architecture");
        double[] milliseconds = sample.numbers(TARGET);
        double[] flops = sample.numbers("flops [M] image 16x16");
        double[] latencies = unified.numbers("sample-cpu-batch-4-image-32x32 latency [s]");
        double[] sideBySide = unified.numbers("image 16x16 flops [M]");
        for (int i = 0; i < 300; i++) {
            int row = architectures.indexOf(unified.column("Architecture").get(i));
            assertEquals(milliseconds[row] / 1000, latencies[i], 1e-12);
            assertEquals(flops[row], sideBySide[i], 1e-9);
        }
    }

    @Test
    void twoBenchmarksOfTheSameSpaceAreJoined() throws Exception {
        run(
                "two-benchmarks",
                "-workflow.variable=first," + published("native/nb201-cifar10-test-accuracy.p") + ",String",
                "-workflow.variable=second," + published("native/latbench-desktop-cpu-core-i7-7820x-fp32.pickle")
                        + ",String");
        Table unified = export("3_1_");
        assertEquals(15_625, unified.rows().size());
        double[] latencies = unified.numbers("desktop-cpu-core-i7-7820x-fp32 latency [s]");
        assertEquals(341, Arrays.stream(latencies).filter(Double::isNaN).count(), "cells without a path");
        assertEquals(
                94.3733,
                Arrays.stream(unified.numbers("nb201-cifar10-test-accuracy"))
                        .max()
                        .orElseThrow(),
                1e-4);
    }

    private static String quick(int node, String setting, String value, String type) {
        return "-option=" + node + "," + setting + "," + value + "," + type;
    }

    private double measure(String prefix) throws IOException {
        return export(prefix).numbers("Value")[0];
    }
}
