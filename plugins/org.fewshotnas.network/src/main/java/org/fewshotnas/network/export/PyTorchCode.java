package org.fewshotnas.network.export;

import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.stream.Collectors;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.NetworkGraph.Node;

/** A network as a Python file that a person can read, with nothing but PyTorch; its weights are read from a safetensors file. */
final class PyTorchCode {
    /** A module that {@link PyTorchLayers} uses and PyTorch does not have. */
    static final String CHANNEL_NORM =
            """
            class ChannelNorm(nn.LayerNorm):
                \"\"\"Layer normalisation of the channels, at every place.\"\"\"

                def forward(self, x):
                    return super().forward(x.movedim(1, -1)).movedim(-1, 1)


            """;

    private static final String BEFORE =
            """
            \"\"\"A network that Few-Shot NAS found and trained. It needs PyTorch alone.

                model = load()         # with its weights
                outputs = model(x)     # x: raw examples, (batch, $INPUT)
            \"\"\"
            import json
            import struct
            from pathlib import Path

            import torch
            from torch import nn
            from torch.nn import functional

            WEIGHTS = Path(__file__).with_name($WEIGHTS)
            $CONSTANTS

            class Standardisation(nn.Module):
                \"\"\"Every channel of raw examples made alike.\"\"\"

                def __init__(self, *shape):
                    super().__init__()
                    self.register_buffer("shift", torch.zeros(shape))
                    self.register_buffer("scale", torch.ones(shape))

                def forward(self, x):
                    return (x - self.shift) / self.scale


            class Rescaling(Standardisation):
                \"\"\"Every channel of outputs in its own unit.\"\"\"

                def forward(self, x):
                    return x * self.scale + self.shift


            $CHANNEL_NORMclass Network(nn.Module):
                def __init__(self):
                    super().__init__()
            """;
    private static final String AFTER =
            """


            def read_weights(path):
                \"\"\"The tensors of a safetensors file by their names.\"\"\"
                content = Path(path).read_bytes()
                (length,) = struct.unpack("<Q", content[:8])
                header = json.loads(content[8:8 + length])
                header.pop("__metadata__", None)
                tensors = {}
                for name, tensor in header.items():
                    begin, end = tensor["data_offsets"]
                    values = bytearray(content[8 + length + begin:8 + length + end])
                    tensors[name] = torch.frombuffer(values, dtype=torch.float32).reshape(tensor["shape"])
                return tensors


            def load(path=WEIGHTS):
                \"\"\"The network with its weights, ready to be applied.\"\"\"
                model = Network()
                model.load_state_dict(read_weights(path))
                return model.eval()
            """;

    private PyTorchCode() {}

    /**
     * The text of the file.
     *
     * @param weightsFile the name of the file beside it
     * @param constants texts that tell about the network, as Python writes them, by name
     */
    static String write(NetworkGraph network, String weightsFile, Map<String, String> constants) {
        PyTorchLayers layers = new PyTorchLayers(network);
        StringBuilder code = new StringBuilder(BEFORE.replace("$CHANNEL_NORM", CHANNEL_NORM)
                .replace("$INPUT", network.input().toString().replace(" x ", ", "))
                .replace("$WEIGHTS", quoted(weightsFile))
                .replace(
                        "$CONSTANTS",
                        constants.entrySet().stream()
                                .map(constant -> constant.getKey() + " = " + constant.getValue() + "\n")
                                .collect(Collectors.joining())));
        network.nodes().stream()
                .filter(node -> !node.tensors().isEmpty())
                .forEach(node -> statement(code, "self." + node.name(), layers.module(node)));
        code.append("\n    def forward(self, input):\n");
        network.nodes().stream().skip(1).forEach(node -> statement(code, node.name(), layers.expression(node)));
        Node output = network.nodes().get(network.nodes().size() - 1);
        return code.append("        return ")
                .append(output.name())
                .append('\n')
                .append(AFTER)
                .toString();
    }

    static void statement(StringBuilder code, String left, String right) {
        code.append("        ").append(left).append(" = ").append(right).append('\n');
    }

    /** A text as Python writes it. */
    static String quoted(String text) {
        return new JsonPrimitive(text).toString();
    }
}
