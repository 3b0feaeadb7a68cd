package org.fewshotnas.knime.nodes.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.training.LearningCurve;
import org.fewshotnas.search.trainings.Outcome;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.result.TrainingView;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The two tables that come out of trainings. */
final class TrainerTables {
    private TrainerTables() {}

    /** The columns of a table and those of the trainings; what the score is stands in the properties of its column. */
    static DataTableSpec scores(DataTableSpec table, Metric score, int repeats) {
        UnaryOperator<String> free = name -> DataTableSpec.getUniqueColumnName(table, name);
        List<DataColumnSpec> appended = new ArrayList<>();
        appended.add(Columns.metric(score.withName(free.apply(Columns.SCORE))));
        if (repeats > 1) {
            appended.add(Columns.number(free.apply(Columns.SCORE_SPREAD)));
            appended.add(Columns.metric(error(score).withName(free.apply(Columns.SCORE_ERROR))));
        }
        appended.add(Columns.integer(free.apply(Columns.EPOCHS)));
        appended.add(Columns.number(free.apply(Columns.SECONDS)));
        appended.add(Columns.longInteger(free.apply(Columns.PARAMETERS)));
        appended.add(Columns.longInteger(free.apply(Columns.MULTIPLY_ACCUMULATES)));
        appended.add(Columns.text(free.apply(Columns.REASON)));
        return new DataTableSpecCreator(table)
                .addColumns(appended.toArray(DataColumnSpec[]::new))
                .createSpec();
    }

    /** What the standard error of a score is: a number of which neither direction is better. */
    private static Metric error(Metric score) {
        return new Metric(
                score.name(),
                score.dataSet(),
                score.split(),
                "standard error of " + score.quantity(),
                score.unit(),
                Direction.UNKNOWN,
                score.epochs(),
                score.seeds(),
                score.source(),
                score.sourceSha256());
    }

    /** The columns of the learning curves. */
    static DataTableSpec curves(Metric score) {
        return new DataTableSpec(
                Columns.text(Columns.SEARCH_SPACE),
                Columns.text(Columns.ARCHITECTURE),
                Columns.text(Columns.SEED),
                Columns.integer(Columns.EPOCH),
                Columns.number(Columns.LOSS),
                Columns.metric(score.withName(Columns.VALIDATION_SCORE)),
                Columns.number(Columns.SECONDS));
    }

    static BufferedDataTable scores(
            BufferedDataTable table,
            DataTableSpec spec,
            int[] places,
            List<Outcome> outcomes,
            int repeats,
            ExecutionContext exec,
            Progress progress) {
        BufferedDataContainer rows = exec.createDataContainer(spec);
        Rows.forEach(
                table,
                progress,
                "Writing the scores",
                (row, i) -> rows.addRowToTable(
                        new DefaultRow(row.getKey(), Rows.append(row, cells(outcomes.get(places[i]), repeats)))));
        rows.close();
        return rows.getTable();
    }

    private static DataCell[] cells(Outcome outcome, int repeats) {
        List<DataCell> cells = new ArrayList<>();
        cells.add(number(outcome.score()));
        if (repeats > 1) {
            cells.add(number(outcome.spread()));
            cells.add(number(outcome.standardError()));
        }
        cells.add(outcome.epochs().<DataCell>map(IntCell::new).orElseGet(DataType::getMissingCell));
        cells.add(number(outcome.seconds()));
        cells.add(count(outcome.graph().map(NetworkGraph::parameters)));
        cells.add(count(outcome.graph().map(NetworkGraph::multiplyAccumulates)));
        cells.add(outcome.reason().<DataCell>map(StringCell::new).orElseGet(DataType::getMissingCell));
        return cells.toArray(DataCell[]::new);
    }

    /** The same for the view. */
    static List<TrainingView.Trained> trained(List<Architecture> architectures, List<Outcome> outcomes) {
        List<TrainingView.Trained> trained = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            trained.add(new TrainingView.Trained(
                    "Architecture " + (i + 1),
                    Optional.of(architectures.get(i)),
                    outcome.curve(0),
                    outcome.score().orElse(Double.NaN),
                    outcome.standardError().orElse(Double.NaN),
                    outcome.graph()
                            .map(graph -> (double) graph.multiplyAccumulates())
                            .orElse(Double.NaN),
                    outcome.reason().orElse("")));
        }
        return trained;
    }

    private static DataCell number(OptionalDouble number) {
        return Rows.number(number.orElse(Double.NaN));
    }

    private static DataCell count(Optional<Long> count) {
        return count.<DataCell>map(LongCell::new).orElseGet(DataType::getMissingCell);
    }

    /**
     * The epochs of all trainings.
     *
     * @param seed of the first training of each
     */
    static BufferedDataTable curves(
            DataTableSpec spec,
            List<Architecture> architectures,
            List<Outcome> outcomes,
            long seed,
            int repeats,
            ExecutionContext exec,
            Progress progress) {
        BufferedDataContainer rows = exec.createDataContainer(spec);
        int number = 1;
        for (int i = 0; i < outcomes.size(); i++) {
            progress.checkCanceled();
            progress.report((double) i / outcomes.size(), "Writing the learning curves");
            for (int repeat = 0; repeat < repeats; repeat++) {
                Optional<LearningCurve> curve = outcomes.get(i).curve(repeat);
                int epochs = curve.map(known -> known.epochs().size()).orElse(0);
                for (int epoch = 0; epoch < epochs; epoch++) {
                    rows.addRowToTable(new DefaultRow(
                            "Row" + number++,
                            cells(
                                    architectures.get(i),
                                    seed + repeat,
                                    epoch + 1,
                                    curve.get().epochs().get(epoch))));
                }
            }
        }
        rows.close();
        return rows.getTable();
    }

    private static DataCell[] cells(Architecture architecture, long seed, int number, LearningCurve.Epoch epoch) {
        return new DataCell[] {
            new StringCell(architecture.space().name()),
            new StringCell(architecture.text()),
            new StringCell(Long.toString(seed)),
            new IntCell(number),
            Rows.number(epoch.loss()),
            number(epoch.score()),
            Rows.number(epoch.seconds())
        };
    }
}
