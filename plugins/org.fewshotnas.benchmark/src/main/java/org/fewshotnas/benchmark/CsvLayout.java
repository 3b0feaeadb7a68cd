package org.fewshotnas.benchmark;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.fewshotnas.space.InvalidInputException;
import org.fewshotnas.space.MetricNames;
import org.fewshotnas.space.SearchSpaces;

/**
 * What the columns of a CSV file are, told from its header and first lines.
 *
 * <ul>
 *   <li>The architectures: {@link ArchitectureColumn}. In a table of NAS-Bench-101 they may be spread over columns, see
 *       {@link Nb101Columns}.
 *   <li>The search space: a column "Search space" that holds a known name.
 *   <li>Metrics: columns in which at most half of the filled cells are no numbers, so that a stray text is found as an error. Row numbers,
 *       seeds and the like are offered, but not read by default.
 * </ul>
 */
final class CsvLayout {
    static final String SPACE_COLUMN = "search space";
    private static final Set<String> NOT_BY_DEFAULT = Set.of(
            "row",
            "rowid",
            "row id",
            "row_id",
            "index",
            "idx",
            "id",
            "task",
            "task_id",
            "task id",
            "seed",
            "unnamed: 0",
            "__index_level_0__");

    private final String file;
    private final List<String> names;
    private final Listing listing;
    private final NearlyNumbers nearly;

    private CsvLayout(String file, List<String> names, Listing listing, NearlyNumbers nearly) {
        this.file = file;
        this.names = names;
        this.listing = listing;
        this.nearly = nearly;
    }

    /** @param sample the header and the first lines */
    static CsvLayout of(String file, List<CsvRecord> sample, ReadLimits limits) {
        limits.checkColumns(file, sample.get(0).getFieldCount());
        List<String> names = names(file, sample.get(0).getFields());
        List<CsvRecord> lines = sample.subList(1, sample.size());
        boolean nb101 = Nb101Columns.areIn(names);
        int architecture = nb101 ? -1 : ArchitectureColumn.find(names, column -> texts(lines, column));
        if (!nb101) {
            requireHeader(file, architecture < 0 ? names : List.of(names.get(architecture)));
        }
        int space = spaceColumn(names, lines);
        List<MetricColumn> metrics = new ArrayList<>();
        List<String> others = new ArrayList<>();
        NearlyNumbers nearly = new NearlyNumbers(file);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (i == architecture || i == space || nb101 && Nb101Columns.NAMES.contains(lower(name))) {
                continue;
            }
            if (isNumeric(lines, i)) {
                boolean byDefault =
                        !isBookkeeping(name) && !sample.get(0).getField(i).isBlank();
                metrics.add(new MetricColumn(MetricNames.guess(name), byDefault));
            } else {
                others.add(name);
                if (!isBookkeeping(name)) {
                    nearly.add(name, lines, i);
                }
            }
        }
        String place = nb101 ? Nb101Columns.ADJACENCY : architecture < 0 ? "" : names.get(architecture);
        String spaceName = nb101 ? Nb101Columns.SPACE : space < 0 ? "" : cell(lines.get(0), space);
        return new CsvLayout(file, names, new Listing(place, spaceName, metrics, others, "line"), nearly);
    }

    private static void requireHeader(String file, List<String> names) {
        for (String name : names) {
            if (!Scores.isNumber(name) && SearchSpaces.isArchitecture(name)) {
                throw new InvalidInputException(
                        "Line 1 of \"" + file + "\" is no header: it holds the architecture \""
                                + TableAssembler.shorten(name) + "\".",
                        "Add a first line that names the columns, such as architecture,accuracy.");
            }
        }
    }

    Listing listing() {
        return listing;
    }

    /** The columns that mostly hold text, but some numbers. */
    NearlyNumbers nearlyNumbers() {
        return nearly;
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
    int indexIgnoringCase(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    void checkWidth(CsvRecord line) {
        if (line.getFieldCount() != names.size()) {
            throw new InvalidInputException(
                    "\"" + file + "\", line " + line.getStartingLineNumber() + ": " + line.getFieldCount()
                            + " cells were found where the header has " + names.size() + " columns.",
                    "Complete the line, put quotes around cells that hold the separator, or download the file again if it is truncated.");
        }
    }

    private static List<String> names(String file, List<String> header) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip();
            if (i == 0 && name.startsWith("\ufeff")) {
                name = name.substring(1);
            }
            name = name.isEmpty() ? "column " + (i + 1) : name;
            Integer first = seen.putIfAbsent(name, i);
            if (first != null) {
                throw new InvalidInputException(
                        "The header of \"" + file + "\" has the column \"" + name + "\" twice, as columns "
                                + (first + 1) + " and " + (i + 1) + ".",
                        "Give each column its own name.");
            }
            names.add(name);
        }
        return names;
    }

    private static List<String> texts(List<CsvRecord> lines, int column) {
        return lines.stream()
                .map(line -> cell(line, column))
                .filter(text -> !text.isEmpty())
                .limit(ArchitectureColumn.SAMPLE)
                .toList();
    }

    private static int spaceColumn(List<String> names, List<CsvRecord> lines) {
        for (int i = 0; i < names.size() && !lines.isEmpty(); i++) {
            String name = cell(lines.get(0), i);
            if (names.get(i).equalsIgnoreCase(SPACE_COLUMN) && SearchSpaces.isName(name)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isNumeric(List<CsvRecord> lines, int column) {
        int numbers = 0;
        int texts = 0;
        for (CsvRecord line : lines) {
            String text = cell(line, column);
            if (Scores.isNumber(text)) {
                numbers++;
            } else if (!Scores.isMissing(text)) {
                texts++;
            }
        }
        return texts <= numbers;
    }

    /** Whether a column of this name numbers the rows or says under which conditions they were measured. */
    static boolean isBookkeeping(String name) {
        return NOT_BY_DEFAULT.contains(lower(name));
    }

    static String cell(CsvRecord line, int column) {
        return column < line.getFieldCount() ? line.getField(column).strip() : "";
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
