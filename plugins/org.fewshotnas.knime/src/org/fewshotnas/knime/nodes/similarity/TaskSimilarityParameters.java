package org.fewshotnas.knime.nodes.similarity;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.predictor.evaluation.TaskSimilarity;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
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
            List<StringChoice> choices = new ArrayList<>();
            choices.add(new StringChoice("", "(none)"));
            ColumnSelectionUtil.getCompatibleColumnsOfFirstPort(input, DoubleValue.class)
                    .forEach(column -> choices.add(StringChoice.fromId(column.getName())));
            return choices;
        }
    }

    @Widget(
            title = "Task columns",
            description =
                    "The columns with scores of tasks. Whether larger or smaller is better stands in the column's properties, as the Benchmark "
                            + "Reader writes them; scores are turned so that larger is better.")
    @ColumnFilterWidget(choicesProvider = DoubleColumnsProvider.class)
    ColumnFilter taskColumns = new ColumnFilter().withIncludeUnknownColumns();

    @Widget(
            title = "New-task column",
            description =
                    "The column of a task of which only a few scores are known yet. It is compared with each of the others in the third output, "
                            + "and is not part of the first two. Empty: there is no new task.")
    @ChoicesProvider(NewTaskChoices.class)
    String newTask = "";

    @Widget(title = "Measure", description = "Which rank correlation.")
    @ValueSwitchWidget
    MeasureChoice measure = MeasureChoice.SPEARMAN;

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Task columns", taskColumns);
        Settings.present("Measure", measure);
    }
}
