package org.fewshotnas.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.Vocabulary;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;

/** Operation, Metric, Direction and Progress. */
class SharedValuesTest {
    /** Stored predictors depend on this order. */
    @Test
    void theVocabularyIsThePapersAndItsOrderIsFrozen() {
        assertEquals(
                List.of(
                        "Conv1-D1",
                        "Conv3-D1",
                        "Conv5-D1",
                        "Conv5-D2",
                        "Conv7-D1",
                        "Conv7-D2",
                        "Linear",
                        "AvgPool",
                        "MaxPool",
                        "Skip-Connection",
                        "Zeroize",
                        "Input",
                        "Output",
                        "Global"),
                Vocabulary.labels().subList(0, 14));
        assertEquals(11, Operation.CELL_OPERATIONS.size());
        for (Operation operation : Vocabulary.operations()) {
            assertSame(operation, Vocabulary.ofLabel(operation.label()));
        }
        assertThrows(InvalidInputException.class, () -> Vocabulary.ofLabel("conv1-d1"));
    }

    @Test
    void aMetricComesBackFromItsColumnProperties() {
        Metric metric = new Metric(
                "latency [ms]", "cpu", "", "latency", "ms", Direction.MINIMIZE, "", "mean of 3", "file.csv", "ab12");
        assertEquals(metric, Metric.fromProperties(metric.name(), metric.toProperties()));
        assertEquals(Metric.of("x", Direction.UNKNOWN), Metric.fromProperties("x", Map.of()));
        List<Metric.Source> two = List.of(new Metric.Source("a.csv", "ab12"), new Metric.Source("b (1).csv", ""));
        Metric ofTwo =
                Metric.fromProperties(metric.name(), metric.withSources(two).toProperties());
        assertEquals(two, ofTwo.sources());
        assertEquals(List.of(), metric.withSources(List.of()).sources());
        assertEquals(
                Direction.MAXIMIZE, metric.withDirection(Direction.MAXIMIZE).direction());
        assertEquals("y", metric.withName("y").name());
    }

    @Test
    void aMetricIsACostWhereItsQuantityOrNameSaysSoAndSmallerIsBetter() {
        assertTrue(Metric.of("edge-gpu_latency_ms", Direction.MINIMIZE).isCost());
        assertTrue(Metric.of("Energy [mJ]", Direction.MINIMIZE).isCost());
        assertFalse(Metric.of("edge-gpu_latency_ms", Direction.MAXIMIZE).isCost());
        assertFalse(Metric.of("test PER", Direction.MINIMIZE).isCost());
        assertFalse(Metric.of("untimely", Direction.MINIMIZE).isCost());
        Metric loss = new Metric("after a time", "", "", "loss", "", Direction.MINIMIZE, "", "", "", "");
        assertFalse(loss.isCost(), "the quantity is known");
    }

    @Test
    void aMetricIsTheErrorOfARegressionWhereItsQuantityOrNameSaysSo() {
        assertTrue(Metric.of("darcy-flow_one_minus_relative_l2", Direction.MAXIMIZE)
                .isRegressionError());
        assertTrue(Metric.of("Test RMSE", Direction.MINIMIZE).isRegressionError());
        assertFalse(Metric.of("cifar10 loss", Direction.MINIMIZE).isRegressionError());
        assertFalse(Metric.of("image accuracy", Direction.MAXIMIZE).isRegressionError());
        assertFalse(Metric.of("l20", Direction.MAXIMIZE).isRegressionError());
        Metric ssim = new Metric("after an L2 loss", "", "", "ssim", "", Direction.MAXIMIZE, "", "", "", "");
        assertFalse(ssim.isRegressionError(), "the quantity is known");
    }

    @Test
    void scoresShareADataSetAndCostsDoNot() {
        Metric test = new Metric("a", "cifar10", "test", "accuracy", "%", Direction.MAXIMIZE, "200", "", "", "");
        Metric loss = new Metric("b", "CIFAR10", "valid", "loss", "", Direction.MINIMIZE, "12", "", "", "");
        Metric other = new Metric("c", "cifar100", "test", "accuracy", "%", Direction.MAXIMIZE, "200", "", "", "");
        Metric latency = new Metric("d", "cifar10", "", "latency", "ms", Direction.MINIMIZE, "", "", "", "");
        assertTrue(test.sharesDataSet(loss));
        assertFalse(test.sharesDataSet(other));
        assertFalse(test.sharesDataSet(latency));
        assertFalse(latency.sharesDataSet(latency));
        Metric unknown = Metric.of("e", Direction.MAXIMIZE);
        assertFalse(unknown.sharesDataSet(unknown));
    }

    @Test
    void theSameIsMeasuredWhereQuantityDataSetAndUnitOrElseNamesAgree() {
        Metric test =
                new Metric("a", "cifar10", "test", "accuracy", "%", Direction.MAXIMIZE, "200", "", "one.csv", "1");
        Metric early = new Metric("b", "CIFAR10", "valid", "accuracy", "%", Direction.MAXIMIZE, "12", "777", "", "");
        assertTrue(test.measuresTheSame(early));
        assertTrue(test.measuresTheSame(test.withSource("two.csv", "2").withDirection(Direction.MINIMIZE)));
        Metric other = new Metric("a", "cifar100", "test", "accuracy", "%", Direction.MAXIMIZE, "", "", "", "");
        Metric share = new Metric("a", "cifar10", "test", "accuracy", "share", Direction.MAXIMIZE, "", "", "", "");
        Metric loss = new Metric("a", "cifar10", "test", "loss", "%", Direction.MAXIMIZE, "", "", "", "");
        for (Metric unlike : List.of(other, share, loss, Metric.of("b", Direction.MAXIMIZE))) {
            assertFalse(test.measuresTheSame(unlike), unlike.toString());
            assertFalse(unlike.measuresTheSame(test), unlike.toString());
        }
        assertTrue(test.measuresTheSame(Metric.of("A", Direction.MAXIMIZE)), "a column without properties");
    }

    @Test
    void theSignOfADirectionMakesLargerBetter() {
        assertEquals(1, Direction.MAXIMIZE.sign());
        assertEquals(-1, Direction.MINIMIZE.sign());
    }

    @Test
    void aPartOfAProgressReportsToTheWholeAndIsCanceledWithIt() {
        List<Double> reported = new ArrayList<>();
        Progress whole = new Progress() {
            @Override
            public void report(double fraction, String message) {
                reported.add(fraction);
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        Progress part = whole.part(0.5, 1).part(0, 0.5);
        part.report(0, "start");
        part.report(1, "end");
        assertEquals(List.of(0.5, 0.75), reported);
        assertThrows(CancellationException.class, part::checkCanceled);
    }
}
