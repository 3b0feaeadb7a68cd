package org.fewshotnas.benchmark.parquet;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.layout.TypedLayout;
import org.fewshotnas.benchmark.layout.TypedScores;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * A Parquet file whose description was read, and the first texts of its columns. Its pages are read where they are wanted for the rows, one
 * of each chosen column at a time.
 */
final class OpenParquet implements OpenBenchmark {
    private final SourceFile file;
    private final ParquetFooter footer;
    private final TypedLayout layout;

    private OpenParquet(SourceFile file, ParquetFooter footer, TypedLayout layout) {
        this.file = file;
        this.footer = footer;
        this.layout = layout;
    }

    static OpenParquet of(SourceFile file, ReadLimits limits, Progress progress) {
        try (ParquetFile parquet = ParquetFile.open(file.channel(progress.silent()))) {
            limits.checkColumns(file.name(), parquet.columns().size());
            watch(parquet, file, limits, progress);
            return new OpenParquet(file, parquet.footer(), ParquetLayout.of(file.name(), parquet));
        } catch (InvalidInputException | CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    private static void watch(ParquetFile parquet, SourceFile file, ReadLimits limits, Progress progress) {
        long size = Math.max(1, file.size());
        parquet.setWatcher((packed, unpacked) -> {
            progress.checkCanceled();
            limits.checkBytes(file.name(), unpacked);
            limits.checkRatio(file.name(), packed, unpacked);
            progress.report(Math.min(1, (double) packed / size), "Reading " + file.name());
        });
    }

    @Override
    public Listing listing() {
        return layout.listing();
    }

    @Override
    public void read(List<String> columns, ReadOptions options, TableAssembler rows, Progress progress) {
        try (ParquetFile parquet = ParquetFile.open(file.channel(progress.silent()), footer)) {
            options.limits().checkRows(file.name(), parquet.rows(), columns.size());
            watch(parquet, file, options.limits(), progress);
            read(parquet, columns, options, rows, progress);
        } catch (InvalidInputException | CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    private void read(
            ParquetFile parquet, List<String> columns, ReadOptions options, TableAssembler rows, Progress progress)
            throws IOException {
        TypedScores typed = new TypedScores(layout, columns, options, rows);
        ParquetCursor architectures = cursor(parquet, layout.architectureColumn(options));
        Optional<ParquetCursor> spaces = layout.spaceColumn().map(name -> cursor(parquet, name));
        List<ParquetCursor> metrics =
                columns.stream().map(name -> cursor(parquet, name)).toList();
        double[] scores = new double[metrics.size()];
        for (long row = 1; architectures.advance(); row++) {
            progress.checkCanceled();
            for (int i = 0; i < scores.length; i++) {
                ParquetCursor metric = metrics.get(i);
                boolean there = metric.advance() && !metric.isMissing();
                scores[i] = !there
                        ? Double.NaN
                        : typed.isText(i) ? typed.parse(i, ParquetLayout.text(metric), row) : metric.number();
            }
            if (spaces.isPresent() && spaces.get().advance()) {
                rows.requireSpace(
                        row, ParquetLayout.text(spaces.get()), layout.listing().searchSpace());
            }
            rows.add(row, ParquetLayout.text(architectures), scores);
        }
        typed.note();
    }

    /** The layout has only columns that are in the description. */
    private static ParquetCursor cursor(ParquetFile parquet, String name) {
        return parquet.cursor(parquet.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow());
    }

    private static InvalidInputException unreadable(SourceFile file, Exception e) {
        String problem = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new InvalidInputException(
                "The Parquet file \"" + file.name() + "\" cannot be read: " + Excerpts.shorten(problem) + ".",
                "If it is damaged, write or download it again. If it is written in a way that is not supported, write it again with "
                        + "flat columns and Snappy, or as CSV.",
                e);
    }
}
