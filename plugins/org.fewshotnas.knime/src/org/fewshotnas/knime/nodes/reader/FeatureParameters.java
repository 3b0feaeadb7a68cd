package org.fewshotnas.knime.nodes.reader;

import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.files.FileLocation;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileReaderWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What is read of a file that holds features of pictures instead of architectures. */
final class FeatureParameters implements NodeParameters {
    /** As many as MetaD2A looks at at a time. */
    static final int USUAL_PER_CLASS = 20;

    private static final int MOST_PER_CLASS = 10_000;

    @Widget(
            title = "Task list",
            description =
                    "Where the file is an archive of features: MetaD2A's meta_train_task_lst.pt, or another list of the classes of each data set. "
                            + "Each becomes a data set. Without one all classes are a single data set.")
    @FileReaderWidget(fileExtensions = {"pt", "pth", "pickle", "pkl", "p"})
    @ValueReference(ShownLists.TaskListReference.class)
    @Effect(predicate = ShownLists.ShowsFeatures.class, type = EffectType.SHOW)
    FileSelection taskList = new FileSelection();

    @Widget(
            title = "Examples of each class",
            description =
                    "Where the file is an archive of features: how many pictures of each class are read, 1 to 10,000: the first ones in the file.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @ValueReference(ShownLists.PerClassReference.class)
    @Effect(predicate = ShownLists.ShowsFeatures.class, type = EffectType.SHOW)
    int perClass = USUAL_PER_CLASS;

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Task list", taskList);
        Settings.range("Examples of each class", perClass, 1, MOST_PER_CLASS);
    }

    /** Where the list of tasks is; empty if there is none. */
    FileLocation tasks() {
        return new FileLocation(taskList.getFSLocation());
    }
}
