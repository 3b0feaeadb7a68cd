package org.fewshotnas.benchmark.nb101;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.published.NasBench101;

/** Collects the trainings of NAS-Bench-101 cells, in whatever order they come, and makes rows of them. */
final class Nb101Rows {
    private final String file;
    private final List<Nb101Field> fields;
    private final String[] seeds;
    private final ReadLimits limits;
    private final Map<String, Integer> rowOf = new HashMap<>();
    private final List<String> architectures = new ArrayList<>();
    private double[][] sums;
    private byte[][] counts;

    /** @param file name for messages */
    Nb101Rows(String file, List<Nb101Field> fields, TableAssembler rows, ReadLimits limits) {
        this.file = file;
        this.fields = fields;
        this.seeds = rows.metrics().stream().map(metric -> metric.seeds()).toArray(String[]::new);
        this.limits = limits;
        this.sums = new double[fields.size()][1024];
        this.counts = new byte[fields.size()][1024];
    }

    /** The row of a hash, or -1 if its cell is not known yet. */
    int row(String hash) {
        return rowOf.getOrDefault(hash, -1);
    }

    /**
     * A new row.
     *
     * @param adjacency (vertices, vertices), 0 or 1
     * @param operations names of all vertices, from input to output
     * @param parameters trainable ones
     */
    int add(String hash, int[][] adjacency, List<String> operations, double parameters) {
        limits.checkRows(file, architectures.size() + 1L, fields.size());
        int row = architectures.size();
        int n = operations.size();
        try {
            if (n < 2
                    || !operations.get(0).equals("input")
                    || !operations.get(n - 1).equals("output")) {
                throw new InvalidInputException("its operations do not go from input to output", "");
            }
            List<Operation> inner = operations.subList(1, n - 1).stream()
                    .map(NasBench101::operationOfName)
                    .toList();
            architectures.add(NasBench101.INSTANCE.print(NasBench101.INSTANCE.cell(adjacency, inner, true)));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    "The file \"" + file + "\" has a cell, hash \"" + Excerpts.shorten(hash)
                            + "\", that is not one of NAS-Bench-101: " + e.getMessage(),
                    "Download it again.",
                    e);
        }
        rowOf.put(hash, row);
        if (fields.size() > 0 && row == sums[0].length) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] = Arrays.copyOf(sums[i], row * 2);
                counts[i] = Arrays.copyOf(counts[i], row * 2);
            }
        }
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).quantity().equals(Nb101Field.PARAMETERS)) {
                sums[i][row] = parameters;
                counts[i][row] = 1;
            }
        }
        return row;
    }

    /**
     * A training.
     *
     * @param budget in epochs
     * @param run number of the training, from 1
     * @param values by half, then by {@link Nb101Field#MEASURED}: first those after half of the training
     */
    void train(int row, int budget, int run, double[] values) {
        for (int i = 0; i < fields.size(); i++) {
            Nb101Field field = fields.get(i);
            boolean wanted = seeds[i].isEmpty() || seeds[i].equals("mean") || seeds[i].equals(String.valueOf(run));
            if (field.budget() == budget && wanted) {
                double value = values[(field.half() ? 0 : 4) + Nb101Field.MEASURED.indexOf(field.quantity())];
                if (!Double.isNaN(value) && counts[i][row] < Byte.MAX_VALUE) {
                    sums[i][row] += value;
                    counts[i][row]++;
                }
            }
        }
    }

    /** Hands the rows over. */
    void finish(TableAssembler rows, Progress progress) {
        double[] values = new double[fields.size()];
        for (int row = 0; row < architectures.size(); row++) {
            for (int i = 0; i < values.length; i++) {
                values[i] = counts[i][row] == 0 ? Double.NaN : sums[i][row] / counts[i][row];
            }
            progress.checkCanceled();
            rows.add(row + 1L, architectures.get(row), values);
        }
    }
}
