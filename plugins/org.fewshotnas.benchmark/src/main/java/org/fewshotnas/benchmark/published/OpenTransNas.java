package org.fewshotnas.benchmark.published;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickledNumbers;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.Progress;

/**
 * A file of TransNAS-Bench-101 that was read up to its first micro architecture. It is read again for the rows: of all its lists by epoch,
 * some hundred megabytes, only the wanted values are ever in memory.
 */
final class OpenTransNas implements OpenBenchmark {
    private final SourceFile file;
    private final Listing listing;
    private final Map<String, Key> keys;

    /** A metric of a task, as the file names both. */
    record Key(String task, String metric) {}

    /** @param keys of the columns, by their names */
    OpenTransNas(SourceFile file, Listing listing, Map<String, Key> keys) {
        this.file = file;
        this.listing = listing;
        this.keys = keys;
    }

    @Override
    public Listing listing() {
        return listing;
    }

    @Override
    public void read(List<String> columns, ReadOptions options, TableAssembler rows, Progress progress)
            throws IOException {
        List<Key> wanted = columns.stream().map(keys::get).toList();
        long[] number = {0};
        long[] macros = {0};
        double[] row = new double[wanted.size()];
        TransNasResults.scan(
                file, options.limits(), progress, options.selection().epoch(), macros, (architecture, byTask) -> {
                    Arrays.fill(row, Double.NaN);
                    for (int i = 0; i < row.length; i++) {
                        if (byTask.get(wanted.get(i).task()) instanceof PickleDict result) {
                            for (String numbers : TransNasResults.NUMBERS) {
                                if (result.get(numbers) instanceof PickleDict values
                                        && values.get(wanted.get(i).metric()) != null) {
                                    row[i] = PickledNumbers.number(
                                            values.get(wanted.get(i).metric()));
                                }
                            }
                        }
                    }
                    rows.add(++number[0], architecture, row);
                });
        if (macros[0] > 0) {
            rows.note(
                    macros[0]
                            + " macro architectures were left out: they change the network's depth and width, which cells cannot say.");
        }
    }
}
