package org.fewshotnas.benchmark.published;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * A file of NAS-Bench-Suite-Zero that was walked over for its columns, as data sets come one after the other. It is walked over again for
 * the rows: the scores of all its columns are too many to be kept until it is known which of them are wanted.
 */
final class OpenSuiteZero implements OpenBenchmark {
    private final SourceFile file;
    private final Listing listing;

    OpenSuiteZero(SourceFile file, Listing listing) {
        this.file = file;
        this.listing = listing;
    }

    @Override
    public Listing listing() {
        return listing;
    }

    @Override
    public void read(List<String> columns, ReadOptions options, TableAssembler rows, Progress progress)
            throws IOException {
        Map<String, Integer> index = new HashMap<>();
        columns.forEach(name -> index.put(name, index.size()));
        double[] row = new double[columns.size()];
        Map<String, String> keyOf = new HashMap<>();
        int[] pruned = {0};
        SuiteZeroEntries.walk(file, options.limits(), progress, (dataSet, encoding, number, json) -> {
            Arrays.fill(row, Double.NaN);
            SuiteZeroEntries.scores(json, (quantity, time, value) -> {
                Integer column = index.get(
                        SuiteZeroEntries.metric(dataSet, quantity, time).name());
                if (column != null) {
                    row[column] = value;
                }
            });
            try {
                String architecture = SuiteZeroEncoding.architecture(listing.searchSpace(), encoding);
                String first = keyOf.putIfAbsent(dataSet + "\n" + architecture, encoding);
                options.limits().checkRows(file.name(), keyOf.size(), 1);
                if (first == null || first.equals(encoding)) {
                    rows.add(number, architecture, row);
                } else {
                    pruned[0]++;
                }
            } catch (SuiteZeroEncoding.BadEncoding e) {
                throw new InvalidInputException(
                        rows.place(number) + " of data set \"" + dataSet + "\": \"" + Excerpts.shorten(encoding)
                                + "\" is not an architecture of " + listing.searchSpace() + ": " + e.getMessage(),
                        "Correct or remove the entry, or download the file again.",
                        e);
            }
        });
        if (pruned[0] > 0) {
            rows.note(pruned[0]
                    + " entries differ from an earlier one only in vertices that have no effect, and were left out.");
        }
    }
}
