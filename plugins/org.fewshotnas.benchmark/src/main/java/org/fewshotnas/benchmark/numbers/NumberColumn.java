package org.fewshotnas.benchmark.numbers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.fewshotnas.benchmark.numbers.Evidence.Reading;

/**
 * A column of texts, read as the numbers that they are: the decimal sign, thousands, units, deviations, lists of several trainings and
 * marks for what was not measured. What is not read is counted, and said in {@link #notes}.
 */
public final class NumberColumn {
    /** What a column holds. */
    public enum Kind {
        NUMBER,
        /** True and false: 1 and 0. */
        TRUTH,
        /** Numbers, but of which it is not sure what they mean: {@link #problem} says why. */
        UNSURE,
        TEXT
    }

    private static final Set<String> TRUTHS = Set.of("true", "false", "yes", "no");
    private static final String MONTH =
            "(?:jan|feb|fév|mar|mär|mrz|apr|avr|mai|may|jun|jui|jul|aug|aoû|sep|okt|oct|nov|dez|dec|déc)\\p{L}{0,6}";
    private static final Pattern DATE = Pattern.compile(
            "(?iu)\\d{1,2}[.\\-/ ]{1,2}" + MONTH + "\\.?([\\-. /]{0,2}\\d{2,4})?|" + MONTH + "[\\- .]{1,2}\\d{2,4}"
                    + "|\\d{4}-\\d\\d-\\d\\d.*|(?:[0-3]?\\d[./][01]?\\d|[01]?\\d[./][0-3]?\\d)[./]\\d{2,4}(?![\\d.]).*");
    private static final int MOST_SEEDS = 30;
    private static final int MOST_MARKS = 4;

    private final Kind kind;
    private final Reading reading;
    private final String unit;
    private final String problem;
    private final Map<String, Integer> marks = new LinkedHashMap<>();
    private final Set<Integer> lengths = new TreeSet<>();
    private int deviations;
    private String example = "";

    private NumberColumn(Kind kind, Reading reading, String unit, String problem) {
        this.kind = kind;
        this.reading = reading;
        this.unit = unit;
        this.problem = problem;
    }

    /**
     * What the first cells of a column show.
     *
     * @param cells without space around them
     * @param evidence of the whole table
     * @param most what no number can be above, such as 100 for accuracies; infinite where that is not known
     */
    public static NumberColumn of(List<String> cells, Evidence evidence, double most) {
        List<PrintedNumber> numbers = new ArrayList<>();
        List<String> numberTexts = new ArrayList<>();
        int texts = 0;
        int truths = 0;
        int dates = 0;
        String text = "";
        for (String cell : cells) {
            boolean date = DATE.matcher(cell).matches();
            PrintedNumber number = date ? null : PrintedNumber.of(cell).orElse(null);
            if (number != null) {
                numbers.add(number);
                numberTexts.add(cell);
            } else if (!isMissing(cell)) {
                texts++;
                text = text.isEmpty() ? cell : text;
                truths += TRUTHS.contains(cell.toLowerCase(Locale.ROOT)) ? 1 : 0;
                dates += date ? 1 : 0;
            }
        }
        if (truths > 0 && truths == texts && numbers.isEmpty()) {
            return new NumberColumn(Kind.TRUTH, Reading.POINT, "", "");
        }
        if (texts > numbers.size()) {
            return new NumberColumn(
                    Kind.TEXT,
                    Reading.POINT,
                    "",
                    dates * 2 > texts ? "dates; a spreadsheet makes them of numbers such as 1.3" : "");
        }
        if (numbers.isEmpty()) {
            return new NumberColumn(Kind.NUMBER, Reading.POINT, "", "");
        }
        String lists = listProblem(numbers);
        if (!lists.isEmpty()) {
            return new NumberColumn(Kind.TEXT, Reading.POINT, "", lists);
        }
        Set<String> units = new TreeSet<>();
        numbers.forEach(number -> units.add(number.unit()));
        if (units.size() > 1) {
            return new NumberColumn(Kind.TEXT, Reading.POINT, "", unitProblem(numbers, numberTexts));
        }
        Reading reading = reading(numbers, numberTexts, evidence);
        if (reading == Reading.UNKNOWN) {
            reading = possible(numbers, most);
        }
        String unsure = reading == Reading.UNKNOWN ? ambiguity(numbers, numberTexts) : "";
        return new NumberColumn(
                unsure.isEmpty() ? Kind.NUMBER : Kind.UNSURE,
                reading,
                units.iterator().next(),
                unsure);
    }

    /** Whether a cell can be read as a number. */
    public static boolean isNumber(String cell) {
        return PrintedNumber.of(cell).isPresent();
    }

    /** Whether a cell is a number and nothing else, or has only what numbers are made of. */
    public static boolean isBareNumber(String cell) {
        return cell.chars().allMatch(c -> c >= '0' && c <= '9' || ".,+-eE".indexOf(c) >= 0);
    }

    private static boolean isMissing(String cell) {
        return MissingMarks.isUsual(cell) || MissingMarks.isOther(cell);
    }

    private static Reading reading(List<PrintedNumber> numbers, List<String> texts, Evidence evidence) {
        boolean points = numbers.stream().anyMatch(PrintedNumber::needsPoint);
        boolean commas = numbers.stream().anyMatch(PrintedNumber::needsComma);
        boolean ambiguousPoint = false;
        boolean ambiguousComma = false;
        for (int i = 0; i < numbers.size(); i++) {
            boolean ambiguous = numbers.get(i).isAmbiguous();
            ambiguousPoint |= ambiguous && texts.get(i).indexOf('.') >= 0;
            ambiguousComma |= ambiguous && texts.get(i).indexOf(',') >= 0;
        }
        if (points != commas) {
            return points ? Reading.POINT : Reading.COMMA;
        }
        if (!ambiguousPoint && !ambiguousComma) {
            return points ? Reading.EACH : Reading.POINT;
        }
        if (points || ambiguousPoint && ambiguousComma) {
            return Reading.UNKNOWN;
        }
        return ambiguousPoint ? evidence.ofPoint() : evidence.ofComma();
    }

    /** The only reading in which no number is too large, where there is only one. */
    private static Reading possible(List<PrintedNumber> numbers, double most) {
        boolean point = numbers.stream().allMatch(number -> number.point() <= most);
        boolean comma = numbers.stream().allMatch(number -> number.comma() <= most);
        return point == comma ? Reading.UNKNOWN : point ? Reading.POINT : Reading.COMMA;
    }

    private static String ambiguity(List<PrintedNumber> numbers, List<String> texts) {
        for (int i = 0; i < numbers.size(); i++) {
            PrintedNumber number = numbers.get(i);
            if (number.isAmbiguous()) {
                return "\"" + texts.get(i) + "\" can be " + plain(number.point()) + " or " + plain(number.comma());
            }
        }
        return "";
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    private static String unitProblem(List<PrintedNumber> numbers, List<String> texts) {
        String first = numbers.get(0).unit();
        for (int i = 1; i < numbers.size(); i++) {
            if (!numbers.get(i).unit().equals(first)) {
                return "\"" + texts.get(0) + "\" and \"" + texts.get(i) + "\" are not written in one unit";
            }
        }
        return "";
    }

    /** Why lists are no repeated trainings; empty if they are, or there are none. Repeated trainings differ less than architectures. */
    private static String listProblem(List<PrintedNumber> numbers) {
        List<List<Double>> lists = numbers.stream()
                .map(PrintedNumber::values)
                .filter(values -> !values.isEmpty())
                .toList();
        if (lists.isEmpty()) {
            return "";
        }
        int longest = lists.stream().mapToInt(List::size).max().orElse(0);
        if (longest > MOST_SEEDS) {
            return "lists of up to " + longest + " numbers";
        }
        double within = 0;
        int freedom = 0;
        double sum = 0;
        double squares = 0;
        for (List<Double> list : lists) {
            double mean = list.stream().mapToDouble(value -> value).average().orElse(0);
            within += list.stream()
                    .mapToDouble(value -> (value - mean) * (value - mean))
                    .sum();
            freedom += list.size() - 1;
            sum += mean;
            squares += mean * mean;
        }
        double between = squares / lists.size() - sum / lists.size() * sum / lists.size();
        return lists.size() > 2 && within / freedom < between
                ? ""
                : "lists of " + longest + " numbers that do not look like repeated trainings";
    }

    /**
     * The column, or one of text if the unit of its cells is another than its name says.
     *
     * @param named the unit that the name says, or empty
     */
    public NumberColumn inUnit(String named) {
        String other = unit.replace('µ', 'u').replace('μ', 'u');
        return kind != Kind.NUMBER || named.isEmpty() || unit.isEmpty() || named.equalsIgnoreCase(other)
                ? this
                : new NumberColumn(
                        Kind.TEXT, Reading.POINT, "", "numbers in " + unit + ", though its name says " + named);
    }

    public Kind kind() {
        return kind;
    }

    /** What follows each number, such as "%", or empty. */
    public String unit() {
        return unit;
    }

    /** Why the column is not read, in words that fit behind its name; or empty. */
    public String problem() {
        return problem;
    }

    /**
     * The number of a cell, NaN where it was not measured.
     *
     * @throws NumberFormatException if it is no number, or not one as the column's others are
     */
    public double parse(String cell) {
        if (MissingMarks.isUsual(cell)) {
            return Double.NaN;
        }
        if (MissingMarks.isOther(cell)) {
            String mark = marks.containsKey(cell) || marks.size() < MOST_MARKS ? cell : "...";
            marks.merge(mark, 1, Integer::sum);
            return Double.NaN;
        }
        if (kind == Kind.TRUTH) {
            return truth(cell);
        }
        if (unit.isEmpty() && reading == Reading.POINT && isPlain(cell)) {
            return Double.parseDouble(cell);
        }
        PrintedNumber number = PrintedNumber.of(cell).orElseThrow(() -> new NumberFormatException(cell));
        if (!number.unit().equals(unit)) {
            throw new NumberFormatException(cell);
        }
        double value =
                switch (reading) {
                    case POINT -> number.point();
                    case COMMA -> number.comma();
                    default ->
                        number.isAmbiguous() ? Double.NaN : number.needsPoint() ? number.point() : number.comma();
                };
        if (Double.isNaN(value)) {
            throw new NumberFormatException(cell);
        }
        if (number.deviation()) {
            deviations++;
        }
        if (!number.values().isEmpty()) {
            lengths.add(number.values().size());
        }
        boolean grouped = Math.abs(value) >= 1_000 && cell.indexOf(',') > 0;
        if (example.isEmpty() && (number.needsComma() || number.isAmbiguous() && reading == Reading.COMMA || grouped)) {
            example = "\"" + cell + "\" was read as " + plain(value);
        }
        return value;
    }

    /** Whether Java and everybody else read it the same way: nearly every cell. */
    private static boolean isPlain(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && (c != '-' || i > 0)) {
                return false;
            }
        }
        return cell.length() < 40 && cell.indexOf('.') == cell.lastIndexOf('.') && cell.length() > 2;
    }

    private static double truth(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> 1;
            case "false", "no" -> 0;
            default -> throw new NumberFormatException(cell);
        };
    }

    /** What was taken for something, and what was not read, each in words that fit behind the column's name. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!example.isEmpty()) {
            notes.add(example);
        }
        marks.forEach((mark, count) ->
                notes.add("\"" + mark + "\" counts as not measured, " + (count == 1 ? "once" : count + " times")));
        if (deviations > 0) {
            notes.add("deviations behind the numbers were left out");
        }
        if (!lengths.isEmpty()) {
            notes.add("lists of "
                    + String.join(", ", lengths.stream().map(String::valueOf).toList())
                    + " numbers were read as repeated trainings, by their means");
        }
        return notes;
    }
}
