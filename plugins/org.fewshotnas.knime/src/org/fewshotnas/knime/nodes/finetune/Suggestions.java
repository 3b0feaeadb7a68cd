package org.fewshotnas.knime.nodes.finetune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fewshotnas.knime.common.Graphs;
import org.fewshotnas.knime.common.PredictedScores;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.predictor.Predictions;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.finetuning.InformativeSampler;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The candidates that a fine-tuned predictor would learn most from. */
final class Suggestions {
    static final String TABLE = "the table of candidates";

    private Suggestions() {}

    static DataTableSpec spec(DataTableSpec candidates, PredictorSpec predictor) {
        return new DataTableSpecCreator(candidates)
                .addColumns(PredictedScores.columns(candidates, predictor, true, false)
                        .toArray(DataColumnSpec[]::new))
                .createSpec();
    }

    static BufferedDataTable of(
            BufferedDataTable candidates,
            Predictor predictor,
            Metric target,
            Set<UnifiedGraph> measured,
            int count,
            long seed,
            Device device,
            ExecutionContext exec,
            Progress progress) {
        Graphs reader = new Graphs(candidates.getDataTableSpec(), TABLE);
        List<UnifiedGraph> graphs = new ArrayList<>();
        Rows.forEach(
                candidates, progress.part(0, 0.1), "Reading the candidates", (row, i) -> graphs.add(reader.read(row)));
        BufferedDataContainer rows = exec.createDataContainer(spec(candidates.getDataTableSpec(), predictor.spec()));
        if (!graphs.isEmpty()) {
            int[] chosen = new InformativeSampler(predictor, Optional.of(target), device)
                    .sample(graphs, measured, Math.min(count, graphs.size()), seed, progress.part(0.1, 0.9));
            Set<Integer> wanted = Arrays.stream(chosen).boxed().collect(Collectors.toSet());
            Map<Integer, DataRow> found = new HashMap<>();
            Rows.forEach(candidates, progress.part(0.9, 1), "Writing the suggestions", (row, i) -> {
                if (wanted.contains(i)) {
                    found.put(i, row);
                }
            });
            List<UnifiedGraph> suggested =
                    Arrays.stream(chosen).mapToObj(graphs::get).toList();
            Predictions predictions = predictor.predictions(suggested, device, Progress.NONE);
            for (int k = 0; k < chosen.length; k++) {
                DataRow row = found.get(chosen[k]);
                List<DataCell> cells = PredictedScores.cells(predictions, k, true, false, 0);
                rows.addRowToTable(new DefaultRow(row.getKey(), Rows.append(row, cells.toArray(DataCell[]::new))));
            }
        }
        rows.close();
        return rows.getTable();
    }
}
