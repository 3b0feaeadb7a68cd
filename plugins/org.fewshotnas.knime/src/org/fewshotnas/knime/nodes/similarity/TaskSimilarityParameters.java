package org.fewshotnas.knime.nodes.similarity;

import java.util.List;
import org.fewshotnas.knime.common.OpenChoice;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.predictor.evaluation.TaskSimilarity;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;

/** Settings of the node Task Similarity. */
final class TaskSimilarityParameters implements NodeParameters {
    /** The measures, as the dialog names them. */
    enum MeasureChoice {
        @Label(value = "Spearman", description = "The correlation of the ranks. What the published figures use.")
        SPEARMAN(TaskSimilarity.Measure.SPEARMAN),
        @Label(
                value = "Kendall",
                description =
                        "Tau-b: the share of pairs of architectures that both tasks put in the same order, minus the share of the others; "
                                + "smaller than Spearman for the same tasks.")
        KENDALL(TaskSimilarity.Measure.KENDALL);

        private final TaskSimilarity.Measure measure;

        MeasureChoice(TaskSimilarity.Measure measure) {
            this.measure = measure;
        }

        TaskSimilarity.Measure measure() {
            return measure;
        }
    }

    /** The number columns, and none. */
    static final class NewTaskChoices implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            return OpenChoice.columns(
                    OpenChoice.NONE,
                    "None: compare the known tasks",
                    ColumnSelectionUtil.getCompatibleColumnsOfFirstPort(input, DoubleValue.class));
        }
    }

    /** How the choice is stored. */
    static final class NewTask extends OpenChoice {
        NewTask() {
            super("newTask", NONE);
        }
    }

    @Widget(
            title = "Task columns",
            description =
                    "The columns with scores of tasks. Scores are turned so that higher is better, by what the column's properties say.")
    @ColumnFilterWidget(choicesProvider = DoubleColumnsProvider.class)
    ColumnFilter taskColumns = new ColumnFilter().withIncludeUnknownColumns();

    @Widget(
            title = "New-task column",
            description =
                    "The column of a task of which only a few scores are known yet. The third output compares it with each of the others.")
    @ChoicesProvider(NewTaskChoices.class)
    @Persistor(NewTask.class)
    String newTask = OpenChoice.NONE;

    @Widget(title = "Measure", description = "Which rank correlation.")
    @ValueSwitchWidget
    MeasureChoice measure = MeasureChoice.SPEARMAN;

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Task columns", taskColumns);
        Settings.present("Measure", measure);
    }
}
