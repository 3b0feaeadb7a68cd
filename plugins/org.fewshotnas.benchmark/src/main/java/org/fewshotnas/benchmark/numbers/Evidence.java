package org.fewshotnas.benchmark.numbers;

import java.util.List;

/**
 * What a whole table shows of its decimal sign.
 *
 * @param separator between the cells of its lines; 0 where the format has none, as JSON
 * @param points whether some cell can only have a decimal point, as 64.96
 * @param commas whether some cell can only have a decimal comma, as 64,96
 */
public record Evidence(char separator, boolean points, boolean commas) {
    /** What texts show. */
    public static Evidence of(char separator, Iterable<List<String>> columns) {
        boolean points = false;
        boolean commas = false;
        for (List<String> column : columns) {
            for (String cell : column) {
                PrintedNumber number =
                        cell.length() > 40 ? null : PrintedNumber.of(cell).orElse(null);
                points |=
                        number != null && number.needsPoint() && number.values().isEmpty();
                commas |= number != null && number.needsComma();
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

    /** What 6,495 means. Who separates cells by semicolons has decimal commas, so that points beside them decide nothing. */
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
        /** Each cell can only be read in one way, but not all in the same. */
        EACH,
        UNKNOWN
    }
}
