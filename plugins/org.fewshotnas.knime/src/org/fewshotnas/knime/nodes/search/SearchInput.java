package org.fewshotnas.knime.nodes.search;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.knime.common.Architectures;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.nodes.search.PredictorSearchParameters.Source;
import org.fewshotnas.search.Candidates;
import org.fewshotnas.search.KnownScores;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/** The candidates and the known scores of a search. */
final class SearchInput {
    private static final String TABLE = "the table of scores";

    private final PredictorSearchParameters parameters;
    private final DataTableSpec spec;

    /**
     * Checks the settings against the table.
     *
     * @param spec of the table, or null where there is none
     * @throws InvalidInputException if they do not fit
     */
    SearchInput(PredictorSearchParameters parameters, DataTableSpec spec) {
        this.parameters = parameters;
        this.spec = spec;
        if (spec == null) {
            if (parameters.candidates == Source.TABLE) {
                throw new InvalidInputException(
                        "The search shall be among the rows of a table, but no table is connected.",
                        "Connect a table, or choose \"A search space\" under \"Search among\".");
            }
            return;
        }
        new Architectures(spec, TABLE);
        if (parameters.hasTarget()) {
            Inputs.numberColumn(spec, TABLE, parameters.target, "Target column");
        } else if (parameters.candidates == Source.SPACE) {
            throw new InvalidInputException(
                    "A table of scores is connected, but no column is chosen under \"Target column\".",
                    "Choose the column that holds the scores, or disconnect the table to have architectures proposed.");
        }
    }

    /** What the known scores are, or null where there are none. */
    Metric metric() {
        if (spec == null || !parameters.hasTarget()) {
            return null;
        }
        DataColumnSpec column = spec.getColumnSpec(parameters.target);
        return Inputs.metric(column, parameters.direction, "Better scores");
    }

    /**
     * What there is to search.
     *
     * @param candidates to choose from
     * @param known scores of the target, or null
     */
    record Content(Candidates candidates, KnownScores known) {}

    /**
     * Reads the table, if there is one.
     *
     * @throws InvalidInputException if a row does not hold an architecture, or no row has a score
     */
    Content read(BufferedDataTable table, Progress progress) {
        if (spec == null) {
            return new Content(Candidates.of(SearchSpaces.ofName(parameters.searchSpace)), null);
        }
        Architectures reader = new Architectures(spec, TABLE);
        reader.detect(table, progress.part(0, 0.2));
        int target = parameters.hasTarget() ? spec.findColumnIndex(parameters.target) : -1;
        List<Architecture> architectures = new ArrayList<>();
        double[] scores = new double[Math.toIntExact(table.size())];
        Rows.forEach(table, progress.part(0.2, 0.6), "Reading the table of scores", (row, i) -> {
            reader.at(row, () -> architectures.add(Architecture.parse(reader.space(row), reader.text(row))));
            scores[i] = target < 0 ? Double.NaN : Inputs.number(row, target, parameters.target);
        });
        Candidates candidates = parameters.candidates == Source.TABLE
                ? Candidates.of(architectures)
                : Candidates.of(SearchSpaces.ofName(parameters.searchSpace));
        KnownScores known = target < 0 ? null : KnownScores.of(metric(), architectures, scores, progress.part(0.6, 1));
        if (known != null && known.size() == 0) {
            throw new InvalidInputException(
                    "No row of " + TABLE + " has a value in the column \"" + parameters.target + "\".",
                    "Choose another target column, or disconnect the table to have architectures proposed.");
        }
        return new Content(candidates, known);
    }
}
