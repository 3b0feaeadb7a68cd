package org.fewshotnas.benchmark.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.columns.Bookkeeping;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.numbers.Evidence;
import org.fewshotnas.benchmark.numbers.NumberColumn;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.space.metric.MetricNames;

/** What the columns of a table of typed columns are, found by their types and first rows as {@link TextLayout} does it for texts. */
public final class TypedLayout {
    /** How many texts of a column are looked at. */
    public static final int SAMPLE = 1_000;

    private static final int LISTED = 20;

    private final String file;
    private final List<Column> columns;
    private final Listing listing;
    private final Optional<String> spaceColumn;
    private final Map<String, NumberColumn> numbers;
    private final LeftOutColumns leftOut;

    private TypedLayout(
            String file,
            List<Column> columns,
            Listing listing,
            Optional<String> spaceColumn,
            Map<String, NumberColumn> numbers,
            LeftOutColumns leftOut) {
        this.file = file;
        this.columns = columns;
        this.listing = listing;
        this.spaceColumn = spaceColumn;
        this.numbers = numbers;
        this.leftOut = leftOut;
    }

    /**
     * A column.
     *
     * @param name of the column
     * @param kind what its values are
     * @param type what messages call its type, where it is of {@link Kind#OTHER}
     * @param sample its first texts that are not missing
     * @param properties of its metric, as {@link Metric#toProperties} writes them, or of something else
     */
    public record Column(String name, Kind kind, String type, List<String> sample, Map<String, String> properties) {
        boolean isText() {
            return kind == Kind.TEXT;
        }
    }

    /** What the values of a column are. */
    public enum Kind {
        NUMBER,
        /** 0 or 1: offered, but not read by default. */
        TRUTH,
        TEXT,
        /** Not offered. */
        OTHER
    }

    /**
     * The layout of a table.
     *
     * @param file name for messages
     * @throws InvalidInputException if two columns have one name
     */
    public static TypedLayout of(String file, List<Column> columns) {
        List<MetricColumn> metrics = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<Column> texts = columns.stream().filter(Column::isText).toList();
        List<String> names = new ArrayList<>(texts.stream().map(Column::name).toList());
        int place = ArchitectureColumn.find(names, i -> first(texts.get(i).sample()));
        String architecture = place < 0 ? "" : names.get(place);
        Optional<Column> space = spaceColumn(columns);
        Evidence evidence = Evidence.of(
                (char) 0,
                texts.stream()
                        .filter(column -> !column.name().equals(architecture))
                        .map(Column::sample)
                        .toList());
        List<String> others = new ArrayList<>();
        Map<String, NumberColumn> numbers = new HashMap<>();
        LeftOutColumns leftOut = new LeftOutColumns(file);
        for (Column column : columns) {
            String name = column.name();
            if (!seen.add(name)) {
                throw new InvalidInputException(
                        "The file \"" + file + "\" has the column \"" + Excerpts.shorten(name) + "\" twice.",
                        "Give each column its own name.");
            }
            if (name.equals(architecture) || space.filter(column::equals).isPresent()) {
                continue;
            }
            if (column.kind() == Kind.OTHER) {
                leftOut.add(name, column.type());
            } else if (column.isText()) {
                NumberColumn texted = numbers(name, column.sample(), evidence);
                if (column.sample().isEmpty() || texted.kind() == NumberColumn.Kind.TEXT) {
                    others.add(name);
                    leftOut.addText(name, texted, rows(column), 0);
                } else {
                    numbers.put(name, texted);
                    MetricColumn metric = metric(name, texted, Bookkeeping.ofName(name));
                    metrics.add(metric);
                    leftOut.addNumbers(metric, texted);
                }
            } else {
                metrics.add(metric(column));
                if (column.kind() == Kind.TRUTH) {
                    leftOut.addTruth(name);
                }
            }
        }
        String named = space.map(TypedLayout::firstText).orElse("");
        Listing listing = new Listing(architecture, named, metrics, others, "row");
        return new TypedLayout(file, columns, listing, space.map(Column::name), numbers, leftOut);
    }

    private static List<TextTable.Row> rows(Column column) {
        List<TextTable.Row> rows = new ArrayList<>();
        column.sample().forEach(text -> rows.add(new TextTable.Row(rows.size() + 1L, List.of(text))));
        return rows;
    }

    private static List<String> first(List<String> texts) {
        return texts.subList(0, Math.min(ArchitectureColumn.SAMPLE, texts.size()));
    }

    private static String firstText(Column column) {
        return column.sample().isEmpty() ? "" : column.sample().get(0);
    }

    private static MetricColumn metric(Column column) {
        Metric metric = Metric.fromProperties(column.name(), column.properties());
        return Bookkeeping.ofName(column.name())
                .map(why -> MetricColumn.bookkeeping(metric, why))
                .orElseGet(() -> new MetricColumn(metric, column.kind() == Kind.NUMBER));
    }

    /** The metric of a column of texts that are numbers, which may tell their unit. */
    static MetricColumn metric(String name, NumberColumn column, Optional<String> bookkeeping) {
        Metric guess = MetricNames.guess(name);
        Metric metric = guess.unit().isEmpty() && !column.unit().isEmpty()
                ? MetricNames.guess(name + " [" + column.unit() + "]").withName(name)
                : guess;
        return bookkeeping
                .map(why -> MetricColumn.bookkeeping(metric, why))
                .orElseGet(() -> new MetricColumn(metric, column.kind() != NumberColumn.Kind.TRUTH));
    }

    /** How texts of a column are read as numbers, whose name may say what they cannot be. */
    static NumberColumn numbers(String name, List<String> values, Evidence evidence) {
        Metric guess = MetricNames.guess(name);
        double most = guess.quantity().endsWith("accuracy") ? 100 : Double.POSITIVE_INFINITY;
        return NumberColumn.of(values, evidence, most).inUnit(guess.unit());
    }

    public Listing listing() {
        return listing;
    }

    LeftOutColumns leftOut() {
        return leftOut;
    }

    /** How the texts of a column are read as numbers; empty if they need not be. */
    Optional<NumberColumn> numbers(String column) {
        return Optional.ofNullable(numbers.get(column));
    }

    /** What to say of a text that is no number among numbers. */
    static InvalidInputException noNumber(
            long row, String column, String text, TableAssembler rows, NumberFormatException e) {
        return new InvalidInputException(
                rows.place(row) + ", column \"" + column + "\": \"" + Excerpts.shorten(text)
                        + "\" was found where a number was expected, written as the others of the column.",
                "Correct the cell, leave it empty if it was not measured, or do not choose this column.",
                e);
    }

    /** Says what is left out, and checks that the numbers that are read can be read. */
    void note(List<String> columns, ReadOptions options, TableAssembler rows) {
        if (options.metrics().isEmpty()) {
            boolean anyScores = listing.metrics().stream().anyMatch(MetricColumn::byDefault);
            leftOut.notes(options.architectureColumn(), anyScores).forEach(rows::note);
        }
        columns.forEach(leftOut::requireSure);
    }

    /** The column that names the search space of every row. */
    private static Optional<Column> spaceColumn(List<Column> columns) {
        return columns.stream()
                .filter(column -> column.isText() && column.name().equalsIgnoreCase(TextLayout.SPACE_COLUMN))
                .findFirst()
                .filter(column -> SearchSpaces.isName(firstText(column)));
    }

    /** The name of the column that names the search space of every row. */
    public Optional<String> spaceColumn() {
        return spaceColumn;
    }

    /** The name of the column of architectures: the chosen one, or else the one that was found. */
    public String architectureColumn(ReadOptions options) {
        String name =
                options.architectureColumn().isEmpty() ? listing.architectureColumn() : options.architectureColumn();
        List<String> names = columns.stream().map(Column::name).toList();
        if (name.isEmpty()) {
            throw noArchitectures(
                    file,
                    columns.stream()
                            .map(column -> column.kind() == Kind.OTHER
                                    ? column.name() + " (" + column.type().replaceFirst(";.*", "") + ")"
                                    : column.name())
                            .toList());
        }
        if (columns.stream()
                .noneMatch(column -> column.isText() && column.name().equals(name))) {
            throw new InvalidInputException(
                    "The file \"" + file + "\" has no text column \"" + name + "\" that could hold the architectures.",
                    "Its columns are " + Excerpts.listed(names, LISTED) + ".");
        }
        return name;
    }

    /** What to say of a table in which no column holds architectures. */
    static InvalidInputException noArchitectures(String file, List<String> names) {
        String hint = names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT)
                        .matches(".*(arch|model|cell|net).*(id|index|idx|hash|no|nr)|index|idx|hash|model_hash"))
                .findFirst()
                .map(
                        name -> name.toLowerCase(Locale.ROOT).endsWith("hash")
                                ? " From hashes as in \"" + name + "\" no architecture can be told."
                                : " \"" + name
                                        + "\" seems to number them, but the file does not say which number is which architecture."
                                        + " If they are indexes of NAS-Bench-201, choose that search space, and this column as the architectures.")
                .orElse("");
        return new InvalidInputException(
                "No column of \"" + file + "\" holds architectures; "
                        + (names.isEmpty() ? "it is empty." : "its columns are " + Excerpts.listed(names, LISTED) + ".")
                        + hint,
                "Choose a table with one row an architecture, written out in a column called architecture, such as "
                        + "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|nor_conv_1x1~0|none~1|avg_pool_3x3~2| for NAS-Bench-201.");
    }
}
