package org.fewshotnas.benchmark.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;

/** Makes a table with a column a seed one with a row a seed. */
public final class SeedRows {
    private final ArchitectureTable wide;
    private final List<Metric> metrics = new ArrayList<>();
    /** For each metric the wide table's columns by seed; under the empty seed what is the same for all of them. */
    private final List<Map<String, Integer>> columns = new ArrayList<>();

    private final TreeSet<String> seeds =
            new TreeSet<>(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));

    /**
     * @param wide what was read
     * @param sources of which column of the file each column of the table is
     * @param names what the columns of the file are called, by their names in the file
     */
    public SeedRows(ArchitectureTable wide, List<String> sources, Map<String, Metric> names) {
        this.wide = wide;
        Map<String, Integer> indices = new LinkedHashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            Metric metric = wide.metrics().get(i);
            Integer index = indices.get(sources.get(i));
            if (index == null) {
                index = metrics.size();
                indices.put(sources.get(i), index);
                metrics.add(metric.withName(names.get(sources.get(i)).name()).withSeeds(""));
                columns.add(new LinkedHashMap<>());
            }
            columns.get(index).put(metric.seeds(), i);
            if (!metric.seeds().isEmpty()) {
                seeds.add(metric.seeds());
            }
        }
    }

    /**
     * The table: an architecture has a row for each seed that it was trained with, or if there is none a single row.
     *
     * @param file name for messages
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public ArchitectureTable table(String file, ReadLimits limits, Progress progress) {
        List<String> architectures = new ArrayList<>();
        List<String> rowSeeds = new ArrayList<>();
        List<Integer> sourceRows = new ArrayList<>();
        for (int row = 0; row < wide.rowCount(); row++) {
            if (row % 256 == 0) {
                progress.checkCanceled();
            }
            int before = rowSeeds.size();
            for (String seed : seeds) {
                if (isMeasured(row, seed)) {
                    rowSeeds.add(seed);
                }
            }
            if (rowSeeds.size() == before) {
                rowSeeds.add("");
            }
            while (architectures.size() < rowSeeds.size()) {
                architectures.add(wide.architecture(row));
                sourceRows.add(row);
            }
            limits.checkRows(file, rowSeeds.size(), metrics.size());
        }
        double[][] scores = new double[metrics.size()][rowSeeds.size()];
        for (int i = 0; i < scores.length; i++) {
            progress.checkCanceled();
            Integer common = columns.get(i).get("");
            for (int row = 0; row < rowSeeds.size(); row++) {
                Integer column = common == null ? columns.get(i).get(rowSeeds.get(row)) : common;
                scores[i][row] = column == null ? Double.NaN : wide.score(sourceRows.get(row), column);
            }
        }
        List<String> dataSets =
                wide.isByDataSet() ? sourceRows.stream().map(wide::dataSet).toList() : List.of();
        return new ArchitectureTable(wide.space(), architectures, rowSeeds, dataSets, metrics, scores, wide.notes());
    }

    private boolean isMeasured(int row, String seed) {
        return columns.stream()
                .map(bySeed -> bySeed.get(seed))
                .anyMatch(column -> column != null && !Double.isNaN(wide.score(row, column)));
    }
}
