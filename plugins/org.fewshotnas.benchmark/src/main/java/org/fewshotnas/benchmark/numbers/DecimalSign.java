package org.fewshotnas.benchmark.numbers;

import java.util.List;
import org.fewshotnas.benchmark.numbers.Evidence.Reading;

/** Which sign a column's numbers have before their decimals: the values themselves, the table and what is possible decide. */
final class DecimalSign {
    private final List<PrintedNumber> numbers;
    private final List<String> texts;

    /** @param texts of the numbers, in their order */
    DecimalSign(List<PrintedNumber> numbers, List<String> texts) {
        this.numbers = numbers;
        this.texts = texts;
    }

    /**
     * How the numbers are read.
     *
     * @param evidence of the whole table
     * @param most what no number can be above
     */
    Reading reading(Evidence evidence, double most) {
        Reading written = written(evidence);
        return written == Reading.UNKNOWN ? possible(most) : written;
    }

    private Reading written(Evidence evidence) {
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
    private Reading possible(double most) {
        boolean point = numbers.stream().allMatch(number -> number.point() <= most);
        boolean comma = numbers.stream().allMatch(number -> number.comma() <= most);
        return point == comma ? Reading.UNKNOWN : point ? Reading.POINT : Reading.COMMA;
    }

    /** A number that can be read in two ways, and both of them, in words; empty if there is none. */
    String ambiguity() {
        for (int i = 0; i < numbers.size(); i++) {
            PrintedNumber number = numbers.get(i);
            if (number.isAmbiguous()) {
                return "\"" + texts.get(i) + "\" can be " + plain(number.point()) + " or " + plain(number.comma());
            }
        }
        return "";
    }

    /** A number as a message writes it. */
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
