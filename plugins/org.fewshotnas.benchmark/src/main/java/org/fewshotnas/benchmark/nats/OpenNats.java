package org.fewshotnas.benchmark.nats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.benchmark.base.EnoughRead;
import org.fewshotnas.benchmark.base.OrderedWork;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.PickleFile;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.Progress;

/**
 * Files of NAS-Bench-201 or NATS-Bench of which some entries were read for the columns. They are read again for the rows: all entries
 * together are gigabytes, of which only the wanted values are ever in memory.
 */
final class OpenNats implements OpenBenchmark {
    private final SourceFiles files;
    private final Listing listing;
    private final Map<String, NatsColumn> columns;

    /** @param columns by the names of their metrics */
    OpenNats(SourceFiles files, Listing listing, Map<String, NatsColumn> columns) {
        this.files = files;
        this.listing = listing;
        this.columns = columns;
    }

    @Override
    public Listing listing() {
        return listing;
    }

    /** Reads a file to its end, unless the listener ends it by {@link EnoughRead}; what goes wrong names the file. */
    static void scan(SourceFile file, ReadLimits limits, Progress progress, NatsListener listener) {
        try (PickleFile pickle = PickleFile.open(file, limits, progress)) {
            pickle.read(listener);
            pickle.finish();
        } catch (EnoughRead e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw file.explain(e);
        }
    }

    private record Row(String architecture, double[] values) {}

    @Override
    public void read(List<String> names, ReadOptions options, TableAssembler rows, Progress progress)
            throws IOException {
        NatsSelection selection = NatsSelection.of(
                files.name(),
                listing,
                names.stream().map(columns::get).toList(),
                rows.metrics(),
                options.selection().seeds());
        if (!files.isFolder()) {
            long[] number = {0};
            NatsListener.Entries add = (architecture, budget, results) -> {
                number[0]++;
                selection.values(budget, results).ifPresent(values -> rows.add(number[0], architecture, values));
            };
            scan(files.first(), options.limits(), progress, listener(selection, options, add));
            return;
        }
        int count = files.files().size();
        OrderedWork.run(files.files(), file -> rows(file, selection, options, progress.silent()), (index, found) -> {
            progress.report((index + 1.0) / count, "Read " + (index + 1) + " of " + count + " files");
            progress.checkCanceled();
            found.forEach(row -> rows.add(index + 1L, row.architecture(), row.values()));
        });
    }

    private static NatsListener listener(NatsSelection selection, ReadOptions options, NatsListener.Entries entries) {
        return new NatsListener(options.selection().epoch(), Optional.of(selection.fields()), entries);
    }

    private static List<Row> rows(SourceFile file, NatsSelection selection, ReadOptions options, Progress progress) {
        List<Row> found = new ArrayList<>();
        NatsListener.Entries add = (architecture, budget, results) ->
                selection.values(budget, results).ifPresent(values -> found.add(new Row(architecture, values)));
        scan(file, options.limits(), progress, listener(selection, options, add));
        return found;
    }
}
