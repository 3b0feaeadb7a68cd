package org.fewshotnas.network.export;

import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.MacroArchitecture.Skeleton;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.NetworkGraph.Node;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.published.NasBenchAsr;

/**
 * A single cell, without weights, as a PyTorch module that a person can read and take into a network of their own. It has the operations
 * that the trained networks have: see {@link CellNetwork}.
 */
public final class PyTorchCell {
    private static final int CHANNELS = 16;
    private static final int EXTENT = 32;

    private PyTorchCell() {}

    /** The text of the module: for series where the cell is one of NAS-Bench-ASR, with that benchmark's operations; else for images. */
    public static String write(Architecture architecture) {
        boolean speech = architecture.space() instanceof NasBenchAsr;
        TensorShape input = speech ? TensorShape.series(CHANNELS, EXTENT) : TensorShape.image(CHANNELS, EXTENT, EXTENT);
        NetworkGraph cell = CellNetwork.cellAlone(architecture, speech ? Skeleton.SPEECH : Skeleton.RESIDUAL, input);
        PyTorchLayers layers = new PyTorchLayers(cell);
        String places = speech ? "length" : "height, width";
        StringBuilder code =
                new StringBuilder("# A cell of " + architecture.space().name() + ": "
                        + architecture.text().replaceAll("\\s+", " ") + "\n"
                        + "# (batch, " + CHANNELS + ", " + places
                        + ") in and out; take other channels where a network needs them.\n"
                        + "import torch\nfrom torch import nn\nfrom torch.nn import functional\n\n\n"
                        + (speech ? PyTorchCode.CHANNEL_NORM : "")
                        + "class Cell(nn.Module):\n    def __init__(self):\n        super().__init__()\n");
        cell.nodes().stream()
                .filter(node -> !node.tensors().isEmpty())
                .forEach(node -> PyTorchCode.statement(code, "self." + node.name(), layers.module(node)));
        code.append("\n    def forward(self, input):\n");
        cell.nodes().stream()
                .skip(1)
                .forEach(node -> PyTorchCode.statement(code, node.name(), expression(layers, node)));
        Node output = cell.nodes().get(cell.nodes().size() - 1);
        return code.append("        return ").append(output.name()).append('\n').toString();
    }

    /** Zeros have the extents of what comes in, which need not be those that the cell was written for. */
    private static String expression(PyTorchLayers layers, Node node) {
        return node.layer() instanceof Layer.Zeros
                ? "input.new_zeros((len(input), " + node.shape().channels() + ", *input.shape[2:]))"
                : layers.expression(node);
    }
}
