package org.fewshotnas.benchmark.numbers;

import java.util.List;
import java.util.Optional;

/**
 * What a whole table shows of its decimal sign.
 *
 * @param separator between the values of its lines; 0 where the format has none, as JSON
 * @param points whether some value can only have a decimal point, as 64.96
 * @param commas whether some value can only have a decimal comma, as 64,96
 */
public record Evidence(char separator, boolean points, boolean commas) {
    /** What is longer is a text. */
    private static final int LONGEST = 40;

    /** What texts show. */
    public static Evidence of(char separator, Iterable<List<String>> columns) {
        boolean points = false;
        boolean commas = false;
        for (List<String> column : columns) {
            for (String value : column) {
                Optional<PrintedNumber> number = value.length() > LONGEST ? Optional.empty() : PrintedNumber.of(value);
                points |= number.filter(
                                found -> found.needsPoint() && found.values().isEmpty())
                        .isPresent();
                commas |= number.filter(PrintedNumber::needsComma).isPresent();
            }
        }
        return new Evidence(separator, points, commas);
    }

    /** What 6.495 means: a decimal point, a group of thousands, or it cannot be told. */
    Reading ofPoint() {
        if (points != commas) {
            return points ? Reading.POINT : Reading.COMMA;
        }
        return separator == ';' || commas ? Reading.UNKNOWN : Reading.POINT;
    }

    /** What 6,495 means. Who separates values by semicolons has decimal commas, so that points beside them decide nothing. */
    Reading ofComma() {
        if (commas) {
            return points ? Reading.UNKNOWN : Reading.COMMA;
        }
        return points && (separator == ',' || separator == 0) ? Reading.POINT : Reading.UNKNOWN;
    }

    /** How a column's numbers are read. */
    enum Reading {
        POINT,
        COMMA,
        /** Each value can only be read in one way, but not all in the same. */
        EACH,
        UNKNOWN
    }
}
