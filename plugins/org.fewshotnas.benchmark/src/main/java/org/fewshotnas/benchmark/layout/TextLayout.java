package org.fewshotnas.benchmark.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.columns.Bookkeeping;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.dialect.Dialects;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.numbers.Evidence;
import org.fewshotnas.benchmark.numbers.NumberColumn;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Direction;

/**
 * What the columns of a table of texts are, told from its header and first rows.
 *
 * <ul>
 *   <li>The architectures: {@link ArchitectureColumn}, or several columns between them: {@link SpreadCells}.
 *   <li>The search space: a column "Search space" that holds a known name.
 *   <li>Metrics: columns in which at most half of the filled cells are no numbers ({@link NumberColumn}), so that a stray text is found as an
 *       error. What {@link Bookkeeping} says is no score is offered, but not read by default.
 * </ul>
 */
final class TextLayout {
    static final String SPACE_COLUMN = "search space";

    private final String file;
    private final List<String> names;
    private final Listing listing;
    private final SpreadCells spread;
    private final Map<String, NumberColumn> numbers;
    private final LeftOutColumns leftOut;

    private TextLayout(
            String file,
            List<String> names,
            Listing listing,
            SpreadCells spread,
            Map<String, NumberColumn> numbers,
            LeftOutColumns leftOut) {
        this.file = file;
        this.names = names;
        this.listing = listing;
        this.spread = spread;
        this.numbers = numbers;
        this.leftOut = leftOut;
    }

    /** @param sample the first rows */
    static TextLayout of(String file, TextTable table, List<TextTable.Row> sample, ReadLimits limits) {
        limits.checkColumns(file, table.header().size());
        List<String> names = names(file, table.header());
        List<List<String>> cells = IntStream.range(0, names.size())
                .mapToObj(column -> filled(sample, column))
                .toList();
        SpreadCells spread = SpreadCells.find(names, i -> first(cells.get(i))).orElse(null);
        int architecture = spread != null ? -1 : ArchitectureColumn.find(names, i -> first(cells.get(i)));
        if (spread == null) {
            requireHeader(file, architecture < 0 ? names : List.of(names.get(architecture)));
        }
        int space = spaceColumn(names, sample);
        List<Integer> others = IntStream.range(0, names.size())
                .filter(i -> i != architecture
                        && i != space
                        && (spread == null || !spread.columns().contains(i)))
                .boxed()
                .toList();
        Evidence evidence =
                Evidence.of(table.separator(), others.stream().map(cells::get).toList());
        List<MetricColumn> metrics = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        Map<String, NumberColumn> numbers = new LinkedHashMap<>();
        LeftOutColumns leftOut = new LeftOutColumns(file);
        Optional<Direction> ofHistory = SearchHistory.direction(names, sample);
        for (int i : others) {
            String name = names.get(i);
            NumberColumn column = TypedLayout.numbers(name, cells.get(i), evidence);
            boolean unnamed = table.header().get(i).isBlank();
            if (cells.get(i).isEmpty() && unnamed) {
                continue;
            }
            if (column.kind() == NumberColumn.Kind.TEXT) {
                texts.add(name);
                leftOut.addText(name, column, sample, i);
            } else {
                numbers.put(name, column);
                MetricColumn metric = TypedLayout.metric(
                        name, column, unnamed ? Optional.of("a column without a name") : Bookkeeping.ofName(name));
                if (ofHistory.isPresent() && name.equals(SearchHistory.SCORE)) {
                    metric = metric.withDirection(ofHistory.get());
                }
                metrics.add(metric);
                leftOut.addNumbers(metric, column);
            }
        }
        String place = spread != null ? spread.place() : architecture < 0 ? "" : names.get(architecture);
        String spaceName = spread != null
                ? spread.space()
                : space < 0 ? "" : sample.get(0).cells().get(space);
        Listing listing = new Listing(place, spaceName, metrics, texts, table.rowNoun());
        return new TextLayout(file, names, listing, spread, numbers, leftOut);
    }

    private static void requireHeader(String file, List<String> names) {
        for (String name : names) {
            if (name.length() > 20 && Dialects.isArchitecture(name) || SearchSpaces.isArchitecture(name)) {
                throw new InvalidInputException(
                        "Line 1 of \"" + file + "\" is no header: it holds the architecture \"" + Excerpts.shorten(name)
                                + "\".",
                        "Add a first line that names the columns, such as architecture,accuracy.");
            }
        }
    }

    Listing listing() {
        return listing;
    }

    LeftOutColumns leftOut() {
        return leftOut;
    }

    /** Where architectures are spread over columns, these. */
    Optional<SpreadCells> spread() {
        return Optional.ofNullable(spread);
    }

    /** How the cells of a column are read as numbers. */
    NumberColumn numbers(String column) {
        return numbers.get(column);
    }

    String file() {
        return file;
    }

    List<String> names() {
        return names;
    }

    /** The index of a column, -1 if there is none. */
    int indexOf(String name) {
        return names.indexOf(name);
    }

    /** The index of a column whatever the case of its letters, -1 if there is none. */
    static int indexIgnoringCase(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> names(String file, List<String> header) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip();
            name = name.isEmpty() ? "column " + (i + 1) : name;
            Integer first = seen.putIfAbsent(name, i);
            if (first != null) {
                throw new InvalidInputException(
                        "The header of \"" + file + "\" has the column \"" + Excerpts.shorten(name)
                                + "\" twice, as columns " + (first + 1) + " and " + (i + 1) + ".",
                        "Give each column its own name.");
            }
            names.add(name);
        }
        return names;
    }

    private static List<String> filled(List<TextTable.Row> rows, int column) {
        return rows.stream()
                .map(row -> row.cells().get(column))
                .filter(cell -> !cell.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<String> first(List<String> cells) {
        return cells.subList(0, Math.min(ArchitectureColumn.SAMPLE, cells.size()));
    }

    private static int spaceColumn(List<String> names, List<TextTable.Row> rows) {
        for (int i = 0; i < names.size() && !rows.isEmpty(); i++) {
            String name = names.get(i).toLowerCase(Locale.ROOT);
            if (name.equals(SPACE_COLUMN)
                    && SearchSpaces.isName(rows.get(0).cells().get(i))) {
                return i;
            }
        }
        return -1;
    }
}
