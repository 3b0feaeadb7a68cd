package org.fewshotnas.benchmark.numbers;

import java.util.List;

/** Lists of numbers that are scores of repeated trainings, of which the mean is read: these differ less than architectures do. */
final class RepeatedTrainings {
    private static final int MOST_SEEDS = 30;

    private RepeatedTrainings() {}

    /** Why the lists among a column's values are no repeated trainings, in words; empty if they are, or there are none. */
    static String problem(List<PrintedNumber> numbers) {
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
}
