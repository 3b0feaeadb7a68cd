package org.fewshotnas.benchmark.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
 * What the columns of a table of texts are, found by its header and first rows.
 *
 * <ul>
 *   <li>The architectures: {@link ArchitectureColumn}, or several columns between them: {@link SpreadCells}.
 *   <li>The search space: a column "Search space" that holds a known name.
 *   <li>Metrics: columns in which at most half of the filled values are no numbers ({@link NumberColumn}), so that a stray text is found as an
 *       error. What {@link Bookkeeping} says is no score is offered, but not read by default.
 * </ul>
 */
final class TextLayout {
    static final String SPACE_COLUMN = "search space";

    private final String file;
    private final List<String> names;
    private final Listing listing;
    private final Optional<SpreadCells> spread;
    private final OptionalInt space;
    private final Map<String, NumberColumn> numbers;
    private final LeftOutColumns leftOut;

    private TextLayout(
            String file,
            List<String> names,
            Listing listing,
            Optional<SpreadCells> spread,
            OptionalInt space,
            Map<String, NumberColumn> numbers,
            LeftOutColumns leftOut) {
        this.file = file;
        this.names = names;
        this.listing = listing;
        this.spread = spread;
        this.space = space;
        this.numbers = numbers;
        this.leftOut = leftOut;
    }

    /** @param sample the first rows */
    static TextLayout of(String file, TextTable table, List<TextTable.Row> sample, ReadLimits limits) {
        limits.checkColumns(file, table.header().size());
        List<String> names = names(file, table.header());
        List<List<String>> values = IntStream.range(0, names.size())
                .mapToObj(column -> filled(sample, column))
                .toList();
        Optional<SpreadCells> spread = SpreadCells.find(names, i -> first(values.get(i)));
        int architecture = spread.isPresent() ? -1 : ArchitectureColumn.find(names, i -> first(values.get(i)));
        if (spread.isEmpty()) {
            requireHeader(file, architecture < 0 ? names : List.of(names.get(architecture)));
        }
        OptionalInt space = spaceColumn(names, sample);
        List<Integer> others = IntStream.range(0, names.size())
                .filter(i -> i != architecture
                        && i != space.orElse(-1)
                        && spread.stream().noneMatch(cells -> cells.columns().contains(i)))
                .boxed()
                .toList();
        Evidence evidence =
                Evidence.of(table.separator(), others.stream().map(values::get).toList());
        List<MetricColumn> metrics = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        Map<String, NumberColumn> numbers = new LinkedHashMap<>();
        LeftOutColumns leftOut = new LeftOutColumns(file);
        Optional<Direction> ofHistory = SearchHistory.direction(names, sample);
        for (int i : others) {
            String name = names.get(i);
            NumberColumn column = TypedLayout.numbers(name, values.get(i), evidence);
            boolean unnamed = table.header().get(i).isBlank();
            if (values.get(i).isEmpty() && unnamed) {
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
        String place = spread.map(SpreadCells::place).orElse(architecture < 0 ? "" : names.get(architecture));
        String named = space.isEmpty() ? "" : sample.get(0).values().get(space.getAsInt());
        Listing listing =
                new Listing(place, spread.map(SpreadCells::space).orElse(named), metrics, texts, table.rowNoun());
        return new TextLayout(file, names, listing, spread, space, numbers, leftOut);
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
        return spread;
    }

    /** The place of the column that names the search space of every row. */
    OptionalInt space() {
        return space;
    }

    /** How the values of a column are read as numbers. */
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
                .map(row -> row.values().get(column))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<String> first(List<String> values) {
        return values.subList(0, Math.min(ArchitectureColumn.SAMPLE, values.size()));
    }

    private static OptionalInt spaceColumn(List<String> names, List<TextTable.Row> rows) {
        for (int i = 0; i < names.size() && !rows.isEmpty(); i++) {
            String name = names.get(i).toLowerCase(Locale.ROOT);
            if (name.equals(SPACE_COLUMN)
                    && SearchSpaces.isName(rows.get(0).values().get(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
