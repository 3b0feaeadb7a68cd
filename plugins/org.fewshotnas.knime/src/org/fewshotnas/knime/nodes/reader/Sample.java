package org.fewshotnas.knime.nodes.reader;

import java.util.List;
import org.fewshotnas.knime.files.FileOrSample;
import org.knime.node.parameters.widget.choices.Label;

/** A small benchmark that comes with the nodes. The constants' names stand in saved workflows. */
enum Sample implements FileOrSample.Sample {
    /** Cells of NAS-Bench-201. */
    @Label(
            value = "NAS-Bench-201",
            description = "1,000 cells of NAS-Bench-201, with their parameters, FLOPs, and latencies on a processor.")
    NAS_BENCH_201("nas-bench-201-sample.csv.gz"),
    /** Cells of TransNAS-Bench-101 micro. */
    @Label(
            value = "TransNAS-Bench-101 micro",
            description = "500 cells of TransNAS-Bench-101 micro, with the same scores as the other sample.")
    TRANSNAS_BENCH_101_MICRO("transnas-bench-101-micro-sample.csv.gz"),
    /** Cells that were trained. */
    @Label(
            value = "Trainings on Fashion-MNIST",
            description =
                    "400 cells of NAS-Bench-201, each trained on four small tasks made of Fashion-MNIST: accuracies on test images,"
                            + " and what the cells cost.")
    FASHION_MNIST_TRAININGS("fashion-mnist-trainings.csv.gz");

    private final String file;

    Sample(String file) {
        this.file = file;
    }

    @Override
    public List<String> files() {
        return List.of(file);
    }
}
