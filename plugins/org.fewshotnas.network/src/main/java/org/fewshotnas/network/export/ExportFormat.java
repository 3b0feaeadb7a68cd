package org.fewshotnas.network.export;

import java.util.List;

/** A format that networks are exported to. */
public enum ExportFormat {
    /** Open Neural Network Exchange, operator set 13: for ONNX Runtime and many other programs. */
    ONNX(".onnx"),
    /** TorchScript: for PyTorch from Python and C++, without any code. */
    TORCHSCRIPT(".pt"),
    /** A readable Python file, and the weights beside it in a safetensors file. */
    PYTORCH(".py", ".safetensors");

    private final List<String> endings;

    ExportFormat(String... endings) {
        this.endings = List.of(endings);
    }

    /** The endings of the files that are written. */
    public List<String> endings() {
        return endings;
    }
}
