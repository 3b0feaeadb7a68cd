package org.fewshotnas.growth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.benchmark.unify.UnifiedColumns;
import org.fewshotnas.benchmark.unify.Unifier;
import org.fewshotnas.knime.common.SearchSpaceChoices;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.finetuning.FineTuneSettings;
import org.fewshotnas.predictor.finetuning.FineTuning;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.search.Candidates;
import org.fewshotnas.search.PredictorSearch;
import org.fewshotnas.search.SearchResult;
import org.fewshotnas.search.SearchSettings;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Encoding;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.cell.Vocabulary;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.space.metric.MetricNames;
import org.fewshotnas.tensor.engine.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.node.parameters.widget.choices.StringChoice;

/** What is added by implementing one type and naming it as a service goes through all bundles. */
class GrowthTest {
    private static final SearchSpace LADDER = SearchSpaces.ofName("Ladder");
    private static final double[] PREDICTED_BEFORE = {
        0x1.379df513b53p4, 0x1.9bf78cc0aee56p3, 0x1.21321c038cfdfp4, 0x1.46054f44f8ab3p4, 0x1.f3b553ea3ed32p3,
        0x1.32eeafdd4fe5ep4, 0x1.ce721f1ebff59p3, 0x1.c32b112e3c647p4, 0x1.4871c67c0c763p3, 0x1.e44ac5cb296e6p3,
        0x1.cde7d43a30264p3, 0x1.014e217eeea24p4
    };

    @TempDir
    Path folder;

    @Test
    void whatIsAddedIsListedBehindWhatIsPublished() {
        assertEquals("NAS-Bench-101", SearchSpaces.all().get(0).name());
        assertEquals(
                List.of("Ladder"),
                SearchSpaces.all().stream().skip(8).map(SearchSpace::name).toList());
        List<Encoding> encodings = SearchSpaces.encodings();
        assertEquals(
                List.of("Ladder", "Widths"),
                encodings.stream().skip(9).map(Encoding::name).toList());
        List<String> choices = new SearchSpaceChoices()
                .computeState(null).stream().map(StringChoice::id).toList();
        assertEquals(SearchSpaces.all().stream().map(SearchSpace::name).toList(), choices);
        assertEquals(15, Vocabulary.operations().size());
        assertEquals(AddedOperations.CONV9_D1, Vocabulary.operations().get(14));
        assertEquals(AddedOperations.CONV9_D1, Vocabulary.ofLabel("Conv9-D1"));
        assertEquals(11, Operation.CELL_OPERATIONS.size());
        assertEquals(
                "1771561", SearchSpaces.ofName("NAS-Bench-201 mixed-ops").size().toString());
    }

    @Test
    void anAddedSpaceKeepsThePromisesOfOne() {
        List<Cell> cells = LADDER.enumerate().toList();
        assertEquals(LADDER.size().intValueExact(), new HashSet<>(cells).size());
        SplittableRandom random = new SplittableRandom(1);
        for (Cell cell : cells) {
            assertEquals(cell, LADDER.parse(LADDER.print(cell)));
            assertTrue(cells.contains(LADDER.sample(random)));
            Cell mutated = LADDER.mutate(cell, random);
            assertTrue(cells.contains(mutated) && !mutated.equals(cell));
        }
    }

    @Test
    void anAddedKindOfMetricIsKnownByItsWordsAndItsUnit() {
        for (String name : List.of("edge loudness", "edge noise level", "edge_sones", "edge fan-noise [sone]")) {
            Metric metric = MetricNames.guess(name);
            assertEquals("loudness", metric.quantity(), name);
            assertEquals("edge", metric.dataSet(), name);
            assertEquals(Direction.MINIMIZE, metric.direction(), name);
            assertTrue(metric.isCost(), name);
        }
        assertEquals("sone", MetricNames.guess("edge_sones").unit());
        assertEquals(Direction.MAXIMIZE, MetricNames.guess("1 - wobble").direction());
        assertTrue(MetricNames.guess("beam shakiness").isRegressionError());
    }

    private ArchitectureTable ladders() throws IOException {
        Path file = folder.resolve("ladders.csv");
        String rows = LADDER.enumerate()
                .map(cell -> LADDER.print(cell) + "," + loudness(cell) + "," + (9 - loudness(cell) % 7))
                .collect(Collectors.joining("\n"));
        Files.writeString(file, "ladder,hall loudness [sone],hall test accuracy\n" + rows);
        return BenchmarkFiles.open(file).read(ReadOptions.defaults(), Progress.NONE);
    }

    /** What the kernels add up to, the last one most. */
    private static double loudness(Cell cell) {
        double loudness = 1;
        for (int i = 1; i < cell.nodeCount() - 1; i++) {
            loudness += Math.sqrt(cell.operation(i).parameterArea()) * (1 + 0.1 * i);
        }
        return loudness;
    }

    @Test
    void tablesOfAnAddedSpaceAreReadAndUnified() throws IOException {
        ArchitectureTable table = ladders();
        assertEquals("Ladder", table.space().name());
        assertEquals(256, table.rowCount());
        Metric loudness = table.metrics().get(0);
        assertEquals(
                List.of("loudness", "hall", "sone"), List.of(loudness.quantity(), loudness.dataSet(), loudness.unit()));
        assertEquals(Direction.MINIMIZE, loudness.direction());
        List<Unifier.Row> rows = unified(table, Unifier.Isomorphs.MEAN);
        Set<String> forms = LADDER.enumerate().map(LADDER::canonicalForm).collect(Collectors.toSet());
        assertEquals(forms.size(), rows.size());
        UnifiedGraph graph = rows.get(rows.size() - 1).graph();
        assertTrue(graph.operations().contains(AddedOperations.CONV9_D1));
        List<String> labels = graph.operations().stream().map(Operation::label).toList();
        assertEquals(graph, UnifiedGraph.of(labels, graph.adjacency()), "as it stands in a table");
    }

    private static List<Unifier.Row> unified(ArchitectureTable table, Unifier.Isomorphs isomorphs) {
        Unifier unifier = new Unifier(
                UnifiedColumns.of(List.of(table.metrics()), true), Unifier.Duplicates.FAIL, isomorphs, true);
        for (int row = 0; row < table.rowCount(); row++) {
            unifier.add(0, table.space().name(), table.architecture(row), new double[] {
                table.score(row, 0), table.score(row, 1)
            });
        }
        return unifier.finish(Progress.NONE).rows();
    }

    @Test
    void anAddedEncodingWithoutCellsIsReadAndRefusedWhereCellsAreNeeded() throws IOException {
        Path file = folder.resolve("widths.csv");
        Files.writeString(file, "architecture,acc\nwidths 16,1\nwidths 32,2\n");
        ArchitectureTable table = BenchmarkFiles.open(file).read(ReadOptions.defaults(), Progress.NONE);
        assertEquals("Widths", table.space().name());
        Unifier unifier = new Unifier(
                UnifiedColumns.of(List.of(table.metrics()), true),
                Unifier.Duplicates.FAIL,
                Unifier.Isomorphs.KEEP,
                true);
        InvalidInputException error = assertThrows(
                InvalidInputException.class, () -> unifier.add(0, "Widths", "widths 16", new double[] {1}));
        assertTrue(error.getMessage().contains("no cells of operations, but widths 16"), error.getMessage());
    }

    @Test
    void aPredictorLearnsAnAddedSpaceAdaptsToAnAddedKindAndSearchesByIt() throws IOException {
        List<Unifier.Row> rows = unified(ladders(), Unifier.Isomorphs.KEEP);
        Metric loudness = MetricNames.guess("hall loudness [sone]");
        SearchSpace nb201 = SearchSpaces.ofName("NAS-Bench-201");
        List<UnifiedGraph> others =
                nb201.enumerate().limit(3_000).skip(2_900).map(UnifiedGraph::of).toList();
        Predictor learned = MetaLearning.learn(
                List.of(
                        task(MetricNames.guess("cave loudness [sone]"), rows.subList(0, 200)),
                        new Task(
                                MetricNames.guess("cifar10 latency [ms]"),
                                others,
                                others.stream()
                                        .mapToDouble(graph -> loudness(graph.cell()))
                                        .toArray())),
                LearningMethods.ofName("MULTI_TASK")
                        .defaults()
                        .withShape(new GcnShape(2, 12, 0))
                        .withSteps(60),
                Device.cpu(),
                Progress.NONE);
        assertEquals(Vocabulary.labels(), learned.spec().shape().vocabulary());
        assertTrue(learned.spec().predictsCost(), "both tasks are costs");
        Predictor tuned = FineTuning.fineTune(
                        learned,
                        task(loudness, rows.subList(230, 242)),
                        FineTuneSettings.defaults(),
                        Device.cpu(),
                        Progress.NONE)
                .predictor();
        assertEquals(Direction.MINIMIZE, tuned.spec().direction());
        List<UnifiedGraph> graphs = rows.stream().map(Unifier.Row::graph).toList();
        double[] predicted = tuned.predict(graphs, Device.cpu(), Progress.NONE);
        assertTrue(Arrays.stream(predicted).allMatch(Double::isFinite));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tuned.write(bytes);
        Predictor again = Predictor.read(new ByteArrayInputStream(bytes.toByteArray()));
        assertArrayEquals(predicted, again.predict(graphs, Device.cpu(), Progress.NONE));
        SearchResult result = PredictorSearch.run(
                tuned,
                Candidates.of(LADDER),
                Optional.empty(),
                Optional.empty(),
                SearchSettings.defaults().withQueries(10),
                Device.cpu(),
                Progress.NONE);
        assertEquals(10, result.history().size());
        double proposed = result.history().stream()
                .mapToDouble(query -> loudness(LADDER.parse(query.architecture().text())))
                .average()
                .orElseThrow();
        double all =
                LADDER.enumerate().mapToDouble(GrowthTest::loudness).average().orElseThrow();
        assertTrue(proposed < all, "what is quieter is proposed: " + proposed + " of " + all);
    }

    private static Task task(Metric metric, List<Unifier.Row> rows) {
        return new Task(
                metric,
                rows.stream().map(Unifier.Row::graph).toList(),
                rows.stream().mapToDouble(row -> row.scores()[0]).toArray());
    }

    @Test
    void anOlderPredictorPredictsWhatItDidAndKnowsNothingOfAnAddedOperation() throws Exception {
        Predictor old = OldPredictor.read();
        assertEquals(Vocabulary.labels().subList(0, 14), old.spec().shape().vocabulary());
        double[] predicted = OldPredictor.predictions();
        // The last digits are those of the processor's way to add.
        assertArrayEquals(PREDICTED_BEFORE, predicted, 1e-4);
        assertEquals("14 " + OldPredictor.bits(predicted), withoutServices(), "to the bit, on this machine");
        List<UnifiedGraph> ladders = Stream.of("ladder 9999", "ladder 3333", "ladder 9339")
                .map(text -> UnifiedGraph.of(LADDER.parse(text)))
                .toList();
        double[] ofLadders = old.predict(ladders, Device.cpu(), Progress.NONE);
        assertTrue(DoubleStream.of(ofLadders).allMatch(Double::isFinite));
        assertNotEquals(ofLadders[0], ofLadders[1]);
    }

    /** What {@link OldPredictor#main} prints in a Java of its own where nothing is added. */
    private static String withoutServices() throws Exception {
        String added = Path.of("src", "test", "added").toString();
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(element -> !element.endsWith(added))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Doffline=true",
                "-cp",
                classPath,
                OldPredictor.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return output.strip();
    }
}
