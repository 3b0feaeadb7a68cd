package org.fewshotnas.knime.nodes.unifier;

import org.fewshotnas.benchmark.Unifier.Duplicates;
import org.fewshotnas.benchmark.Unifier.Isomorphs;
import org.fewshotnas.knime.common.Settings;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;

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
                    "What becomes of different encodings of one function, such as cells that differ only in a part that has no effect: more than "
                            + "half of NAS-Bench-201's 15,625 encodings are such. Their published scores differ, because they were trained "
                            + "separately. One row for each function keeps the same function from being in a support set and in the query set that checks "
                            + "it.")
    @ValueSwitchWidget
    IsomorphChoice isomorphs = IsomorphChoice.KEEP;

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Several scores of one architecture", duplicates);
        Settings.present("Isomorphic architectures", isomorphs);
    }
}
