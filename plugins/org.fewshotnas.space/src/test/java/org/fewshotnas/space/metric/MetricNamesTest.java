package org.fewshotnas.space.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricNamesTest {
    @ParameterizedTest
    @CsvSource({
        "cifar100_test_accuracy, cifar100, test, accuracy, '', MAXIMIZE, ''",
        "imagenet16-120_valid_accuracy_12_epochs, imagenet16-120, valid, accuracy, '', MAXIMIZE, 12",
        "darcy-flow_one_minus_relative_l2, darcy-flow, '', one minus relative l2, '', MAXIMIZE, ''",
        "desktop-cpu-i7-7820x_latency_s, desktop-cpu-i7-7820x, '', latency, s, MINIMIZE, ''",
        "edge-gpu-jetson-tx2_latency_ms, edge-gpu-jetson-tx2, '', latency, ms, MINIMIZE, ''",
        "room_layout_valid_negative_loss, room layout, valid, negative loss, '', MAXIMIZE, ''",
        "segment_semantic_valid_pixel_accuracy, segment semantic, valid, pixel accuracy, '', MAXIMIZE, ''",
        "surface_normal_valid_ssim, surface normal, valid, ssim, '', MAXIMIZE, ''",
        "cifar10_valid_accuracy_108_epochs, cifar10, valid, accuracy, '', MAXIMIZE, 108",
        "trainable_parameters, '', '', trainable parameters, '', MINIMIZE, ''",
        "training_time_s, '', '', training time, s, MINIMIZE, ''",
        "cifar100 test accuracy [%] @200, cifar100, test, accuracy, %, MAXIMIZE, 200",
        "cifar100 ori-test accuracy [%] @200, cifar100, ori-test, accuracy, %, MAXIMIZE, 200",
        "cpu latency [ms] batch 1 image 32x32, cpu batch 1 image 32x32, '', latency, ms, MINIMIZE, ''",
        "flops [M] image 16x16, image 16x16, '', flops, M, MINIMIZE, ''",
        "val_loss, '', valid, loss, '', MINIMIZE, ''",
        "timit test PER, timit, test, per, '', MINIMIZE, ''",
        "pixel3_energy_mJ, pixel3, '', energy, mJ, MINIMIZE, ''",
        "error rate, '', '', error, '', MINIMIZE, ''",
        "edge-gpu-latency, edge-gpu, '', latency, '', MINIMIZE, ''",
        "cifar10-val-loss, cifar10, valid, loss, '', MINIMIZE, ''",
        "desktop-cpu_latency_ms, desktop-cpu, '', latency, ms, MINIMIZE, ''",
        "test_ppl, '', test, perplexity, '', MINIMIZE, ''",
        "val_nll, '', valid, loss, '', MINIMIZE, ''",
    })
    void aNameSaysWhatItsColumnIs(
            String name, String dataSet, String split, String quantity, String unit, String direction, String epochs) {
        Metric metric = MetricNames.guess(name);
        assertEquals(name, metric.name());
        assertEquals(
                List.of(dataSet, split, quantity, unit, direction, epochs),
                List.of(
                        metric.dataSet(),
                        metric.split(),
                        metric.quantity(),
                        metric.unit(),
                        metric.direction().name(),
                        metric.epochs()));
    }

    @ParameterizedTest
    @CsvSource({
        "testError, '', test, error, ''",
        "latencyMs, '', '', latency, ms",
        "lat_gpu_ms, gpu, '', latency, ms",
        "GPULatency, GPU, '', latency, ''",
        "CIFAR10TestAcc, CIFAR10, test, accuracy, ''",
        "modelSizeKB, '', '', size, kB",
        "cifar10_loss.1, cifar10, '', loss, ''",
        "error%, '', '', error, %",
        "Acc@1, '', '', accuracy, ''",
        "acc@5, '', '', top5 accuracy, ''",
        "valid_acc1, '', valid, accuracy, ''",
        "top-1 err, '', '', error, ''",
        "val_top1_acc, '', valid, accuracy, ''",
        "top5_error, '', '', top5 error, ''",
        "mAP@50, '', '', map, ''",
        "mAP@[.5:.95], '', '', map, ''",
        "latency@pixel2, pixel2, '', latency, ''",
        "accuracy (cifar10), cifar10, '', accuracy, ''",
        "loss (test), '', test, loss, ''",
        "GFLOPs, '', '', flops, G",
        "#params (M), '', '', parameters, M",
        "Latenz_ms, '', '', latency, ms",
        "gpu_ms, gpu, '', latency, ms",
        "images/s, '', '', throughput, ''",
        "images per second, '', '', throughput, ''",
        "edgegpu inference_time_ms, edgegpu, '', time, ms",
        "Pixel3 latency, Pixel3, '', latency, ''",
    })
    void wordsArePartedAtCapitalsDigitsAndSigns(
            String name, String dataSet, String split, String quantity, String unit) {
        Metric metric = MetricNames.guess(name);
        assertEquals(
                List.of(dataSet, split, quantity, unit),
                List.of(metric.dataSet(), metric.split(), metric.quantity(), metric.unit()));
    }

    @ParameterizedTest
    @CsvSource({
        "1-val_err, '', valid, one minus error, '', MAXIMIZE",
        "1 - cifar10 test error, cifar10, test, one minus error, '', MAXIMIZE",
        "100 - acc, '', '', one minus accuracy, '', MINIMIZE",
        "negative_val_loss, '', valid, negative loss, '', MAXIMIZE",
        "neg cifar10 test loss, cifar10, test, neg loss, '', MAXIMIZE",
        "1/latency, '', '', inverse latency, '', MAXIMIZE",
        "Durchsatz (Bilder/s), '', '', throughput, '', MAXIMIZE",
        "steps_per_sec, '', '', throughput, '', MAXIMIZE",
        "tokens/s, '', '', throughput, '', MAXIMIZE",
        "latency/s, '', '', latency, s, MINIMIZE",
        "MACs/G, '', '', macs, G, MINIMIZE",
        "FPR@95TPR, '', '', false positive rate, '', MINIMIZE",
        "time_to_acc, '', '', time, '', MINIMIZE",
        "energy per inference (mJ), '', '', energy, mJ, MINIMIZE",
        "error@5, '', '', top5 error, '', MINIMIZE",
        "GPU hours, GPU, '', time, h, MINIMIZE",
        "valacc, '', valid, accuracy, '', MAXIMIZE",
        "trainloss, '', train, loss, '', MINIMIZE",
        "Testgenauigkeit, '', test, accuracy, '', MAXIMIZE",
        "taux d^erreur, '', '', error, '', MINIMIZE",
        "x-valid-acc@199, '', valid, accuracy, '', MAXIMIZE",
        "cifar10-valid_test_acc, cifar10, test, accuracy, '', MAXIMIZE",
        "metrics.val_acc, '', valid, accuracy, '', MAXIMIZE",
        "max_val_acc, '', valid, accuracy, '', MAXIMIZE",
    })
    void whatTurnsANameRoundOrRelatesItCounts(
            String name, String dataSet, String split, String quantity, String unit, String direction) {
        Metric metric = MetricNames.guess(name.replace('^', '\''));
        assertEquals(
                List.of(dataSet, split, quantity, unit, direction),
                List.of(
                        metric.dataSet(),
                        metric.split(),
                        metric.quantity(),
                        metric.unit(),
                        metric.direction().name()));
    }

    @Test
    void aSeedIsNoDataSet() {
        Metric metric = MetricNames.guess("cifar10 test acc (seed 1)");
        assertEquals(List.of("cifar10", "1"), List.of(metric.dataSet(), metric.seeds()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delta_acc",
                "acc_diff",
                "\u0394acc",
                "latency change (%)",
                "accuracy/latency",
                "acc per param",
                "negative samples accuracy",
                "1 - ninapro error"
            })
    void whatCanBeReadBothWaysHasNoDirection(String name) {
        assertEquals(Direction.UNKNOWN, MetricNames.guess(name).direction());
        assertFalse(MetricNames.guess(name).isCost());
    }

    @Test
    void theOrderOfDataSetSplitAndMetricDoesNotMatter() {
        Metric expected = MetricNames.guess("cifar100_test_acc").withName("");
        for (String name :
                List.of("test_acc_cifar100", "acc_cifar100_test", "cifar100 acc test", "test-acc_cifar100")) {
            assertEquals(expected, MetricNames.guess(name).withName(""), name);
        }
        assertEquals(
                MetricNames.guess("cifar100_valid_acc_12_epochs").withName(""),
                MetricNames.guess("valid_acc_cifar100_12_epochs").withName(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpu_runtime_ms",
                "cycles",
                "lat",
                "latencyMs",
                "delay_ms",
                "model_size",
                "Latenz_ms",
                "madds",
                "#params",
                "peak_memory_mb",
                "gpu_ms",
                "training_time_s",
                "train_time",
                "energy (mJ)",
                "power_W",
                "FLOPs",
                "MAdds",
                "latency_score",
                "latency batch size 1"
            })
    void whatCostsIsMinimisedAndACost(String name) {
        Metric metric = MetricNames.guess(name);
        assertEquals(Direction.MINIMIZE, metric.direction());
        assertTrue(metric.isCost());
        assertFalse(metric.isRegressionError());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throughput",
                "fps",
                "images per second",
                "img/sec",
                "negative latency",
                "-latency",
                "speedup",
                "latency_reduction"
            })
    void whatIsBetterTheLessItCostsIsMaximisedAndACost(String name) {
        Metric metric = MetricNames.guess(name);
        assertEquals(Direction.MAXIMIZE, metric.direction());
        assertTrue(metric.isCost());
        assertFalse(metric.withDirection(Direction.MINIMIZE).isCost());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "testError",
                "error%",
                "cross_entropy",
                "cross-entropy",
                "FID",
                "rank",
                "regret",
                "cifar10_loss.1",
                "test_ppl",
                "WER",
                "1 - accuracy",
                "accuracy drop",
                "Fehlerrate (%)",
                "logLoss",
                "ece",
                "objective (lower is better)",
                "value \u2193"
            })
    void errorsAreMinimisedAndNoCosts(String name) {
        Metric metric = MetricNames.guess(name);
        assertEquals(Direction.MINIMIZE, metric.direction());
        assertFalse(metric.isCost());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mape", "RMSE", "val_mse_darcy", "l1", "relative_l2", "mean absolute error"})
    void errorsOfRegressionsAreKnownAsSuch(String name) {
        Metric metric = MetricNames.guess(name);
        assertEquals(Direction.MINIMIZE, metric.direction());
        assertTrue(metric.isRegressionError());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Acc@1",
                "mAP@50",
                "top1",
                "f1",
                "R2",
                "SSIM",
                "AUC-ROC",
                "1-error",
                "-loss",
                "one minus error",
                "neg_loss",
                "Genauigkeit",
                "val_acc@12",
                "miou",
                "score",
                "objective (higher is better)"
            })
    void qualitiesAreMaximised(String name) {
        assertEquals(Direction.MAXIMIZE, MetricNames.guess(name).direction());
        assertFalse(MetricNames.guess(name).isCost());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anything",
                "y",
                "performance",
                "objective",
                "cifar10_valid",
                "desktop cpu",
                "val",
                "TOPS/W",
                "a",
                "l\u00e4nge"
            })
    void whereANameSaysNothingTheDirectionIsUnknown(String name) {
        assertEquals(Direction.UNKNOWN, MetricNames.guess(name).direction());
        assertFalse(MetricNames.guess(name).isCost());
    }

    @Test
    void aColumnWithoutPropertiesIsWhatItsNameSays() {
        assertEquals(MetricNames.guess("gpu_runtime_ms"), Metric.fromProperties("gpu_runtime_ms", Map.of()));
        Metric stated = Metric.fromProperties("gpu_runtime_ms", Map.of("direction", "maximize"));
        assertEquals(Direction.MAXIMIZE, stated.direction());
        assertFalse(stated.isCost(), "its direction is not that of a runtime");
    }

    @Test
    void anUnknownDirectionStaysUnknownOnTheWayThroughProperties() {
        Metric unknown = MetricNames.guess("cifar10_test_foo");
        assertFalse(unknown.toProperties().containsKey("direction"));
        assertEquals(unknown, Metric.fromProperties("cifar10_test_foo", unknown.toProperties()));
    }
}
