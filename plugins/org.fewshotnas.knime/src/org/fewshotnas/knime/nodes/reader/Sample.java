package org.fewshotnas.knime.nodes.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knime.node.parameters.widget.choices.Label;

/** A small benchmark that comes with the nodes. The constants' names stand in saved workflows. */
enum Sample {
    /** Cells of NAS-Bench-201. */
    @Label(
            value = "NAS-Bench-201",
            description = "1,000 cells of NAS-Bench-201, with their parameters, FLOPs, and latencies on a processor.")
    NAS_BENCH_201("nas-bench-201-sample.csv.gz"),
    /** Cells of TransNAS-Bench-101 micro. */
    @Label(
            value = "TransNAS-Bench-101 micro",
            description = "500 cells of TransNAS-Bench-101 micro, with the same scores as the other sample.")
    TRANSNAS_BENCH_101_MICRO("transnas-bench-101-micro-sample.csv.gz");

    private final String file;

    Sample(String file) {
        this.file = file;
    }

    /**
     * Gives the benchmark's file, a copy that is deleted afterwards, to a reader: the nodes' bundle need not be a folder.
     *
     * @throws IOException if the disk is full
     */
    <T> T use(BenchmarkLocation.Use<T> use) throws IOException {
        Path folder = Files.createTempDirectory("fewshotnas");
        Path copy = folder.resolve(file);
        try {
            try (InputStream in = Sample.class.getResourceAsStream("/samples/" + file)) {
                Files.copy(in, copy);
            }
            return use.apply(copy);
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder);
        }
    }
}
