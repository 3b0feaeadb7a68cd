package org.fewshotnas.knime.nodes.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.files.FileLocation;
import org.fewshotnas.knime.port.NetworkPortObject;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.network.export.ExportFolder;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.view.result.PredictionsView;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node Network Writer: writes a trained network for other programs. */
public final class NetworkWriterNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Network Writer")
            .icon("../../../../../icons/network-writer.png")
            .shortDescription("Writes a trained network as ONNX, TorchScript, and PyTorch code, for use outside KNIME.")
            .fullDescription(
                    """
                    <p>Writes a trained network to files that other programs can use: no part of KNIME or of this extension is needed there.</p>
                    <p>In every format the network takes raw examples, a batch of any size, and does by itself what was done in training: the
                    scaling of its inputs, and of its outputs back to the unit of the target. It says the probabilities of the classes, or values.
                    What the <i>Network Predictor</i> does before is left to the program that uses the files: a picture must have the size
                    that the network's port shows, its pixels as numbers from 0 to 1, one channel after the other.</p>
                    <ul>
                    <li><b>ONNX</b> (.onnx): <i>onnxruntime.InferenceSession("network.onnx")</i>.</li>
                    <li><b>TorchScript</b> (.pt): <i>torch.jit.load("network.pt")</i>.</li>
                    <li><b>PyTorch code</b> (.py and .safetensors): the network as a class that can be read and changed, and its weights. Names of
                    classes, the target and the architecture stand in the file.</li>
                    </ul>
                    <p>To use a network in another workflow, KNIME's own nodes <i>Model Writer</i> and <i>Model Reader</i> serve better: what these
                    store is still a network of this extension.</p>
                    <p>A file that is there already is never replaced unless you say so under <i>If a file exists</i>. All files are written
                    under other names first and get their own when all are complete, so that a node that is cancelled, or a disk that is
                    full, leaves nothing half-written. The node's message says what was written.</p>
                    <p>The folder can also be set by a flow variable, which must be of type path; the node <i>String to Path (Variable)</i> makes one
                    of a text.</p>
                    <p><b>Example.</b> The folder <i>knime://knime.workflow/data/models</i>, <i>Create missing folder</i>, and the name <i>leaves</i>
                    give <i>leaves.onnx</i>, <i>leaves.pt</i>, <i>leaves.py</i> and <i>leaves.safetensors</i> in the folder of the workflow.</p>
                    """
                            + Literature.sources(Literature.ONNX, Literature.PYTORCH))
            .sinceVersion(5, 8, 0)
            .ports(ports -> ports.addInputPort("Network", "The trained network.", NetworkPortObject.TYPE))
            .model(model -> model.parametersClass(NetworkWriterParameters.class)
                    .configure(NetworkWriterNodeFactory::configure)
                    .execute(NetworkWriterNodeFactory::execute))
            .addView(
                    view -> NodeView.on(
                            view.withoutParameters()
                                    .description(
                                            "The network that was written, part by part, with its parameters and multiply-accumulates.")))
            .nodeType(NodeType.Sink)
            .keywords("export", "deploy", "ONNX", "TorchScript", "PyTorch", "safetensors", "save")
            .addExternalResource("https://onnx.ai", "ONNX")
            .addExternalResource("https://onnxruntime.ai", "ONNX Runtime");

    /** For KNIME. */
    public NetworkWriterNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        NetworkWriterParameters parameters = in.getParameters();
        if (new FileLocation(parameters.folder.getFSLocation()).isEmpty()) {
            throw new InvalidSettingsException(
                    "No folder is chosen under \"Folder\". Open the node's dialog and choose where the files are written.");
        }
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        NetworkWriterParameters parameters = in.getParameters();
        NetworkPortObject port = in.getInPortObject(0);
        Work.run(in.getExecutionContext(), progress -> {
            Path folder = new FileLocation(parameters.folder.getFSLocation()).folderHere();
            requireFolder(folder, parameters.createFolder);
            boolean overwrite = parameters.ifExists == NetworkWriterParameters.IfExists.OVERWRITE;
            List<Path> written = new ExportFolder(folder, overwrite)
                    .write(port.network(), parameters.name, parameters.formats(), progress);
            NodeView.keep(
                    out,
                    in.getExecutionContext(),
                    PredictionsView.ofNetwork(
                            port.network().spec().graph(),
                            port.network()
                                    .spec()
                                    .score()
                                    .map(score -> score.metric().name() + " "
                                            + String.format(Locale.ROOT, "%.4g", score.value()))));
            out.setWarningMessage("Written to \"" + folder + "\": "
                    + written.stream()
                            .map(file -> file.getFileName().toString())
                            .collect(Collectors.joining(", "))
                    + ".");
        });
    }

    private static void requireFolder(Path folder, boolean create) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InvalidInputException("\"" + folder + "\" is a file.", "Choose a folder under \"Folder\".");
        }
        if (!create && !Files.exists(folder)) {
            throw new InvalidInputException(
                    "There is no folder \"" + folder + "\".",
                    "Correct it under \"Folder\", or choose \"Create missing folder\".");
        }
    }
}
