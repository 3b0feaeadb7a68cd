package org.fewshotnas.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fewshotnas.space.Metric;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricNamesTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
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
                "cpu latency [ms] batch 1 image 32x32, cpu batch 1 image 32x32, '', latency, ms, MINIMIZE, ''",
                "flops [M] image 16x16, image 16x16, '', flops, M, MINIMIZE, ''",
                "params, '', '', parameters, '', MINIMIZE, ''",
                "val_loss, '', valid, loss, '', MINIMIZE, ''",
                "timit test PER, timit, test, per, '', MINIMIZE, ''",
                "images per second, '', '', '', '', MAXIMIZE, ''",
                "pixel3_energy_mJ, pixel3, '', energy, mJ, MINIMIZE, ''",
                "error rate, rate, '', error, '', MINIMIZE, ''",
                "anything, '', '', '', '', MAXIMIZE, ''",
                "edge-gpu-latency, edge gpu, '', latency, '', MINIMIZE, ''",
                "latency-ms, '', '', latency, ms, MINIMIZE, ''",
                "cifar10-val-loss, cifar10, valid, loss, '', MINIMIZE, ''",
                "desktop-cpu_latency_ms, desktop-cpu, '', latency, ms, MINIMIZE, ''",
                "GFLOPs, '', '', flops, '', MINIMIZE, ''",
                "#params, '', '', parameters, '', MINIMIZE, ''",
                "MAdds, '', '', macs, '', MINIMIZE, ''",
                "test_ppl, '', test, perplexity, '', MINIMIZE, ''",
                "val_nll, '', valid, loss, '', MINIMIZE, ''",
            })
    void aNameSaysWhatItsColumnIs(
            String name, String dataSet, String split, String quantity, String unit, String direction, String epochs) {
        Metric metric = MetricNames.guess(name);
        assertEquals(name, metric.name());
        assertEquals(dataSet, metric.dataSet());
        assertEquals(split, metric.split());
        assertEquals(quantity, metric.quantity());
        assertEquals(unit, metric.unit());
        assertEquals(direction, metric.direction().name());
        assertEquals(epochs, metric.epochs());
    }
}
