package org.fewshotnas.knime.nodes.network;

import java.util.EnumSet;
import java.util.Set;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.network.export.ExportFolder;
import org.fewshotnas.network.export.ExportFormat;
import org.fewshotnas.space.base.InvalidInputException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileWriterWidget;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;

/** Settings of the node Network Writer. */
final class NetworkWriterParameters implements NodeParameters {
    @Section(title = "Files")
    interface FilesSection {}

    @Section(title = "Formats")
    @After(FilesSection.class)
    interface FormatsSection {}

    /** What happens where a file of that name is there. */
    enum IfExists {
        @Label(value = "Fail", description = "The node fails, names the file, and writes nothing.")
        FAIL,
        @Label(value = "Overwrite", description = "The file is replaced, once the new one is complete.")
        OVERWRITE
    }

    @Widget(
            title = "Folder",
            description =
                    "Where the files are written: a folder on this machine, or one relative to the workflow. In the file chooser, go to the "
                            + "folder above it and type the folder's name, as only files can be picked.")
    @FileWriterWidget
    @Layout(FilesSection.class)
    FileSelection folder = new FileSelection();

    @Widget(
            title = "Create missing folder",
            description = "Whether the folder is made, with those above it, where there is none.")
    @Layout(FilesSection.class)
    boolean createFolder;

    @Widget(
            title = "Name",
            description =
                    "What the files are called, without an ending: each format adds its own. At most 100 characters, none of them a slash.")
    @Layout(FilesSection.class)
    String name = "network";

    @Widget(title = "If a file exists", description = "What to do where the folder has a file of that name and ending.")
    @ValueSwitchWidget
    @Layout(FilesSection.class)
    IfExists ifExists = IfExists.FAIL;

    @Widget(
            title = "ONNX",
            description =
                    "Writes a file .onnx: Open Neural Network Exchange, operator set 13, for ONNX Runtime and many other programs, in Python, C++, "
                            + "Java, JavaScript and more.")
    @Layout(FormatsSection.class)
    boolean onnx = true;

    @Widget(
            title = "TorchScript",
            description = "Writes a file .pt, which PyTorch loads from Python and C++ without any code of the network.")
    @Layout(FormatsSection.class)
    boolean torchScript = true;

    @Widget(
            title = "PyTorch code",
            description =
                    "Writes a readable Python file .py with the network as PyTorch code, and its weights beside it as .safetensors: to read, to "
                            + "change, or to train on.")
    @Layout(FormatsSection.class)
    boolean pyTorch = true;

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Folder", folder);
        Settings.present("Name", name);
        Settings.present("If a file exists", ifExists);
        try {
            ExportFolder.checkName(name);
        } catch (InvalidInputException e) {
            throw new InvalidSettingsException("\"Name\" is wrong: " + e.getMessage() + " " + e.resolution(), e);
        }
        if (formats().isEmpty()) {
            throw new InvalidSettingsException(
                    "Neither \"ONNX\" nor \"TorchScript\" nor \"PyTorch code\" is chosen. Choose at least one format.");
        }
    }

    /** The formats that are chosen. */
    Set<ExportFormat> formats() {
        Set<ExportFormat> formats = EnumSet.noneOf(ExportFormat.class);
        if (onnx) {
            formats.add(ExportFormat.ONNX);
        }
        if (torchScript) {
            formats.add(ExportFormat.TORCHSCRIPT);
        }
        if (pyTorch) {
            formats.add(ExportFormat.PYTORCH);
        }
        return formats;
    }
}
