package org.fewshotnas.benchmark.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.layout.TypedLayout;
import org.fewshotnas.benchmark.layout.TypedLayout.Kind;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * Parquet. The architectures are in a text column, scores in columns of numbers; {@link TypedLayout} tells which. Truth values are offered as
 * 0 and 1.
 */
public final class ParquetFormat implements BenchmarkFormat {
    @Override
    public String name() {
        return "Parquet";
    }

    @Override
    public boolean isTable() {
        return true;
    }

    @Override
    public boolean recognises(FileHead head) {
        return ParquetFile.looksLikeParquet(head.bytes());
    }

    @Override
    public Listing list(Path file, ReadLimits limits, Progress progress) throws IOException {
        return open(file, limits, progress, parquet -> TypedLayout.of(FileInput.name(file), layout(parquet))
                .listing());
    }

    private static List<TypedLayout.Column> layout(ParquetFile file) throws IOException {
        List<TypedLayout.Column> layout = new ArrayList<>();
        Set<String> durations = ArrowDurations.of(file.properties());
        for (ParquetColumn column : file.columns()) {
            if (durations.contains(column.name())) {
                String noun = "durations; write them as numbers if they are scores";
                layout.add(new TypedLayout.Column(column.name(), Kind.OTHER, noun, List.of(), Map.of()));
                continue;
            }
            Kind kind =
                    switch (column.kind()) {
                        case NUMBER -> Kind.NUMBER;
                        case TRUTH -> Kind.TRUTH;
                        case TEXT -> Kind.TEXT;
                        default -> Kind.OTHER;
                    };
            List<String> sample = kind == Kind.TEXT ? sample(column, file.cursor(column)) : List.of();
            boolean bytes = sample == null;
            layout.add(new TypedLayout.Column(
                    column.name(), bytes ? Kind.OTHER : kind, noun(column), bytes ? List.of() : sample, Map.of()));
        }
        return layout;
    }

    private static String noun(ParquetColumn column) {
        return column.kind() == ParquetColumn.Kind.NESTED
                ? "lists or structures"
                : column.noun() + "; write them as numbers if they are scores";
    }

    /** The first texts of a column; null if a column that does not say that it holds text holds other bytes. */
    private static List<String> sample(ParquetColumn column, ParquetCursor cursor) throws IOException {
        List<String> texts = new ArrayList<>();
        // The first row with a text may be far; no further than this is looked for it.
        for (int row = 0; row < TypedLayout.SAMPLE && cursor.advance(); row++) {
            if (!column.noun().isEmpty() && !cursor.isMissing() && !cursor.isText()) {
                return null;
            }
            String text = text(cursor);
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static String text(ParquetCursor cursor) throws IOException {
        return cursor.isMissing() ? "" : cursor.text().strip();
    }

    @Override
    public void read(
            Path file,
            Listing listing,
            List<String> columns,
            ReadOptions options,
            TableAssembler rows,
            Progress progress)
            throws IOException {
        String name = FileInput.name(file);
        open(file, options.limits(), progress, parquet -> {
            options.limits().checkRows(name, parquet.rows(), columns.size());
            List<TypedLayout.Column> layout = layout(parquet);
            TypedLayout typed = TypedLayout.of(name, layout);
            typed.note(columns, options, rows);
            ParquetCursor architectures =
                    cursor(parquet, TypedLayout.architectureColumn(name, layout, listing, options));
            ParquetCursor spaces =
                    listing.searchSpace().isEmpty() ? null : cursor(parquet, TypedLayout.spaceColumn(layout));
            List<ParquetCursor> metrics = new ArrayList<>();
            for (String column : columns) {
                metrics.add(cursor(parquet, column));
            }
            double[] scores = new double[metrics.size()];
            for (long row = 1; architectures.advance(); row++) {
                progress.checkCanceled();
                for (int i = 0; i < scores.length; i++) {
                    ParquetCursor metric = metrics.get(i);
                    boolean there = metric.advance() && !metric.isMissing();
                    scores[i] = !there
                            ? Double.NaN
                            : typed.numbers(columns.get(i)) == null
                                    ? metric.number()
                                    : typed.number(columns.get(i), text(metric), row, rows);
                }
                if (spaces != null && spaces.advance()) {
                    rows.requireSpace(row, text(spaces), listing.searchSpace());
                }
                rows.add(row, text(architectures), scores);
            }
            typed.noteNumbers(columns, rows);
            return null;
        });
    }

    private static ParquetCursor cursor(ParquetFile file, String name) throws IOException {
        for (ParquetColumn column : file.columns()) {
            if (column.name().equals(name)) {
                return file.cursor(column);
            }
        }
        throw new IOException("it has no column \"" + name + "\" any more");
    }

    private interface Work<T> {
        T with(ParquetFile file) throws IOException;
    }

    private static <T> T open(Path path, ReadLimits limits, Progress progress, Work<T> work) throws IOException {
        String name = FileInput.name(path);
        if (FileHead.of(path).compressed()) {
            throw new InvalidInputException(
                    "The file \"" + name + "\" is a Parquet file inside gzip or an archive.", "Unpack it first.");
        }
        long size = Math.max(1, Files.size(path));
        try (ParquetFile file = ParquetFile.open(path)) {
            limits.checkColumns(name, file.columns().size());
            file.setWatcher((packed, unpacked) -> {
                progress.checkCanceled();
                limits.checkBytes(name, unpacked);
                limits.checkRatio(name, packed, unpacked);
                progress.report(Math.min(1, (double) packed / size), "Reading " + name);
            });
            return work.with(file);
        } catch (InvalidInputException | CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            String problem = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new InvalidInputException(
                    "The Parquet file \"" + name + "\" cannot be read: " + Excerpts.shorten(problem) + ".",
                    "If it is damaged, write or download it again. If it is written in a way that is not supported, write it again with "
                            + "flat columns and Snappy, or as CSV.",
                    e);
        }
    }
}
