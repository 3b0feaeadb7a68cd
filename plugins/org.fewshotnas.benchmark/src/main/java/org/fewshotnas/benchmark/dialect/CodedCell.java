package org.fewshotnas.benchmark.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fewshotnas.space.Operation;

/**
 * A cell of NAS-Bench-201's topology as six operations in a row, of which it is not said which edge each is on, nor, where they are
 * numbers, which operation: {@code (4, 3, 3, 0, 0, 0)}, {@code [1 2 0 3 3 1]}, {@code 120331}, or a list of six names.
 *
 * @param numbers six from 0 to 4, or null where operations are named
 * @param operations six, or null where they are numbered
 */
public record CodedCell(List<Integer> numbers, List<Operation> operations) {
    private static final int PLACES = 6;
    private static final int OPERATIONS = 5;
    private static final Pattern DIGITS = Pattern.compile("[0-4]{6}");

    /** What a text says, if it is such a cell. */
    public static Optional<CodedCell> of(String text) {
        if (DIGITS.matcher(text).matches()) {
            return Optional.of(
                    new CodedCell(text.chars().mapToObj(digit -> digit - '0').toList(), null));
        }
        if (text.isEmpty() || "[(".indexOf(text.charAt(0)) < 0) {
            return Optional.empty();
        }
        return PythonLiteral.parse(text).flatMap(CodedCell::ofValue);
    }

    private static Optional<CodedCell> ofValue(Object value) {
        if (!(value instanceof List<?> six) || six.size() != PLACES) {
            return Optional.empty();
        }
        List<Integer> numbers = new ArrayList<>();
        List<Operation> operations = new ArrayList<>();
        for (Object item : six) {
            if (item instanceof Long number && number >= 0 && number < OPERATIONS) {
                numbers.add(number.intValue());
            } else if (item instanceof String word) {
                OperationWords.of(word).filter(Notations::isOfNasBench201).ifPresent(operations::add);
            }
        }
        if (numbers.size() == PLACES) {
            return Optional.of(new CodedCell(numbers, null));
        }
        return operations.size() == PLACES ? Optional.of(new CodedCell(null, operations)) : Optional.empty();
    }
}
