package org.fewshotnas.knime.nodes.unifier;

import java.util.Arrays;
import java.util.List;
import org.fewshotnas.benchmark.unify.Unifier.Duplicates;
import org.fewshotnas.benchmark.unify.Unifier.Isomorphs;
import org.fewshotnas.knime.common.ChosenDirections;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;

/** Settings of the node Search-Space Unifier. */
final class SearchSpaceUnifierParameters implements NodeParameters {
    /** What becomes of several scores. */
    enum DuplicateChoice {
        @Label(value = "Mean", description = "The mean of the scores.")
        MEAN(Duplicates.MEAN),
        @Label(
                value = "First",
                description = "The score that comes first: that of the first input, and of its first row.")
        FIRST(Duplicates.FIRST),
        @Label(value = "Fail", description = "The node fails and names the architecture, unless the scores are equal.")
        FAIL(Duplicates.FAIL);

        private final Duplicates duplicates;

        DuplicateChoice(Duplicates duplicates) {
            this.duplicates = duplicates;
        }

        Duplicates duplicates() {
            return duplicates;
        }
    }

    /** What becomes of isomorphic cells. */
    enum IsomorphChoice {
        @Label(value = "Keep all", description = "Each encoding stays a row of its own, as the benchmarks have it.")
        KEEP(Isomorphs.KEEP),
        @Label(
                value = "Mean",
                description = "They become one row, under the first encoding, with the mean of their scores.")
        MEAN(Isomorphs.MEAN),
        @Label(
                value = "First",
                description = "They become one row, under the first encoding, with the first score of each column.")
        FIRST(Isomorphs.FIRST);

        private final Isomorphs isomorphs;

        IsomorphChoice(Isomorphs isomorphs) {
            this.isomorphs = isomorphs;
        }

        Isomorphs isomorphs() {
            return isomorphs;
        }
    }

    /** What becomes of columns of one name. */
    enum SameNameChoice {
        @Label(
                value = "Join if alike",
                description =
                        "They become one column. The node fails, and says how they differ, if they are on different scales or rank the same "
                                + "architectures the other way round.")
        JOIN_ALIKE,
        @Label(value = "Join always", description = "They become one column, whatever their numbers are.")
        JOIN,
        @Label(value = "Keep apart", description = "Those of the later inputs get a number behind their name.")
        KEEP_APART
    }

    /** The number columns of all inputs. */
    static final class ScoreColumns implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            return Arrays.stream(input.getInPortSpecs())
                    .filter(DataTableSpec.class::isInstance)
                    .flatMap(spec -> ((DataTableSpec) spec).stream())
                    .filter(column -> column.getType().isCompatible(DoubleValue.class))
                    .map(DataColumnSpec::getName)
                    .distinct()
                    .map(StringChoice::fromId)
                    .toList();
        }
    }

    @Widget(
            title = "Several scores of one architecture",
            description =
                    "What becomes of scores that differ, where the same architecture has several in the same column: because it is in several "
                            + "rows, or in several inputs.")
    @ValueSwitchWidget
    DuplicateChoice duplicates = DuplicateChoice.MEAN;

    @Widget(
            title = "Isomorphic architectures",
            description =
                    "What becomes of different encodings of one function, of which NAS-Bench-201 has many. One row for each function keeps "
                            + "it from being both learned from and tested on.")
    @ValueSwitchWidget
    IsomorphChoice isomorphs = IsomorphChoice.KEEP;

    @Widget(
            title = "Columns of one name",
            description =
                    "What becomes of score columns that several inputs have under the same name, with properties that do not contradict "
                            + "each other.")
    @Migrate(loadDefaultIfAbsent = true)
    SameNameChoice sameName = SameNameChoice.JOIN_ALIKE;

    @Widget(
            title = "Higher is better",
            description =
                    "Columns of which higher scores are better. Only those need to be named whose direction neither their properties nor "
                            + "their name say, or say wrongly.")
    @Advanced
    @TwinlistWidget
    @ChoicesProvider(ScoreColumns.class)
    @Migrate(loadDefaultIfAbsent = true)
    String[] maximize = new String[0];

    @Widget(title = "Lower is better", description = "Columns of which lower scores are better, in the same way.")
    @Advanced
    @TwinlistWidget
    @ChoicesProvider(ScoreColumns.class)
    @Migrate(loadDefaultIfAbsent = true)
    String[] minimize = new String[0];

    /** A metric with the direction that is chosen for its column, if one is. */
    Metric withDirection(Metric metric) {
        Direction chosen = ChosenDirections.of(maximize, minimize).get(metric.name());
        return chosen == null ? metric : metric.withDirection(chosen);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Several scores of one architecture", duplicates);
        Settings.present("Isomorphic architectures", isomorphs);
        Settings.present("Columns of one name", sameName);
        Work.configure(() -> ChosenDirections.of(maximize, minimize));
    }
}
