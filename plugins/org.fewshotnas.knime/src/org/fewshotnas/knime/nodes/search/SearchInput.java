package org.fewshotnas.knime.nodes.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.knime.common.Architectures;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.nodes.search.PredictorSearchParameters.Role;
import org.fewshotnas.knime.nodes.search.SearchParameters.Source;
import org.fewshotnas.search.Candidates;
import org.fewshotnas.search.evaluate.KnownScores;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/** The candidates and the known scores of a search. */
final class SearchInput {
    private static final String TABLE = "the table of scores";

    private final PredictorSearchParameters parameters;
    private final Optional<DataTableSpec> spec;

    /**
     * Checks the settings against the table.
     *
     * @param spec of the table, if there is one
     * @param trains whether there is data to train on
     * @throws InvalidInputException if they do not fit
     */
    SearchInput(PredictorSearchParameters parameters, Optional<DataTableSpec> spec, boolean trains) {
        this.parameters = parameters;
        this.spec = spec;
        if (spec.isEmpty()) {
            if (parameters.candidates == Source.TABLE) {
                throw new InvalidInputException(
                        "The search shall be among the rows of a table, but no table is connected.",
                        "Connect a table, or choose \"A search space\" under \"Search among\".");
            }
            return;
        }
        new Architectures(spec.get(), TABLE);
        if (trains && parameters.hasTarget() && parameters.role == Role.LOOK_UP) {
            throw new InvalidInputException(
                    "There is data to train on, and a table whose scores stand in for training.",
                    "Choose \"Were measured before\" under \"What the scores mean\", no column under \"Target column\", or disconnect one.");
        }
        if (parameters.hasTarget()) {
            Inputs.numberColumn(spec.get(), TABLE, parameters.target, "Target column");
        } else if (parameters.candidates == Source.SPACE && parameters.role != Role.FIRST) {
            throw new InvalidInputException(
                    "A table of scores is connected, but no column is chosen under \"Target column\".",
                    "Choose the column that holds the scores, or disconnect the table to have architectures proposed.");
        }
    }

    /** What the known scores are, if there are any. */
    Optional<Metric> metric() {
        return spec.filter(table -> parameters.hasTarget())
                .map(table -> table.getColumnSpec(parameters.target))
                .map(column -> Inputs.metric(column, parameters.direction, "Which scores are better"));
    }

    /**
     * What there is to search.
     *
     * @param candidates to choose from
     * @param known scores of the target, if one is chosen
     */
    record Content(Candidates candidates, Optional<KnownScores> known) {}

    /**
     * Reads the table, if there is one.
     *
     * @throws InvalidInputException if a row does not hold an architecture, or no row has a score
     */
    Content read(Optional<BufferedDataTable> table, Progress progress) {
        if (table.isEmpty()) {
            return new Content(Candidates.of(SearchSpaces.ofName(parameters.searchSpace)), Optional.empty());
        }
        return read(table.get(), progress);
    }

    private Content read(BufferedDataTable table, Progress progress) {
        DataTableSpec columns = table.getDataTableSpec();
        Architectures reader = new Architectures(columns, TABLE);
        reader.detect(table, progress.part(0, 0.2));
        int target = parameters.hasTarget() ? columns.findColumnIndex(parameters.target) : -1;
        List<Architecture> architectures = new ArrayList<>();
        double[] scores = new double[Math.toIntExact(table.size())];
        Rows.forEach(table, progress.part(0.2, 0.6), "Reading the table of scores", (row, i) -> {
            reader.at(row, () -> architectures.add(Architecture.parse(reader.space(row), reader.text(row))));
            scores[i] = target < 0 ? Double.NaN : Inputs.number(row, target, parameters.target);
        });
        Candidates candidates = parameters.candidates == Source.TABLE
                ? Candidates.of(architectures)
                : Candidates.of(SearchSpaces.ofName(parameters.searchSpace));
        Optional<KnownScores> known =
                metric().map(metric -> KnownScores.of(metric, architectures, scores, progress.part(0.6, 1)));
        if (known.isPresent() && known.get().size() == 0) {
            throw new InvalidInputException(
                    "No row of " + TABLE + " has a value in the column \"" + parameters.target + "\".",
                    "Choose another target column, or disconnect the table to have architectures proposed.");
        }
        return new Content(
                parameters.role == Role.FIRST
                        ? candidates.beginningWith(
                                architectures.subList(0, Math.min(parameters.firstRows, architectures.size())))
                        : candidates,
                known);
    }
}
