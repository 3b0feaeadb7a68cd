package org.fewshotnas.view.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.fewshotnas.metad2a.Generation;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.training.Confusion;
import org.fewshotnas.network.training.LearningCurve;
import org.fewshotnas.predictor.evaluation.TransferResult;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.predictor.rank.RankMetrics.Estimate;
import org.fewshotnas.predictor.ready.ReadyMadePredictor;
import org.fewshotnas.search.SearchResult.Query;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.view.CellDrawing;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Facts;
import org.fewshotnas.view.Gallery;
import org.fewshotnas.view.HeatMap;
import org.fewshotnas.view.Panel;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;
import org.fewshotnas.view.image.ViewImage;
import org.junit.jupiter.api.Test;

/** Views say and draw what their results hold, and stand what is extreme. */
class ResultViewsTest {
    private static final NasBench201 SPACE = NasBench201.INSTANCE;
    private static final Metric LATENCY =
            new Metric("cpu latency [ms]", "cpu", "", "latency", "ms", Direction.MINIMIZE, "", "", "", "");
    private static final Metric ACCURACY = Metric.of("test accuracy", Direction.MAXIMIZE);

    private static List<Architecture> cells(int count) {
        Random random = new Random(count);
        List<Architecture> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(Architecture.of(SPACE, SPACE.sample(random)));
        }
        return cells;
    }

    private static Chart chart(View view, int number) {
        return (Chart)
                view.panels().stream().filter(Chart.class::isInstance).toList().get(number);
    }

    private static <T extends Panel> T only(View view, Class<T> kind) {
        return kind.cast(
                view.panels().stream().filter(kind::isInstance).findFirst().orElseThrow());
    }

    /** Its JSON is without NaN, and it can be drawn. */
    private static void stands(View view) {
        assertFalse(view.json().contains("NaN") || view.json().contains("Infinity"), view.headline());
        assertTrue(ViewImage.svg(view, 700, 500).endsWith("</svg>"), view.headline());
    }

    private static List<Query> history(int count, double missing) {
        Random random = new Random(1);
        List<Query> history = new ArrayList<>();
        double best = Double.POSITIVE_INFINITY;
        List<Architecture> cells = cells(count);
        for (int i = 0; i < count; i++) {
            double score = random.nextDouble() < missing ? Double.NaN : 1 + random.nextDouble();
            best = Double.isNaN(score) ? best : Math.min(best, score);
            history.add(new Query(
                    i + 1,
                    i / 5 + 1,
                    cells.get(i),
                    i < 5 ? Double.NaN : 1.5,
                    i < 10 ? Double.NaN : 1.2,
                    i < 10 ? Double.NaN : 1.8,
                    score,
                    Double.isInfinite(best) ? Double.NaN : best,
                    i < 5 ? "zero-shot" : "5 shots"));
        }
        return history;
    }

    @Test
    void aSearchSaysItsBestQueryAndDrawsAll() {
        List<Query> history = history(20, 0);
        Query best = history.stream()
                .min((a, b) -> Double.compare(a.score(), b.score()))
                .orElseThrow();
        View view = SearchView.of(history, Optional.of(LATENCY), List.of("A warning."));
        assertEquals(
                "Best latency " + Say.number(best.score()) + " ms found with query " + best.number() + " of 20",
                view.headline());
        assertEquals(List.of("A warning."), view.notes());
        Chart chart = chart(view, 0);
        assertEquals(
                List.of("Score", "Predicted", "Best so far"),
                chart.series().stream().map(Series::name).toList());
        assertEquals(
                List.of(20, 15, 20),
                chart.series().stream().map(one -> one.points().size()).toList());
        assertEquals(
                List.of(best.number()),
                chart.series().get(0).points().stream()
                        .filter(Point::strong)
                        .map(point -> (int) point.x())
                        .toList());
        assertEquals(
                10,
                chart.series().get(1).points().stream()
                        .filter(point -> point.high() == 1.8)
                        .count(),
                "intervals");
        assertEquals(2, chart.bands().size());
        assertEquals(20, view.cells().size());
        stands(view);
    }

    @Test
    void aSearchWithoutScoresProposes() {
        View view = SearchView.of(history(3, 1), Optional.empty(), List.of());
        assertEquals("3 architectures proposed, to be trained next", view.headline());
        stands(view);
        View empty = SearchView.of(List.of(), Optional.empty(), List.of());
        assertEquals("No architecture was evaluated or proposed", empty.headline());
        stands(empty);
        stands(SearchView.of(history(1, 0), Optional.of(LATENCY), List.of()));
    }

    private static Scores scores(int count) {
        Random random = new Random(2);
        double[] measured = random.doubles(count).toArray();
        double[] predicted = Arrays.stream(measured)
                .map(value -> value + 0.1 * random.nextGaussian())
                .toArray();
        double[] none = new double[count];
        Arrays.fill(none, Double.NaN);
        List<Architecture> cells = cells(Math.min(count, 50));
        return new Scores(
                predicted,
                none,
                none,
                measured,
                row -> row % 3 == 0 ? "NAS-Bench-201" : "NAS-Bench-101",
                row -> row < cells.size() ? Optional.of(CellDrawing.of(cells.get(row))) : Optional.empty());
    }

    private static View compared(Scores scores, int k) {
        RankMetrics metrics = RankMetrics.of(scores.predicted(), scores.measured(), Direction.MAXIMIZE);
        return ScoresView.compared(
                scores,
                ACCURACY,
                ACCURACY,
                k,
                metrics.spearman(),
                metrics.topKOverlap(k),
                metrics.regretAtK(k, 1, Progress.NONE));
    }

    @Test
    void aComparisonDrawsEveryRowOnceAndMarksTheBest() {
        Scores scores = scores(300);
        View view = compared(scores, 10);
        Chart chart = chart(view, 0);
        assertEquals(
                300,
                chart.series().stream().mapToInt(one -> one.points().size()).sum());
        Series top = chart.series().get(chart.series().size() - 1);
        assertEquals("The 10 best-predicted", top.name());
        double least = top.points().stream().mapToDouble(Point::x).min().orElseThrow();
        assertEquals(
                10,
                Arrays.stream(scores.predicted())
                        .filter(value -> value >= least)
                        .count(),
                "the best by prediction");
        assertEquals(
                Arrays.stream(scores.measured()).max().orElseThrow(),
                chart.series().stream()
                        .flatMap(one -> one.points().stream())
                        .filter(Point::strong)
                        .mapToDouble(Point::y)
                        .sum());
        Chart errors = chart(view, 1);
        assertEquals(
                300,
                errors.series().stream()
                        .flatMap(one -> one.points().stream())
                        .mapToDouble(Point::y)
                        .sum(),
                "every error is in one bin");
        stands(view);
    }

    @Test
    void ofVeryManyRowsASampleIsDrawnThatSaysSo() {
        View view = compared(scores(20_000), 50);
        Chart chart = chart(view, 0);
        int drawn = chart.series().stream().mapToInt(one -> one.points().size()).sum();
        assertTrue(drawn >= 1_000 && drawn <= 1_051, drawn + " points");
        assertEquals(50, chart.series().get(chart.series().size() - 1).points().size(), "all of the best-predicted");
        assertTrue(view.notes().get(0).contains("of 20,000 rows"), view.notes().toString());
        assertTrue(view.json().length() < 1_000_000, view.json().length() + " characters");
        stands(view);
    }

    @Test
    void predictionsByThemselvesAreRanked() {
        Scores scores = scores(100);
        View view = ScoresView.predicted(scores, ACCURACY, true, Optional.empty());
        assertEquals(
                "Best predicted score "
                        + Say.number(Arrays.stream(scores.predicted()).max().orElseThrow()) + " of 100 architectures",
                view.headline());
        stands(view);
        stands(ScoresView.predicted(scores(0), ACCURACY, false, Optional.empty()));
        stands(ScoresView.predicted(scores(1), LATENCY, true, Optional.of(LATENCY)));
    }

    private static Estimate estimate(double value) {
        return new Estimate(value, 10, value - 0.1, value + 0.1, "");
    }

    @Test
    void likeTasksStandTogether() {
        // 0 and 2 are alike, so are 1 and 3.
        double[][] correlations = {{1, 0.1, 0.9, 0.2}, {0.1, 1, 0.15, 0.8}, {0.9, 0.15, 1, 0.05}, {0.2, 0.8, 0.05, 1}};
        Estimate[][] matrix = Arrays.stream(correlations)
                .map(row ->
                        Arrays.stream(row).mapToObj(ResultViewsTest::estimate).toArray(Estimate[]::new))
                .toArray(Estimate[][]::new);
        View view = SimilarityView.of(List.of("a", "b", "c", "d"), matrix, "new", matrix[0]);
        assertEquals("new is most like a: correlation 1.00", view.headline());
        HeatMap map = only(view, HeatMap.class);
        assertEquals(
                2,
                Math.abs(map.rows().indexOf("a") - map.rows().indexOf("c"))
                        + Math.abs(map.rows().indexOf("b") - map.rows().indexOf("d")));
        assertEquals(
                correlations[0][2],
                map.values()[map.rows().indexOf("a")][map.rows().indexOf("c")]);
        // Three joins, of four corners and a gap each.
        assertEquals(15, chart(view, 1).series().get(0).points().size());
        stands(view);
        stands(SimilarityView.of(List.of(), new Estimate[0][], "", new Estimate[0]));
        stands(SimilarityView.of(
                List.of("one", "x".repeat(300)),
                new Estimate[][] {{estimate(1), estimate(Double.NaN)}, {estimate(Double.NaN), estimate(1)}},
                "",
                new Estimate[0]));
    }

    @Test
    void clustersAreJoinedByTheMeanOfTheirDistances() {
        Clustering.Node root = Clustering.of(new double[][] {{0, 1, 4}, {1, 0, 6}, {4, 6, 0}});
        assertEquals(5, root.distance(), "of (4 + 6) / 2");
        assertEquals(1, root.left().distance());
        assertEquals(List.of(0, 1, 2), root.leaves());
    }

    @Test
    void evaluationsAreDrawnOverShotsForEachLearner() {
        List<TransferResult> results = new ArrayList<>();
        for (String target : List.of("one", "two")) {
            for (int shots : new int[] {0, 5}) {
                for (int run = 1; run <= 3; run++) {
                    results.add(new TransferResult(
                            target, "BOIL", shots, 1, run, 0.1 * shots + 0.01 * run, 0.3, 1, 1, 1, Double.NaN));
                }
            }
        }
        View view = TransferView.of(results);
        assertTrue(view.headline().startsWith("“BOIL” ranks best with 5 scores: correlation 0.52"), view.headline());
        assertEquals(
                List.of(0.0, 5.0),
                chart(view, 0).series().get(0).points().stream().map(Point::x).toList());
        assertEquals(6, chart(view, 3).series().get(0).points().size(), "every run at 5 shots");
        stands(view);
        stands(TransferView.of(List.of()));
    }

    @Test
    void thePapersFiguresStandBesideItsTasksAlone() {
        List<TransferResult> results = List.of(
                new TransferResult("jigsaw_valid_accuracy", "BOIL", 5, 1, 1, 0.7, 0.5, 1, 1, 1, Double.NaN),
                new TransferResult("jigsaw_valid_accuracy", "BOIL", 25, 1, 1, 0.8, 0.5, 1, 1, 1, Double.NaN));
        Series paper = chart(TransferView.of(results), 0).series().get(1);
        assertEquals("MP-NAS paper, table 3", paper.name());
        assertEquals(
                List.of(0.76, 0.77, 0.79, 0.8),
                paper.points().stream().map(Point::y).toList());
        assertEquals(
                0.93,
                PublishedFigures.of("cifar100 test accuracy [%] @200")
                        .orElseThrow()
                        .points()
                        .get(0)
                        .y());
        assertEquals(
                0.92,
                PublishedFigures.of("cifar10_valid_accuracy")
                        .orElseThrow()
                        .points()
                        .get(0)
                        .y());
        for (String other : List.of("cpu latency [ms] cifar10", "my accuracy", "cifar1000", "jigsaws")) {
            assertEquals(Optional.empty(), PublishedFigures.of(other), other);
        }
    }

    @Test
    void theBarsOfAHistogramCountAllValues() {
        Random random = new Random(5);
        for (double scale : new double[] {1e-9, 1, 1e9}) {
            double[] values =
                    random.doubles(1_000).map(value -> scale * (value - 0.5)).toArray();
            List<Point> bars = Bins.of(values, values);
            assertEquals(1_000, bars.stream().mapToDouble(Point::y).sum());
            assertTrue(bars.size() > 5 && bars.size() <= 42, bars.size() + " bars");
            for (Point bar : bars) {
                assertEquals(
                        Arrays.stream(values)
                                .filter(value -> value >= bar.low() && value < bar.high())
                                .count(),
                        bar.y(),
                        1.01,
                        "but for rounding at its ends");
            }
        }
        assertEquals(
                3,
                Bins.of(new double[] {2, 2, 2, Double.NaN}, new double[] {2, 2, 2}).stream()
                        .mapToDouble(Point::y)
                        .sum());
        assertEquals(List.of(), Bins.of(new double[0], new double[] {Double.NaN}));
    }

    private static NetworkGraph network() {
        return CellNetwork.of(
                cells(1).get(0),
                MacroArchitecture.residual(8, 2, new Head.Classes(3)),
                new TensorShape(1, List.of(12, 12)));
    }

    @Test
    void thePartsOfANetworkAddUpToTheWhole() {
        NetworkGraph network = network();
        List<Panel> panels = NetworkPanels.of(network);
        assertEquals(
                network.parameters(),
                ((Chart) panels.get(1))
                        .series().get(0).points().stream().mapToDouble(Point::x).sum());
        assertEquals(
                network.multiplyAccumulates(),
                ((Chart) panels.get(2))
                        .series().get(0).points().stream().mapToDouble(Point::x).sum());
        List<String> parts = ((Chart) panels.get(1)).y().labels();
        assertTrue(
                parts.containsAll(List.of("Stem", "Stack 1, cell 2", "Stack 2, reduction", "Head")), parts.toString());
    }

    @Test
    void trainingsSayTheBestAndShowSomeCurves() {
        List<TrainingView.Trained> trained = new ArrayList<>();
        List<Architecture> cells = cells(12);
        for (int i = 0; i < 12; i++) {
            LearningCurve curve = new LearningCurve(List.of(
                    new LearningCurve.Epoch(2, OptionalDouble.of(0.3), 1),
                    new LearningCurve.Epoch(1, OptionalDouble.empty(), 2)));
            trained.add(new TrainingView.Trained(
                    "Architecture " + (i + 1),
                    Optional.of(cells.get(i)),
                    i == 3 ? Optional.empty() : Optional.of(curve),
                    i == 3 ? Double.NaN : 0.1 * i,
                    Double.NaN,
                    1e6 * i,
                    i == 3 ? "It diverged." : ""));
        }
        View view = TrainingView.of(trained, ACCURACY, Optional.of(network()));
        assertEquals("Best 1.1 of 12 networks", view.headline());
        assertTrue(view.detail().contains("1 network has no score"), view.detail());
        assertTrue(chart(view, 1).series().stream().anyMatch(one -> one.name().equals("Architecture 12 (the best)")));
        stands(view);
        stands(TrainingView.of(List.of(), ACCURACY, Optional.empty()));
    }

    @Test
    void aConfusionIsSharesOfTheTrueClass() {
        Confusion confusion = new Confusion(List.of("cat", "dog", "x".repeat(200)));
        for (int i = 0; i < 4; i++) {
            confusion.add(0, i == 0 ? 1 : 0);
        }
        confusion.add(1, 1);
        View view = PredictionsView.ofClasses(6, confusion, List.of(), network());
        assertEquals("80.0 % of 5 examples are right", view.headline());
        double[][] shares = only(view, HeatMap.class).values();
        assertEquals(75, shares[0][0]);
        assertEquals(25, shares[0][1]);
        assertTrue(Double.isNaN(shares[2][2]), "no example");
        stands(view);
        stands(PredictionsView.ofClasses(6, new Confusion(List.of("a", "b")), List.of(), network()));
    }

    @Test
    void numbersAreHeldAgainstTheTruth() {
        View view = PredictionsView.ofNumbers(
                2, new double[] {1, 2}, new double[] {1, 3}, "mm", Math.sqrt(0.5), 0.5, network());
        assertEquals("Off by 0.7071 mm (root mean squared error)", view.headline());
        assertEquals(2, chart(view, 0).series().get(0).points().size());
        stands(view);
        stands(PredictionsView.ofNumbers(2, new double[0], new double[0], "", Double.NaN, Double.NaN, network()));
    }

    @Test
    void whatWasGeneratedStandsBesideTheRandom() {
        List<Generation.Generated> made = new ArrayList<>();
        List<Architecture> cells = cells(30);
        for (int i = 0; i < 30; i++) {
            made.add(new Generation.Generated(cells.get(i), 0.9 - 0.01 * i, i % 2 == 0));
        }
        double[] random =
                IntStream.range(0, 40).mapToDouble(i -> 0.5 + 0.01 * i).toArray();
        View view = GeneratorView.of(new Generation(made, 40, 35, 30, 20), 5, random);
        // The upper quartile of 0.5 to 0.89 is 0.79: the first eleven are above.
        assertTrue(view.detail().contains("36.7 %"), view.detail());
        assertTrue(view.headline().startsWith("5 architectures handed on"), view.headline());
        assertEquals(
                List.of(40.0, 30.0),
                chart(view, 0).series().stream()
                        .map(one -> one.points().stream().mapToDouble(Point::y).sum())
                        .toList());
        assertEquals(8, only(view, Gallery.class).items().size());
        stands(view);
        stands(GeneratorView.of(new Generation(List.of(), 40, 0, 0, 0), 5, new double[0]));
    }

    @Test
    void aTableSaysWhatItHoldsOfEachSpaceAndTask() {
        ScoreColumn accuracy = new ScoreColumn(ACCURACY, new double[] {0.5, Double.NaN, 0.7});
        ScoreColumn latency = new ScoreColumn(LATENCY, new double[] {Double.NaN, Double.NaN, Double.NaN});
        View view = TableView.ofUnified(List.of("A", "A", "B"), List.of(accuracy, latency), 1, 2, 3);
        HeatMap map = only(view, HeatMap.class);
        assertEquals(List.of("A (2)", "B (1)"), map.columns());
        assertEquals(1, map.values()[0][0]);
        assertEquals(0, map.values()[1][1]);
        stands(view);
        View file = TableView.ofFile("A", 3, 2, List.of(accuracy, latency), List.of("Left out: one."));
        assertEquals("2 architectures of A with 2 score columns", file.headline());
        assertEquals(
                List.of("test accuracy", "larger", "2", "0.5", "0.7", "0.7"),
                only(file, Facts.class).rows().get(0));
        stands(file);
        stands(TableView.ofFile("A", 0, 0, List.of(), List.of()));
        stands(TableView.ofUnified(List.of(), List.of(), 0, 0, 0));
    }

    @Test
    void pickedArchitecturesStandOnTheMap() {
        List<Architecture> cells = cells(40);
        List<UnifiedGraph> graphs = cells.stream().map(Architecture::graph).toList();
        int[] shown = SamplerView.shown(40, List.of(3, 39));
        View view = SamplerView.of(
                40,
                List.of(3, 39),
                shown,
                Embeddings.ofStructure(graphs),
                "structure",
                row -> Optional.of(CellDrawing.of(cells.get(row))));
        assertEquals(
                List.of(38, 2),
                chart(view, 0).series().stream().map(one -> one.points().size()).toList());
        stands(view);
        stands(SamplerView.of(0, List.of(), new int[0], new double[0][], "", row -> Optional.empty()));
    }

    @Test
    void aDataSetShowsItsClasses() {
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        counts.put("training", Map.of("a", 3, "b", 4));
        counts.put("test", Map.of());
        View view = DataView.ofExamples("Pictures.", counts, List.of(), List.of("One was left out."));
        assertEquals("7 training, 0 test examples of 2 classes", view.headline());
        stands(view);
        stands(DataView.ofFeatures(List.of("x"), List.of("a", "b"), new double[][] {{1, 2}, {3, 4}}, 9));
        stands(DataView.ofFeatures(List.of("x"), List.of(), new double[0][], 0));
        View several =
                DataView.ofFeatures(List.of("task 0", "task 1"), List.of("a", "b"), new double[][] {{1, 2}, {3, 4}}, 2);
        assertEquals("2 examples of 2 classes described by 2 numbers each", several.headline());
        assertTrue(several.detail().startsWith("2 data sets, \"task 0\" to \"task 1\"."), several.detail());
        stands(several);
    }

    @Test
    void proxiesAreHeldAgainstEachOther() {
        Map<String, double[]> scores = new LinkedHashMap<>();
        scores.put("naswot", new double[] {1, 2, 3, 4});
        scores.put("synflow", new double[] {4, 3, 2, Double.NaN});
        View view = ProxiesView.of(scores, 1.5, row -> Optional.empty());
        assertEquals(-1, only(view, HeatMap.class).values()[0][1]);
        stands(view);
        stands(ProxiesView.of(Map.of(), 0, row -> Optional.empty()));
    }

    @Test
    void aPredictorShowsWhichKnownTasksItRanksLike() {
        var predictor = ReadyMadePredictor.get();
        double[][] correlations = KnownTasks.correlations(predictor);
        int tasks = predictor.spec().tasks().size();
        assertEquals(tasks, correlations.length);
        for (int i = 0; i < tasks; i++) {
            assertEquals(1, correlations[i][i], 1e-3, "with itself");
        }
        stands(PredictorView.of(
                predictor.spec(), Map.of("", List.of(new double[] {1, 2}, new double[] {2, 1})), correlations));
        Map<String, Double> alike = KnownTasks.alike(
                predictor, cells(200).stream().map(Architecture::graph).toList(), Device.cpu(), Progress.NONE);
        assertEquals(tasks, alike.size());
        // Before any score it ranks by what most tasks have in common.
        assertTrue(alike.get("NAS-Bench-201: cifar10_test_accuracy") > 0.5, alike.toString());
    }
}
