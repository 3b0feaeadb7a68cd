package org.fewshotnas.knime.common;

import java.util.List;
import java.util.OptionalDouble;
import org.fewshotnas.space.base.InvalidInputException;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;

/** The column that says how far each score may be off by chance, which a table of scores may have. */
public final class StandardErrorColumn {
    /** Title of the setting that chooses it. */
    public static final String TITLE = "Standard error of the score";

    private final String name;
    private final int place;

    /** The number columns of an input, and none. */
    public abstract static class Choices implements StringChoicesProvider {
        private final int port;

        /**
         * @param port of the table
         */
        protected Choices(int port) {
            this.port = port;
        }

        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            return OpenChoice.columns(
                    OpenChoice.NONE,
                    "None: all scores are equally certain",
                    ColumnSelectionUtil.getCompatibleColumns(input, port, DoubleValue.class));
        }
    }

    /** How the choice is stored, in a field standardError. */
    public static final class Stored extends OpenChoice {
        /** For KNIME. */
        public Stored() {
            super("standardError", NONE);
        }
    }

    /**
     * @param table what the user calls the input
     * @param name of the column, or an open choice
     * @param score name of the column of the scores
     * @throws InvalidInputException if it is not there, does not hold numbers, or is the column of the scores itself
     */
    public StandardErrorColumn(DataTableSpec spec, String table, String name, String score) {
        this.name = name;
        if (!isChosen()) {
            place = -1;
            return;
        }
        place = Inputs.numberColumn(spec, table, name, TITLE);
        if (name.equals(score)) {
            throw new InvalidInputException(
                    "The column \"" + name + "\" is chosen both for the scores and under \"" + TITLE + "\".",
                    "Choose the column with the standard errors, such as \"" + Columns.SCORE_ERROR
                            + "\" of the Architecture Trainer, or none.");
        }
    }

    /** Whether there is one. */
    public boolean isChosen() {
        return !OpenChoice.isOpen(name);
    }

    /**
     * That of a row's score; empty where it is missing, and where no column is chosen.
     *
     * @throws InvalidInputException if it is below 0, infinite or not a number
     */
    public OptionalDouble read(DataRow row) {
        DataCell cell = place < 0 ? null : row.getCell(place);
        if (cell == null || cell.isMissing()) {
            return OptionalDouble.empty();
        }
        double error = ((DoubleValue) cell).getDoubleValue();
        if (!(error >= 0 && Double.isFinite(error))) {
            throw new InvalidInputException(
                    "Row \"" + row.getKey().getString() + "\" has " + error + " in the column \"" + name
                            + "\", which is chosen under \"" + TITLE + "\"; a finite number of 0 or more is needed.",
                    "Correct the number, or make it a missing value where it is not known: it is then taken to be the mean of the others.");
        }
        return OptionalDouble.of(error);
    }
}
