package org.fewshotnas.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.columns.SeedChoice;
import org.fewshotnas.benchmark.columns.Selection;
import org.fewshotnas.benchmark.columns.SelectionReport;
import org.fewshotnas.benchmark.features.FeatureArchive;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.benchmark.table.ScoreChecks;
import org.fewshotnas.benchmark.table.SeedRows;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/** A benchmark file whose format is known and whose columns are listed; {@link BenchmarkFiles} opens it. Holds nothing that must be closed. */
public final class BenchmarkFile {
    private final SourceFiles files;
    private final BenchmarkFormat format;
    private final OpenBenchmark opened;
    private final Listing listing;

    BenchmarkFile(SourceFiles files, BenchmarkFormat format, OpenBenchmark opened) {
        this.files = files;
        this.format = format;
        this.opened = opened;
        this.listing = opened.listing();
    }

    /** The name of the file's format, such as "CSV". */
    public String format() {
        return format.name();
    }

    /** What the file holds instead of architectures, if it does: then there are no columns, and {@link #read} refuses it. */
    public Optional<FeatureArchive> features() {
        return opened.features();
    }

    /** The column that holds the architectures, or empty if none looks like it. */
    public String architectureColumn() {
        return listing.architectureColumn();
    }

    /** The name of the search space if the file itself says it; else empty: it is detected when the architectures are read. */
    public String searchSpace() {
        return listing.searchSpace();
    }

    /** The columns of numbers, in the file's order. */
    public List<MetricColumn> metrics() {
        return listing.metrics();
    }

    /**
     * Reads the table and checks every architecture. A score that is empty, NaN, NA or infinite counts as not measured. Rows that repeat
     * an architecture are joined when their scores do not contradict each other. The table's notes say what the defaults left out.
     *
     * @param options the user's choices
     * @param progress 0 to 1 by bytes of the file
     * @throws InvalidInputException if the file does not hold what it should, or nothing of what is asked for: the message names file,
     *     row and column
     * @throws java.util.concurrent.CancellationException if the user cancels
     */
    public ArchitectureTable read(ReadOptions options, Progress progress) {
        if (features().isPresent()) {
            throw features().get().hasNoArchitectures();
        }
        Selection selection = options.selection();
        List<MetricColumn> columns = columnsToRead(options);
        String space = options.searchSpace().isEmpty() ? listing.searchSpace() : options.searchSpace();
        String file = files.name();
        SelectionReport report = new SelectionReport(file, selection, listing.metrics(), columns);
        report.requireAny();
        try {
            files.requireUnchanged();
            List<Metric> metrics = new ArrayList<>();
            List<String> sources = new ArrayList<>();
            for (MetricColumn column : columns) {
                for (Metric guess : selection.expand(column)) {
                    Direction direction = options.directions().getOrDefault(column.name(), guess.direction());
                    metrics.add(guess.withDirection(direction));
                    sources.add(column.name());
                }
            }
            TableAssembler rows = new TableAssembler(file, listing, space, metrics, options.limits());
            // Only where the space is known can numbers be its indexes.
            rows.readForeign(space.equals("NAS-Bench-201"), options.coding());
            opened.read(sources, options, rows, progress.part(0, 0.9));
            files.foreign().ifPresent(rows::note);
            ArchitectureTable table = rows.finish();
            if (format.isTable()) {
                table = ScoreChecks.check(table, options.metrics().isEmpty());
            }
            if (selection.seeds().kind() == SeedChoice.Kind.EACH) {
                Map<String, Metric> names =
                        columns.stream().collect(Collectors.toMap(MetricColumn::name, selection::named));
                table = new SeedRows(table, sources, names).table(file, options.limits(), progress);
            }
            // Most files have been read from their beginning to their end by now, and thus summed up.
            table = table.withSource(file, files.sha256(progress.part(0.9, 1)));
            progress.report(1, "Read " + table.rowCount() + " rows");
            return table.withNotes(options.metrics().isEmpty() ? report.notes() : report.withoutEffect())
                    .withNotes(SelectionReport.unknownDirections(table.metrics()));
        } catch (IOException | RuntimeException e) {
            throw files.explain(e);
        }
    }

    private List<MetricColumn> columnsToRead(ReadOptions options) {
        List<String> known = listing.metrics().stream().map(MetricColumn::name).toList();
        requireKnown(options.metrics(), known);
        requireKnown(options.directions().keySet(), known);
        if (!options.metrics().isEmpty()) {
            return options.metrics().stream()
                    .distinct()
                    .map(name -> listing.metrics().get(known.indexOf(name)))
                    .toList();
        }
        return options.selection().choose(listing.metrics()).stream()
                .filter(column -> !column.name().equals(options.architectureColumn()))
                .toList();
    }

    private void requireKnown(Collection<String> names, List<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                throw new InvalidInputException(
                        "The file \"" + files.name() + "\" has no metric column \"" + name + "\""
                                + (listing.otherColumns().contains(name)
                                        ? ": that column holds text, not numbers."
                                        : "."),
                        known.isEmpty()
                                ? "It has no column of numbers at all: choose another file."
                                : "Choose from its metric columns: " + String.join(", ", known) + ".");
            }
        }
    }
}
