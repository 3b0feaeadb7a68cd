package org.fewshotnas.knime.nodes.data;

import java.util.List;
import org.fewshotnas.knime.files.FileOrSample;
import org.knime.node.parameters.widget.choices.Label;

/** A small data set that comes with the nodes. The constants' names stand in saved workflows. */
enum DataSample implements FileOrSample.Sample {
    /** Articles of clothing. */
    @Label(
            value = "Fashion-MNIST",
            description =
                    "1,000 grey pictures of clothing, 28 x 28, for training and 500 for testing, as many of each of ten classes: a part of "
                            + "Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017; Zalando SE, MIT licence).")
    FASHION_MNIST(
            "fashion-mnist/train-images-idx3-ubyte.gz",
            "fashion-mnist/train-labels-idx1-ubyte.gz",
            "fashion-mnist/t10k-images-idx3-ubyte.gz",
            "fashion-mnist/t10k-labels-idx1-ubyte.gz",
            "fashion-mnist/classes.txt"),
    /** Fields of quantities. */
    @Label(
            value = "Darcy flow",
            description =
                    "1,000 fields for training and 100 for testing, computed when the node runs: the pressure of a steady flow through a "
                            + "medium of two materials, to be predicted from its permeability.")
    DARCY_FLOW;

    private final List<String> files;

    DataSample(String... files) {
        this.files = List.of(files);
    }

    @Override
    public List<String> files() {
        return files;
    }
}
