package org.fewshotnas.predictor.evaluation;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.evaluation.ScoredCells.ScoredTask;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Metric;

/**
 * Tasks of a table that are held out one after the other (MP-NAS, sections 4.2 and 4.3).
 *
 * <ul>
 *   <li>{@link #leaveOneOut}: of every search space, random cells are learned from, with all tasks but the new one; the new task is
 *       fine-tuned and tested on the other cells of its space, whose scores on the other tasks stay unused.
 *   <li>{@link #acrossSpaces}: all tasks of some search spaces are learned, and the tasks of the other spaces are new.
 * </ul>
 */
public final class HeldOutTasks implements Protocol {
    private final ScoredCells cells;
    private final TrainSize trainSize;
    /** The spaces to learn from; empty to leave one task out. */
    private final Optional<Set<String>> sources;

    private final List<ScoredTask> targets;

    private HeldOutTasks(ScoredCells cells, TrainSize trainSize, Optional<Set<String>> sources, Set<String> columns) {
        this.cells = cells;
        this.trainSize = trainSize;
        this.sources = sources;
        targets = cells.tasks().stream()
                .filter(task -> !isSource(task.space()))
                .filter(task -> columns.contains(metric(task).name()))
                .toList();
        if (targets.isEmpty()) {
            throw new InvalidInputException(
                    "There is no task to test on: none of the target columns " + columns + " has a score"
                            + sources.map(own -> " in a search space other than " + String.join(", ", own) + ".")
                                    .orElse("."),
                    sources.isEmpty()
                            ? "Choose at least one target column with scores."
                            : "Choose other source search spaces, or give a table that has architectures of another one too.");
        }
    }

    private boolean isSource(String space) {
        return sources.map(own -> own.contains(space)).orElse(false);
    }

    /**
     * Each target column is new once, and all other columns are known.
     *
     * @param columns names of the target columns
     * @param trainSize how many cells of every search space are learned from
     * @throws InvalidInputException if no target column has a score
     */
    public static HeldOutTasks leaveOneOut(ScoredCells cells, Set<String> columns, TrainSize trainSize) {
        return new HeldOutTasks(cells, trainSize, Optional.empty(), Set.copyOf(columns));
    }

    /**
     * The tasks of the sources are known; each task of the other spaces is new once.
     *
     * @param sources names of the search spaces to learn from
     * @param columns names of the target columns
     * @param trainSize how many cells of every source are learned from
     * @throws InvalidInputException if a source has no architecture, or no target column has a score outside the sources
     */
    public static HeldOutTasks acrossSpaces(
            ScoredCells cells, Set<String> sources, Set<String> columns, TrainSize trainSize) {
        if (sources.isEmpty()) {
            throw new InvalidInputException(
                    "No search space to learn from is chosen.", "Choose at least one source search space.");
        }
        for (String source : sources) {
            if (!cells.spaces().contains(source)) {
                throw new InvalidInputException(
                        "There is no architecture of " + source + " to learn from; the table has architectures of "
                                + String.join(", ", cells.spaces()) + ".",
                        "Choose one of these as source search space.");
            }
        }
        return new HeldOutTasks(cells, trainSize, Optional.of(Set.copyOf(sources)), Set.copyOf(columns));
    }

    @Override
    public List<String> targets() {
        return targets.stream().map(ScoredTask::name).toList();
    }

    @Override
    public Transfer draw(String target, long seed) {
        ScoredTask held = held(target);
        BitSet train = cells.draw(sources.orElseGet(cells::spaces), trainSize, seed);
        List<Task> known = sourcesOf(held).stream()
                .map(source -> cells.task(source, train::get))
                .toList();
        return Transfer.of(target, known, cells.task(held, cell -> !train.get(cell)));
    }

    @Override
    public List<String> warnings() {
        return cells.withoutScores();
    }

    @Override
    public boolean targetsShareKnownTasks() {
        return sources.isPresent();
    }

    /** {@inheritDoc} Across search spaces the cells that are tested have no scores of a known task. */
    @Override
    public List<Task> knownOfAllCells(String target) {
        return sources.isPresent()
                ? List.of()
                : sourcesOf(held(target)).stream()
                        .map(source -> cells.task(source, cell -> true))
                        .filter(Task::isLearnable)
                        .toList();
    }

    @Override
    public List<String> knownOfTheSameDataSet(String target) {
        ScoredTask held = held(target);
        return sourcesOf(held).stream()
                .filter(source ->
                        source.space().equals(held.space()) && metric(source).sharesDataSet(metric(held)))
                .map(ScoredTask::name)
                .toList();
    }

    private Metric metric(ScoredTask task) {
        return cells.metrics().get(task.column());
    }

    private ScoredTask held(String target) {
        return targets.stream()
                .filter(task -> task.name().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private List<ScoredTask> sourcesOf(ScoredTask held) {
        return cells.tasks().stream()
                .filter(source -> sources.isEmpty() ? source.column() != held.column() : isSource(source.space()))
                .toList();
    }
}
