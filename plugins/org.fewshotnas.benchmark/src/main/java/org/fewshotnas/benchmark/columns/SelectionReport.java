package org.fewshotnas.benchmark.columns;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.benchmark.columns.Selection.Kind;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Metric;

/** Says what a selection left out, and what of it could not be had. */
public final class SelectionReport {
    private static final int LISTED = 8;

    private final String file;
    private final Selection selection;
    private final List<MetricColumn> all;
    private final List<MetricColumn> columns;
    private final List<MetricColumn> chosen;

    /**
     * @param file name for messages
     * @param columns that the file has
     * @param chosen those that are read
     */
    public SelectionReport(String file, Selection selection, List<MetricColumn> columns, List<MetricColumn> chosen) {
        this.file = file;
        this.selection = selection;
        this.all = columns;
        this.columns = columns.stream().filter(MetricColumn::isScore).toList();
        this.chosen = chosen;
    }

    /**
     * Checks that something is read.
     *
     * @throws InvalidInputException if nothing of the file is what was asked for; tells what the file has
     */
    public void requireAny() {
        if (!chosen.isEmpty() || columns.isEmpty()) {
            return;
        }
        List<String> asked = new ArrayList<>();
        selection.wanted().forEach((kind, values) -> {
            if (!values.isEmpty()) {
                asked.add(kind.noun() + " " + list(values));
            }
        });
        if (selection.epoch().kind() == EpochChoice.Kind.GIVEN) {
            asked.add("epoch " + selection.epoch().epoch());
        }
        throw new InvalidInputException(
                "The file \"" + file + "\" has no scores of " + String.join(", ", asked) + " together.",
                "It has " + offers() + ". Choose among these; not every combination was measured.");
    }

    private String offers() {
        List<String> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Set<String> values = kind.offered(columns);
            if (!values.isEmpty()) {
                kinds.add(kind.noun() + " " + list(values));
            }
        }
        Set<String> midway =
                Kind.BUDGET.of(columns.stream().filter(MetricColumn::isMidway).toList());
        if (!midway.isEmpty()) {
            kinds.add("epoch " + list(midway) + " of longer trainings");
        }
        return String.join("; ", kinds);
    }

    /** What the user should know: whole sentences. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        bookkeeping().ifPresent(notes::add);
        if (selection.asksForNothing()) {
            List<String> kinds = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                Set<String> left = new LinkedHashSet<>(kind.offered(columns));
                left.removeAll(kind.of(chosen));
                if (!left.isEmpty()) {
                    kinds.add(kind.noun() + " " + list(left));
                }
            }
            if (!kinds.isEmpty()) {
                notes.add("By default these are left out: " + String.join("; ", kinds)
                        + ". They are read when they are chosen.");
            }
        }
        if (choseTests()) {
            notes.add("The file has no validation results: what was read are test results.");
        }
        selection.wanted().forEach((kind, values) -> {
            Set<String> missing = new LinkedHashSet<>(values);
            missing.removeAll(kind.of(chosen));
            if (!missing.isEmpty()) {
                notes.add("No score that was read is of the " + kind.noun() + " " + list(missing) + ".");
            }
        });
        notes.addAll(withoutEffect());
        return notes;
    }

    private Optional<String> bookkeeping() {
        List<String> left = all.stream()
                .filter(column -> !column.isScore() && !chosen.contains(column))
                .map(column -> "\"" + column.name() + "\" (" + column.bookkeeping() + ")")
                .toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of("Left out as no scores: " + list(left) + ". They are read when they are chosen by name.");
    }

    /** Whether the defaults had to fall back to test results; a table that is read whole is as its maker wants it. */
    private boolean choseTests() {
        return selection.splits().isEmpty()
                && Kind.SPLIT.of(chosen).contains("test")
                && !Kind.SPLIT.of(columns).contains("valid")
                && columns.stream()
                        .anyMatch(column -> !chosen.contains(column)
                                && !Kind.QUANTITY.of(column).isEmpty());
    }

    /** Choices of seeds and epochs that a file cannot follow. */
    public List<String> withoutEffect() {
        List<String> notes = new ArrayList<>();
        if (selection.seeds().kind() != SeedChoice.Kind.MEAN
                && chosen.stream().allMatch(column -> column.seeds().isEmpty())) {
            notes.add("The file does not tell trainings apart by their seeds: the choice of seeds has no effect.");
        }
        if (selection.epoch().kind() != EpochChoice.Kind.FINAL
                && chosen.stream().noneMatch(column -> column.byEpoch() || Selection.budget(column) > 0)) {
            notes.add("The file does not tell epochs apart: the choice of the epoch has no effect.");
        }
        return notes;
    }

    /** Which columns do not say whether larger or smaller is better; nothing where all do. */
    public static List<String> unknownDirections(List<Metric> metrics) {
        List<String> unknown = metrics.stream()
                .filter(metric -> !metric.direction().isKnown())
                .map(Metric::name)
                .toList();
        return unknown.isEmpty()
                ? List.of()
                : List.of("The names of these columns do not say whether larger or smaller is better: " + list(unknown)
                        + ". Choose it under \"Higher is better\" or \"Lower is better\".");
    }

    private static String list(Iterable<String> values) {
        List<String> all = new ArrayList<>();
        values.forEach(all::add);
        String listed = String.join(", ", all.subList(0, Math.min(LISTED, all.size())));
        return all.size() <= LISTED ? listed : listed + " and " + (all.size() - LISTED) + " more";
    }
}
