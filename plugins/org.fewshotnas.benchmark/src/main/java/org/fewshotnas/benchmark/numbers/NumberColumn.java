package org.fewshotnas.benchmark.numbers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.fewshotnas.benchmark.numbers.Evidence.Reading;

/**
 * How a column of texts is read as the numbers that they are: the decimal sign, thousands, units, deviations, lists of several trainings and
 * marks for what was not measured.
 *
 * <pre>{@code
 * NumberColumn column = NumberColumn.of(List.of("64,96", "65,1"), evidence, 100);
 * NumberParser parser = column.parser();
 * parser.parse("66,2"); // 66.2
 * }</pre>
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

    private final Kind kind;
    private final Reading reading;
    private final String unit;
    private final String problem;

    private NumberColumn(Kind kind, Reading reading, String unit, String problem) {
        this.kind = kind;
        this.reading = reading;
        this.unit = unit;
        this.problem = problem;
    }

    private static NumberColumn text(String problem) {
        return new NumberColumn(Kind.TEXT, Reading.POINT, "", problem);
    }

    /**
     * What the first values of a column show.
     *
     * @param values without space around them
     * @param evidence of the whole table
     * @param most what no number can be above, such as 100 for accuracies; infinite where that is not known
     */
    public static NumberColumn of(List<String> values, Evidence evidence, double most) {
        List<PrintedNumber> numbers = new ArrayList<>();
        List<String> numberTexts = new ArrayList<>();
        int texts = 0;
        int truths = 0;
        int dates = 0;
        for (String value : values) {
            boolean date = DATE.matcher(value).matches();
            Optional<PrintedNumber> number = date ? Optional.empty() : PrintedNumber.of(value);
            if (number.isPresent()) {
                numbers.add(number.get());
                numberTexts.add(value);
            } else if (!isMissing(value)) {
                texts++;
                truths += TRUTHS.contains(value.toLowerCase(Locale.ROOT)) ? 1 : 0;
                dates += date ? 1 : 0;
            }
        }
        if (truths > 0 && truths == texts && numbers.isEmpty()) {
            return new NumberColumn(Kind.TRUTH, Reading.POINT, "", "");
        }
        if (texts > numbers.size()) {
            return text(dates * 2 > texts ? "dates; a spreadsheet makes them of numbers such as 1.3" : "");
        }
        return numbers.isEmpty()
                ? new NumberColumn(Kind.NUMBER, Reading.POINT, "", "")
                : ofNumbers(numbers, numberTexts, evidence, most);
    }

    private static NumberColumn ofNumbers(
            List<PrintedNumber> numbers, List<String> texts, Evidence evidence, double most) {
        String lists = RepeatedTrainings.problem(numbers);
        if (!lists.isEmpty()) {
            return text(lists);
        }
        Set<String> units = new TreeSet<>();
        numbers.forEach(number -> units.add(number.unit()));
        if (units.size() > 1) {
            return text(unitProblem(numbers, texts));
        }
        DecimalSign sign = new DecimalSign(numbers, texts);
        Reading reading = sign.reading(evidence, most);
        String unsure = reading == Reading.UNKNOWN ? sign.ambiguity() : "";
        return new NumberColumn(
                unsure.isEmpty() ? Kind.NUMBER : Kind.UNSURE,
                reading,
                units.iterator().next(),
                unsure);
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

    /** Whether a value can be read as a number. */
    public static boolean isNumber(String text) {
        return PrintedNumber.of(text).isPresent();
    }

    /** Whether a value is a number and nothing else, or has only what numbers are made of. */
    public static boolean isBareNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9' || ".,+-eE".indexOf(c) >= 0);
    }

    private static boolean isMissing(String text) {
        return MissingMarks.isUsual(text) || MissingMarks.isOther(text);
    }

    /**
     * The column, or one of text if the unit of its values is another than its name says.
     *
     * @param named the unit that the name says, or empty
     */
    public NumberColumn inUnit(String named) {
        String other = unit.replace('µ', 'u').replace('μ', 'u');
        return kind != Kind.NUMBER || named.isEmpty() || unit.isEmpty() || named.equalsIgnoreCase(other)
                ? this
                : text("numbers in " + unit + ", though its name says " + named);
    }

    public Kind kind() {
        return kind;
    }

    Reading reading() {
        return reading;
    }

    /** What follows each number, such as "%", or empty. */
    public String unit() {
        return unit;
    }

    /** Why the column is not read, in words that fit behind its name; or empty. */
    public String problem() {
        return problem;
    }

    /** What reads the values of one reading of the column. */
    public NumberParser parser() {
        return new NumberParser(this);
    }

    /** What a number means in this column, NaN if it cannot be one of it. */
    double value(PrintedNumber number) {
        return switch (reading) {
            case POINT -> number.point();
            case COMMA -> number.comma();
            default -> number.isAmbiguous() ? Double.NaN : number.needsPoint() ? number.point() : number.comma();
        };
    }
}
