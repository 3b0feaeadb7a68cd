package org.fewshotnas.benchmark.dialect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fewshotnas.space.cell.Operation;

/**
 * A cell of NAS-Bench-201's topology as six operations in a row, of which it is not said which edge each is on, nor, where they are
 * numbers, which operation: {@code (4, 3, 3, 0, 0, 0)}, {@code [1 2 0 3 3 1]}, {@code 120331}, or a list of six names.
 *
 * @param edgesKnown whether they are in the order of the benchmark's text
 * @param numbers six from 0 to 4, or none where operations are named
 * @param operations six, or none where they are numbered
 */
public record CodedCell(boolean edgesKnown, List<Integer> numbers, List<Operation> operations) {
    private static final int PLACES = 6;
    private static final int OPERATIONS = 5;
    private static final Pattern DIGITS = Pattern.compile("[0-4]{6}|[0-4](?:\\s*[-,;_ ]\\s*[0-4]){5}");

    /** What a text says, if it is such a cell. */
    public static Optional<CodedCell> of(String text) {
        if (DIGITS.matcher(text).matches()) {
            return Optional.of(new CodedCell(
                    false,
                    text.chars()
                            .filter(Character::isDigit)
                            .mapToObj(digit -> digit - '0')
                            .toList(),
                    List.of()));
        }
        if (text.isEmpty() || "[({".indexOf(text.charAt(0)) < 0) {
            return Optional.empty();
        }
        return PythonLiteral.parse(text).flatMap(CodedCell::ofValue);
    }

    private static Optional<CodedCell> ofValue(Object value) {
        if (value instanceof Map<?, ?> edges) {
            return ofEdges(edges);
        }
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
            return Optional.of(new CodedCell(false, numbers, List.of()));
        }
        return operations.size() == PLACES
                ? Optional.of(new CodedCell(false, List.of(), operations))
                : Optional.empty();
    }

    /** Whether operations are named, and not numbered. */
    public boolean isNamed() {
        return !operations.isEmpty();
    }

    /** A dictionary from edges to numbers. */
    private static Optional<CodedCell> ofEdges(Map<?, ?> map) {
        List<int[]> edges = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Optional<int[]> edge = Notations.edge(String.valueOf(entry.getKey()));
            if (edge.isEmpty() || !(entry.getValue() instanceof Long number) || number < 0 || number >= OPERATIONS) {
                return Optional.empty();
            }
            edges.add(edge.get());
            numbers.add(number.intValue());
        }
        return ofEdges(edges, numbers);
    }

    /** The cell of numbers on named edges. */
    static Optional<CodedCell> ofEdges(List<int[]> edges, List<Integer> numbers) {
        int first = edges.stream().anyMatch(edge -> edge[0] == 0) ? 0 : 1;
        Integer[] six = new Integer[PLACES];
        for (int i = 0; i < edges.size(); i++) {
            int from = edges.get(i)[0] - first;
            int to = edges.get(i)[1] - first;
            int place = to * (to - 1) / 2 + from;
            if (from < 0 || from >= to || place >= PLACES || six[place] != null) {
                return Optional.empty();
            }
            six[place] = numbers.get(i);
        }
        return Arrays.stream(six).anyMatch(Objects::isNull)
                ? Optional.empty()
                : Optional.of(new CodedCell(true, List.of(six), List.of()));
    }
}
