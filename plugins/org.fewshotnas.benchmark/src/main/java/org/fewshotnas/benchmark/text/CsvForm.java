package org.fewshotnas.benchmark.text;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.dialect.Dialects;

/**
 * How a CSV file is written, shown by its first lines: what stands before the header (empty lines, a line "sep=;" of Excel, lines of
 * comments), what separates values (comma, semicolon, tabulator, else a bar or spaces), which quotes there are, and whether each line is one
 * quoted value that holds the others. Long, because each of these is judged with the others in view.
 */
final class CsvForm {
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=(.)\"?\\s*", Pattern.CASE_INSENSITIVE);
    /** An architecture of NAS-Bench-201, whose bars are no separators. */
    private static final Pattern BARS = Pattern.compile(
            "\\|[^|~+]+~0\\s*\\|\\s*\\+\\s*\\|[^+]+~1\\s*\\|\\s*\\+\\s*\\|[^+|]+\\|[^+|]+\\|[^+|]+~2\\s*\\|");

    private final int skipped;
    private final char separator;
    private final char quote;
    private final boolean wrapped;
    private final boolean headerIsComment;
    private final List<String> header;
    private final List<String> notes;

    private CsvForm(
            int skipped,
            char separator,
            char quote,
            boolean wrapped,
            boolean headerIsComment,
            List<String> header,
            List<String> notes) {
        this.skipped = skipped;
        this.separator = separator;
        this.quote = quote;
        this.wrapped = wrapped;
        this.headerIsComment = headerIsComment;
        this.header = header;
        this.notes = notes;
    }

    /** The form of a file that begins with this text; empty if it has no header. */
    static Optional<CsvForm> of(String head) {
        String[] lines = head.split("\r\n|\r|\n", 1_000);
        char given = 0;
        int comments = 0;
        String comment = "";
        int at = 0;
        for (; at < lines.length; at++) {
            Matcher separatorLine = SEPARATOR_LINE.matcher(lines[at]);
            if (separatorLine.matches()) {
                given = separatorLine.group(1).charAt(0);
            } else if (lines[at].startsWith("#")) {
                comments++;
                comment = lines[at];
            } else if (!lines[at].isBlank()) {
                break;
            }
        }
        if (at == lines.length) {
            return Optional.empty();
        }
        CsvForm form = of(at, header(lines, at), next(lines, at), given);
        List<String> above = form.fields(comment.replaceFirst("^#+\\s*", ""));
        // numpy and R write the header as a comment.
        if (comments > 0 && form.holdsArchitecture() && above.size() == form.header.size()) {
            return Optional.of(form.with(true, names(above), form.notes));
        }
        String note = comments == 0
                ? ""
                : (comments == 1 ? "A line of comment" : comments + " lines of comments")
                        + " before the header " + (comments == 1 ? "was" : "were") + " passed over (\""
                        + Excerpts.shorten(comment) + "\").";
        return Optional.of(form.with(false, form.header, note.isEmpty() ? List.of() : List.of(note)));
    }

    /** A header goes on in the next line within quotes. */
    private static String header(String[] lines, int at) {
        StringBuilder header = new StringBuilder(lines[at]);
        for (int i = at + 1;
                i < lines.length && header.chars().filter(c -> c == '"').count() % 2 == 1;
                i++) {
            header.append('\n').append(lines[i]);
        }
        return header.toString();
    }

    private static String next(String[] lines, int at) {
        return Arrays.stream(lines)
                .skip(at + 1L)
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
    }

    private CsvForm with(boolean isComment, List<String> names, List<String> newNotes) {
        return new CsvForm(skipped, separator, quote, wrapped, isComment, names, newNotes);
    }

    private static CsvForm of(int at, String line, String next, char given) {
        char quote = line.startsWith("'") && line.indexOf('"') < 0 ? '\'' : '"';
        String bare = line.strip();
        char inner = separator(unquoted(bare));
        boolean wrapped = given == 0
                && separator(withoutQuoted(bare, quote)) == 0
                && bare.length() > 2
                && bare.startsWith("\"")
                && bare.endsWith("\"")
                && inner != 0
                && fields(unquoted(next.strip()), inner, '"').size() > 1;
        char separator = given != 0 ? given : separator(withoutQuoted(line, quote));
        if (wrapped) {
            separator = inner;
        } else if (separator == 0 && splitAt(line, '|').size() > 1) {
            separator = '|';
        } else if (separator == 0) {
            int words = splitAt(line, ' ').size();
            List<String> row = splitAt(next, ' ');
            separator = words > 1 && (words == row.size() || isNumberedRow(row, words)) ? ' ' : ',';
        }
        CsvForm form = new CsvForm(at, separator, quote, wrapped, false, List.of(), List.of());
        List<String> names = names(form.fields(line));
        if (isNumberedRow(names(form.fields(next)), names.size())) {
            names.add(0, "");
        }
        return form.with(false, names, List.of());
    }

    /** Whether a first row is one as R writes it, with its number in front, of which its header says nothing. */
    private static boolean isNumberedRow(List<String> row, int columns) {
        return columns > 0
                && row.size() == columns + 1
                && row.get(0).equals("1")
                && !row.get(columns).isBlank();
    }

    /** Of comma, semicolon and tabulator the one that a text has most of; 0 if it has none. */
    private static char separator(String text) {
        char best = 0;
        long most = 0;
        for (char candidate : ",;\t".toCharArray()) {
            long count = text.chars().filter(c -> c == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    private static String withoutQuoted(String text, char quote) {
        StringBuilder outside = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            quoted ^= text.charAt(i) == quote;
            if (!quoted) {
                outside.append(text.charAt(i));
            }
        }
        return outside.toString();
    }

    private static String unquoted(String text) {
        return text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : "";
    }

    private static List<String> names(List<String> fields) {
        List<String> names = new ArrayList<>();
        for (String field : fields) {
            names.add(Dialects.unquoted(field));
        }
        return names;
    }

    private List<String> fields(String line) {
        if (isSplit()) {
            return split(line);
        }
        return wrapped ? fields(unquoted(line.strip()), separator, quote) : fields(line, separator, quote);
    }

    private static List<String> fields(String line, char separator, char quote) {
        if (line.isEmpty()) {
            return List.of();
        }
        try {
            return CsvReader.builder()
                    .fieldSeparator(separator)
                    .quoteCharacter(quote)
                    .trimWhitespacesAroundQuotes(true)
                    .ofSingleCsvRecord(line)
                    .getFields();
        } catch (CsvParseException e) {
            return List.of(line);
        }
    }

    private boolean holdsArchitecture() {
        return header.stream().anyMatch(Dialects::isArchitecture);
    }

    List<String> header() {
        return header;
    }

    List<String> notes() {
        return notes;
    }

    char separator() {
        return separator;
    }

    char quote() {
        return quote;
    }

    boolean headerIsComment() {
        return headerIsComment;
    }

    /** Whether lines are split here, because values may hold the separator: architectures hold bars. */
    boolean isSplit() {
        return separator == '|' || separator == ' ';
    }

    /** The number of the line that {@link #skipToHeader} leads to. */
    long firstLine() {
        return skipped + 1L;
    }

    void skipToHeader(BufferedReader lines) throws IOException {
        for (int i = 0; i < skipped; i++) {
            lines.readLine();
        }
    }

    /** The values of a line, where each line is one quoted value. */
    List<String> unwrap(List<String> fields) {
        return wrapped && fields.size() == 1 ? fields(fields.get(0), separator, quote) : fields;
    }

    List<String> split(String line) {
        return splitAt(line, separator);
    }

    private static List<String> splitAt(String line, char separator) {
        StringBuilder safe = new StringBuilder(line);
        Matcher architecture = BARS.matcher(line);
        while (architecture.find()) {
            for (int i = architecture.start(); i < architecture.end(); i++) {
                safe.setCharAt(i, line.charAt(i) == '|' ? '\u0001' : line.charAt(i) == ' ' ? '\u0002' : line.charAt(i));
            }
        }
        List<String> values = new ArrayList<>();
        String[] split = separator == '|'
                ? safe.toString().split("\\|", -1)
                : safe.toString().strip().split("\\s+");
        for (String value : split) {
            values.add(Dialects.unquoted(value.replace('\u0001', '|').replace('\u0002', ' ')));
        }
        return values;
    }

    /** What separates values, where that is unusual enough to say. */
    String howSeparated() {
        return isSplit() ? ", separated by " + (separator == '|' ? "bars" : "spaces") : "";
    }
}
