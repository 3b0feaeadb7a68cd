package org.fewshotnas.benchmark.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.dialect.CellCoding;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Encoding;
import org.fewshotnas.space.metric.Metric;

/**
 * Takes the rows of a file one after the other, checks them and makes the table. The search space, where nobody says it, is detected from
 * the first {@value SearchSpaces#ENOUGH_TO_DETECT} rows, which wait until then. Long, because all that may be wrong with a row is said with
 * what is known of the rows before it.
 */
public final class TableAssembler {
    private static final int LONGEST = 4_096;

    private final String file;
    private final Listing listing;
    private final List<Metric> metrics;
    private final ReadLimits limits;

    private record Waiting(long row, String dataSet, String architecture, double[] scores) {}

    private List<Waiting> waiting = new ArrayList<>();
    private boolean resolved;
    private Optional<Encoding> space;
    private ForeignCells foreign;
    private final List<String> architectures = new ArrayList<>();
    /** One a row, or empty where the metrics tell the data sets. */
    private final List<String> dataSets = new ArrayList<>();

    private final Map<String, Integer> rowOf = new HashMap<>();
    private long[] sourceRows = new long[1_024];
    private final double[][] scores;
    private final TableNotes notes = new TableNotes();

    /**
     * @param file name for messages
     * @param space name of the search space, or empty to detect it
     */
    public TableAssembler(String file, Listing listing, String space, List<Metric> metrics, ReadLimits limits) {
        this.file = file;
        this.listing = listing;
        this.metrics = metrics;
        this.limits = limits;
        this.scores = new double[metrics.size()][1_024];
        this.space = space.isEmpty() ? Optional.empty() : Optional.of(SearchSpaces.encoding(space));
        this.foreign = new ForeignCells(false, Optional.empty());
    }

    /**
     * Reads architectures in other notations with these choices of the user.
     *
     * @param indexes whether numbers are indexes of NAS-Bench-201
     * @param coding of cells by six numbers, where it is known
     */
    public void readForeign(boolean indexes, Optional<CellCoding> coding) {
        foreign = new ForeignCells(indexes, coding);
    }

    /** Takes cells of six numbers to be coded in this way, unless the user chose another. */
    public void assumeCoding(CellCoding coding) {
        foreign.assume(coding);
    }

    /** What the columns are, in the order in which rows give their scores. */
    public List<Metric> metrics() {
        return metrics;
    }

    /** The place of a row in the file, for messages. */
    public String place(long row) {
        return "\"" + file + "\", " + listing.rowNoun() + " " + row;
    }

    /** Checks the value of a row that names its search space. */
    public void requireSpace(long row, String found, String expected) {
        if (!found.equals(expected)) {
            throw new InvalidInputException(
                    place(row) + ": an architecture of \"" + Excerpts.shorten(found)
                            + "\" was found in a table that began with \"" + expected + "\".",
                    "Keep the architectures of one search space in this file, and read each space from a file of its own.");
        }
    }

    /**
     * Adds a row.
     *
     * @param row its number in the file, as the listing's noun counts
     * @param architecture its native encoding
     * @param values one a metric, NaN for not measured
     */
    public void add(long row, String architecture, double[] values) {
        add(row, "", architecture, values);
    }

    /**
     * Adds a row that names its data set, as then every row must. It stays a row of its own, also where another has the same architecture.
     *
     * @param row its number in the file, as the listing's noun counts
     * @param dataSet that the scores are of
     * @param architecture its native encoding
     * @param values one a metric, NaN for not measured
     */
    public void add(long row, String dataSet, String architecture, double[] values) {
        if (architecture.length() > LONGEST) {
            throw new InvalidInputException(
                    place(row) + ", column \"" + listing.architectureColumn() + "\": a text of " + architecture.length()
                            + " characters is no architecture.",
                    "Choose the column that holds the architectures, or download the file again.");
        }
        if (architecture.isBlank()) {
            addWithout(row, values);
            return;
        }
        resolved |= waiting.isEmpty()
                && space.filter(known -> !foreign.mustWait(known, architecture)).isPresent();
        if (resolved) {
            insert(row, dataSet, architecture, values);
            return;
        }
        waiting.add(new Waiting(row, dataSet, architecture, values.clone()));
        if (waiting.size() == SearchSpaces.ENOUGH_TO_DETECT) {
            resolve();
        }
    }

    private void addWithout(long row, double[] values) {
        if (Arrays.stream(values).allMatch(Double::isNaN)) {
            notes.countEmpty();
            return;
        }
        throw new InvalidInputException(
                place(row) + ", column \"" + listing.architectureColumn()
                        + "\": the architecture is missing, though the row has scores.",
                "Fill the cell in, or remove the row.");
    }

    /**
     * The table of all rows.
     *
     * @throws InvalidInputException if there are none
     */
    public ArchitectureTable finish() {
        if (!waiting.isEmpty()) {
            resolve();
        }
        int n = architectures.size();
        if (n == 0) {
            throw new InvalidInputException(
                    "The file \"" + file + "\" holds no architecture: it has no rows.", "Choose a file with rows.");
        }
        double[][] columns = new double[scores.length][];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Arrays.copyOf(scores[i], n);
        }
        return new ArchitectureTable(
                space.orElseThrow(),
                architectures,
                List.of(),
                dataSets,
                metrics,
                columns,
                notes.finish(foreign, metrics, columns));
    }

    private void resolve() {
        List<Waiting> rows = waiting;
        waiting = new ArrayList<>();
        resolved = true;
        List<String> texts = rows.stream().map(Waiting::architecture).toList();
        List<double[]> columns = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            int column = i;
            columns.add(
                    rows.stream().mapToDouble(waited -> waited.scores()[column]).toArray());
        }
        foreign.resolve(
                texts, columns, i -> place(rows.get(i).row()) + ", column \"" + listing.architectureColumn() + "\"");
        if (space.isEmpty()) {
            List<String> natives = texts.stream().map(foreign::likelyNative).toList();
            space = SearchSpaces.detect(natives);
            if (space.isEmpty()) {
                throw unknown(rows.get(0));
            }
        }
        for (Waiting row : rows) {
            insert(row.row(), row.dataSet(), row.architecture(), row.scores());
        }
    }

    private InvalidInputException unknown(Waiting first) {
        return new InvalidInputException(
                place(first.row()) + ", column \"" + listing.architectureColumn() + "\": \""
                        + Excerpts.shorten(first.architecture())
                        + "\" is not an architecture of any known search space."
                        + ForeignCells.hint(first.architecture()),
                "Choose the column that holds the architectures, written as their benchmark does: "
                        + SearchSpaces.notations()
                        + ".");
    }

    private void insert(long row, String dataSet, String text, double[] values) {
        String architecture = normalised(row, text);
        Integer known = dataSet.isEmpty() ? rowOf.get(architecture) : null;
        if (known == null) {
            limits.checkRows(file, architectures.size() + 1L, metrics.size());
            known = architectures.size();
            makeRoom(known);
            rowOf.put(architecture, known);
            architectures.add(architecture);
            if (!dataSet.isEmpty()) {
                dataSets.add(dataSet);
            }
            sourceRows[known] = row;
            for (double[] column : scores) {
                column[known] = Double.NaN;
            }
            merge(row, known, values);
        } else if (!merge(row, known, values)) {
            notes.countRepeated();
        }
    }

    private String normalised(long row, String text) {
        Encoding known = space.orElseThrow();
        try {
            return known.normalised(text);
        } catch (InvalidInputException e) {
            Optional<String> translated = foreign.translate(known, text);
            if (translated.isPresent()) {
                return translated.get();
            }
            throw new InvalidInputException(
                    place(row) + ", column \"" + listing.architectureColumn() + "\": \"" + Excerpts.shorten(text)
                            + "\" is not an architecture of " + known.name() + ". " + e.getMessage(),
                    e.resolution() + " If the file is of another search space, choose that one.",
                    e);
        }
    }

    /** Fills in what was not measured before; whether there was anything to fill in. */
    private boolean merge(long row, int target, double[] values) {
        boolean filled = false;
        for (int i = 0; i < scores.length; i++) {
            double value = values[i];
            if (Double.isInfinite(value)) {
                notes.countInfinite();
                continue;
            }
            if (Double.isNaN(value)) {
                continue;
            }
            double old = scores[i][target];
            if (Double.isNaN(old)) {
                scores[i][target] = value;
                filled = true;
            } else if (old != value) {
                throw contradiction(row, target, i, old, value);
            }
        }
        return filled;
    }

    private InvalidInputException contradiction(long row, int target, int metric, double old, double value) {
        List<String> suspects = Stream.concat(
                        listing.metrics().stream()
                                .filter(column -> !column.byDefault())
                                .map(MetricColumn::name),
                        listing.otherColumns().stream())
                .filter(name ->
                        name.toLowerCase(Locale.ROOT).matches(".*(task|data.?set|device|seed|split|epoch|fold).*"))
                .toList();
        return new InvalidInputException(
                place(row) + ": the architecture \"" + Excerpts.shorten(architectures.get(target)) + "\" is in "
                        + listing.rowNoun() + " " + sourceRows[target] + " already, with " + old + " instead of "
                        + value
                        + " in column \"" + metrics.get(metric).name()
                        + "\"; a table has one row an architecture."
                        + (suspects.isEmpty()
                                ? ""
                                : " The file seems to list several results an architecture below each other, told apart by \""
                                        + String.join("\" and \"", suspects) + "\"."),
                "Give each task, seed or device a column of its own (for example with a pivot), or keep one row of each architecture.");
    }

    private void makeRoom(int row) {
        if (row == sourceRows.length) {
            int size = Math.min(limits.maxRows(), row + (row >> 1));
            sourceRows = Arrays.copyOf(sourceRows, Math.max(size, row + 1));
            for (int i = 0; i < scores.length; i++) {
                scores[i] = Arrays.copyOf(scores[i], sourceRows.length);
            }
        }
    }

    /** What the user is told of the table. */
    public TableNotes notes() {
        return notes;
    }

    /** Adds what the user should know: a whole sentence. */
    public void note(String sentence) {
        notes.add(sentence);
    }
}
