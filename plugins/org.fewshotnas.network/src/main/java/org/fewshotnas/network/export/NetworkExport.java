package org.fewshotnas.network.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fewshotnas.network.file.NetworkModel;
import org.fewshotnas.network.file.NetworkSpec;
import org.fewshotnas.network.torchscript.ScriptArchive;
import org.fewshotnas.tensor.file.ModelFile;

/**
 * A trained network in the formats of others. All read raw examples, a batch of any size, and say the probabilities of classes, or values in
 * their own unit; each file tells what goes in and what comes out.
 */
public final class NetworkExport {
    private static final String KIND = "exported network";

    private final NetworkSpec spec;
    private final Deployment deployment;

    private NetworkExport(NetworkSpec spec, Deployment deployment) {
        this.spec = spec;
        this.deployment = deployment;
    }

    /** Of a network. */
    public static NetworkExport of(NetworkModel model) {
        return new NetworkExport(model.spec(), Deployment.of(model));
    }

    /**
     * The files of a format.
     *
     * @param name of the files, without an ending
     * @return their contents by their names
     */
    public Map<String, byte[]> files(ExportFormat format, String name) throws IOException {
        return switch (format) {
            case ONNX ->
                Map.of(
                        name + ".onnx",
                        OnnxModel.write(
                                deployment,
                                InputsAndOutputs.inputs(spec),
                                InputsAndOutputs.outputs(spec),
                                properties()));
            case TORCHSCRIPT ->
                Map.of(
                        name + ".pt",
                        ScriptArchive.forInference(deployment.graph(), deployment.weights(), properties()));
            case PYTORCH -> {
                String weights = name + ".safetensors";
                String code = PyTorchCode.write(deployment.graph(), weights, properties());
                Map<String, byte[]> files = new LinkedHashMap<>();
                files.put(name + ".py", code.getBytes(StandardCharsets.UTF_8));
                files.put(weights, safetensors());
                yield files;
            }
        };
    }

    private byte[] safetensors() throws IOException {
        Map<String, String> description = new TreeMap<>(properties());
        description.put(ModelFile.FORMAT, ModelFile.formatOf(KIND));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ModelFile(KIND, description, deployment.weights()).write(bytes);
        return bytes.toByteArray();
    }

    /** What a user of the network should know, as JSON, which Python reads too. */
    private Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("INPUTS", PyTorchCode.quoted(InputsAndOutputs.inputs(spec)));
        properties.put("OUTPUTS", PyTorchCode.quoted(InputsAndOutputs.outputs(spec)));
        spec.origin().ifPresent(origin -> {
            properties.put("SEARCH_SPACE", PyTorchCode.quoted(origin.space()));
            properties.put("ARCHITECTURE", PyTorchCode.quoted(origin.text()));
        });
        if (!spec.target().name().isEmpty()) {
            properties.put("TARGET", PyTorchCode.quoted(spec.target().name()));
        }
        if (!spec.target().unit().isEmpty()) {
            properties.put("UNIT", PyTorchCode.quoted(spec.target().unit()));
        }
        if (!spec.classes().isEmpty()) {
            properties.put(
                    "CLASSES",
                    spec.classes().stream().map(PyTorchCode::quoted).collect(Collectors.joining(", ", "[", "]")));
        }
        return properties;
    }
}
