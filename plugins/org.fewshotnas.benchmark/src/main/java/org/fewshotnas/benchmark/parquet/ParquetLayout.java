package org.fewshotnas.benchmark.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.benchmark.layout.TypedLayout;
import org.fewshotnas.benchmark.layout.TypedLayout.Kind;

/** What the columns of a Parquet file are, by their types, and by the first texts of those that hold some. */
final class ParquetLayout {
    private ParquetLayout() {}

    /** @param name of the file, for messages */
    static TypedLayout of(String name, ParquetFile file) throws IOException {
        return TypedLayout.of(name, columns(file));
    }

    private static List<TypedLayout.Column> columns(ParquetFile file) throws IOException {
        List<TypedLayout.Column> layout = new ArrayList<>();
        Set<String> durations = ArrowDurations.of(file.properties());
        for (ParquetColumn column : file.columns()) {
            if (durations.contains(column.name())) {
                String noun = "durations; write them as numbers if they are scores";
                layout.add(new TypedLayout.Column(column.name(), Kind.OTHER, noun, List.of(), Map.of()));
                continue;
            }
            boolean isNumber = column.kind() == ParquetColumn.Kind.NUMBER || column.kind() == ParquetColumn.Kind.TRUTH;
            Optional<String> problem = isNumber ? file.footer().problem(column) : Optional.empty();
            if (problem.isPresent()) {
                String noun = problem.get() + ", which is not read";
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
            Optional<List<String>> sample =
                    kind == Kind.TEXT ? sample(column, file.cursor(column)) : Optional.of(List.of());
            layout.add(new TypedLayout.Column(
                    column.name(),
                    sample.isPresent() ? kind : Kind.OTHER,
                    noun(column),
                    sample.orElse(List.of()),
                    Map.of()));
        }
        return layout;
    }

    private static String noun(ParquetColumn column) {
        return column.kind() == ParquetColumn.Kind.NESTED
                ? "lists or structures"
                : column.noun() + "; write them as numbers if they are scores";
    }

    /** The first texts of a column; nothing if a column that does not say that it holds text holds other bytes. */
    private static Optional<List<String>> sample(ParquetColumn column, ParquetCursor cursor) throws IOException {
        List<String> texts = new ArrayList<>();
        // The first row with a text may be far; no further than this is looked for it.
        for (int row = 0; row < TypedLayout.SAMPLE && cursor.advance(); row++) {
            if (!column.noun().isEmpty() && !cursor.isMissing() && !cursor.isText()) {
                return Optional.empty();
            }
            String text = text(cursor);
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return Optional.of(texts);
    }

    static String text(ParquetCursor cursor) throws IOException {
        return cursor.isMissing() ? "" : cursor.text().strip();
    }
}
