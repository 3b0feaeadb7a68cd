package org.fewshotnas.knime.nodes.reader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.benchmark.features.ClassRows;
import org.fewshotnas.benchmark.features.DataSetRows;
import org.fewshotnas.benchmark.features.FeatureArchive;
import org.fewshotnas.benchmark.features.TaskList;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.knime.features.FeatureColumns;
import org.fewshotnas.knime.files.FileLocation;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.view.View;
import org.fewshotnas.view.result.DataView;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The data sets of an archive of features, as a table and as a view. */
final class FeatureRows {
    /** Examples on the map of the view; at least one of each class, as far as it has room. */
    private static final int DRAWN = 600;

    private final List<DataSetRows> dataSets;

    private FeatureRows(List<DataSetRows> dataSets) {
        this.dataSets = dataSets;
    }

    static FeatureRows read(FeatureArchive archive, FeatureParameters parameters, Progress progress)
            throws IOException {
        FileLocation location = parameters.tasks();
        Optional<TaskList> tasks = location.isEmpty()
                ? Optional.empty()
                : Optional.of(location.useFile(
                        ReadLimits.defaults().maxBytes(),
                        progress.part(0, .1),
                        path -> TaskList.read(path, ReadLimits.defaults(), progress.part(0, .1))));
        return new FeatureRows(archive.read(parameters.perClass, tasks, progress.part(.1, 1)));
    }

    BufferedDataTable write(ExecutionContext exec, Progress progress) {
        BufferedDataContainer rows = exec.createDataContainer(FeatureColumns.spec());
        // A class can be in hundreds of data sets: its cells are the same ones in each.
        Map<ClassRows, List<DataCell>> cells = new IdentityHashMap<>();
        DataCell channels = new IntCell(FeatureArchive.CHANNELS);
        DataCell side = new IntCell(FeatureArchive.SIDE);
        long written = 0;
        long whole = dataSets.stream().mapToLong(DataSetRows::rows).sum();
        for (DataSetRows dataSet : dataSets) {
            DataCell name = new StringCell(dataSet.name());
            DataCell pictures = new IntCell(dataSet.pictures());
            for (ClassRows one : dataSet.classes()) {
                DataCell label = new StringCell(one.label());
                List<DataCell> features =
                        dataSets.size() > 1 ? cells.computeIfAbsent(one, FeatureRows::cells) : List.of();
                for (int i = 0; i < one.features().length; i++) {
                    if (written++ % 64 == 0) {
                        progress.checkCanceled();
                        progress.report((double) written / whole, "Writing the table");
                    }
                    rows.addRowToTable(new DefaultRow(
                            dataSet.name() + ": " + one.label() + " (" + (i + 1) + ")",
                            name,
                            label,
                            features.isEmpty() ? FeatureColumns.list(one.features()[i]) : features.get(i),
                            channels,
                            side,
                            side,
                            pictures));
                }
            }
        }
        rows.close();
        return rows.getTable();
    }

    private static List<DataCell> cells(ClassRows one) {
        List<DataCell> cells = new ArrayList<>();
        for (float[] row : one.features()) {
            cells.add(FeatureColumns.list(row));
        }
        return cells;
    }

    View view() {
        Map<String, ClassRows> classes = new LinkedHashMap<>();
        dataSets.forEach(dataSet -> dataSet.classes().forEach(one -> classes.put(one.label(), one)));
        int ofEach = Math.max(1, DRAWN / classes.size());
        List<String> labels = new ArrayList<>();
        List<double[]> drawn = new ArrayList<>();
        long examples = 0;
        for (ClassRows one : classes.values()) {
            examples += one.features().length;
            int drawnOfIt = labels.size() < View.MOST_POINTS ? Math.min(ofEach, one.features().length) : 0;
            for (int i = 0; i < drawnOfIt; i++) {
                float[] row = one.features()[i];
                double[] numbers = new double[row.length];
                for (int j = 0; j < numbers.length; j++) {
                    numbers[j] = row[j];
                }
                labels.add(one.label());
                drawn.add(numbers);
            }
        }
        return DataView.ofFeatures(
                dataSets.stream().map(DataSetRows::name).toList(), labels, drawn.toArray(double[][]::new), examples);
    }
}
