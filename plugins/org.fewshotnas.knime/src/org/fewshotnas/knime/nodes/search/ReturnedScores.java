package org.fewshotnas.knime.nodes.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.knime.common.Architectures;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.StandardErrorColumn;
import org.fewshotnas.search.evaluate.Evaluation;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;
import org.knime.core.node.BufferedDataTable;

/** What the nodes in a loop make of the architectures that they were given. */
final class ReturnedScores {
    /** What the user calls the table. */
    static final String TABLE = "the table that reached the loop end";

    private static final String RESOLUTION =
            "Let the nodes in the loop give back each architecture of the iteration once, with its score, or a missing value where it has none.";

    private final String column;
    private final int score;
    private final StandardErrorColumn errors;
    private final int reason;
    private final Architectures reader;

    /**
     * @throws InvalidInputException if there are no architectures or no scores
     */
    ReturnedScores(DataTableSpec spec, SearchLoopEndParameters parameters) {
        column = parameters.score;
        reader = new Architectures(spec, TABLE);
        score = Inputs.numberColumn(spec, TABLE, column, SearchLoopEndParameters.SCORE_TITLE);
        errors = new StandardErrorColumn(spec, TABLE, parameters.standardError, column);
        int text = spec.findColumnIndex(Columns.REASON);
        reason = text >= 0 && spec.getColumnSpec(text).getType().isCompatible(StringValue.class) ? text : -1;
    }

    /**
     * The evaluations of the proposals, in their order.
     *
     * @throws InvalidInputException if one is not there, is there twice, or has NaN or an infinite number for a score, a standard error
     *     is below 0 or no finite number, or another architecture is there
     */
    List<Evaluation> read(BufferedDataTable table, List<Architecture> proposals, Progress progress) {
        reader.detect(table, progress.part(0, .5));
        Map<Architecture, Evaluation> found = new LinkedHashMap<>();
        proposals.forEach(proposal -> found.put(proposal, null));
        Rows.forEach(
                table,
                progress.part(.5, 1),
                "Reading the scores",
                (row, i) -> reader.at(row, () -> put(found, architecture(row), evaluation(row))));
        List<String> lost = proposals.stream()
                .filter(proposal -> found.get(proposal) == null)
                .map(Architecture::text)
                .toList();
        if (!lost.isEmpty()) {
            throw new InvalidInputException(
                    lost.size() + " of the " + proposals.size() + " architectures of this iteration "
                            + (lost.size() == 1 ? "is" : "are") + " not in " + TABLE + ", such as " + lost.get(0)
                            + ".",
                    RESOLUTION);
        }
        return List.copyOf(found.values());
    }

    private Architecture architecture(DataRow row) {
        return Architecture.parse(reader.space(row), reader.text(row));
    }

    private static void put(Map<Architecture, Evaluation> found, Architecture architecture, Evaluation evaluation) {
        if (!found.containsKey(architecture)) {
            throw new InvalidInputException(
                    "The architecture " + architecture.text() + " was not given to the loop in this iteration.",
                    RESOLUTION);
        }
        if (found.put(architecture, evaluation) != null) {
            throw new InvalidInputException(
                    "The architecture " + architecture.text() + " is there a second time.", RESOLUTION);
        }
    }

    private Evaluation evaluation(DataRow row) {
        double number = Inputs.number(row, score, column);
        return Double.isNaN(number) ? Evaluation.failed(why(row)) : Evaluation.of(number, errors.read(row));
    }

    private String why(DataRow row) {
        boolean said = reason >= 0 && !row.getCell(reason).isMissing();
        String text =
                said ? ((StringValue) row.getCell(reason)).getStringValue().strip() : "";
        return text.isEmpty() ? "the loop gave a missing value" : text;
    }
}
