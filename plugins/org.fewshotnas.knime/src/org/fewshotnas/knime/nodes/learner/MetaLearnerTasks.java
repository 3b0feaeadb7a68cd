package org.fewshotnas.knime.nodes.learner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Graphs;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.OpenChoice;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.TaskColumns;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Metric;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/** Makes tasks of the task columns of a table: one of every column and search space. */
final class MetaLearnerTasks {
    private static final String TABLE = "the input table";

    /** Fewer architectures than this teach a network hardly anything. */
    private static final int FEW = 30;

    private final DataTableSpec spec;
    private final String[] columns;
    /** Place of the held-out column, or -1. */
    private final int heldOutColumn;

    /**
     * Checks the choice of columns.
     *
     * @throws InvalidInputException if there is none, or one has vanished
     */
    MetaLearnerTasks(DataTableSpec spec, MetaLearnerParameters parameters) {
        this.spec = spec;
        new Graphs(spec, TABLE);
        String[] chosen = TaskColumns.chosen(spec, TABLE, parameters.taskColumns, "Task columns");
        boolean holdsOut = !OpenChoice.isOpen(parameters.heldOutTask);
        String heldOut = holdsOut ? parameters.heldOutTask : "";
        if (holdsOut && !spec.containsName(heldOut)) {
            throw new InvalidInputException(
                    "The column \"" + heldOut + "\", which is chosen under \"Held-out column\", is not in " + TABLE
                            + ".",
                    "Choose another column, or none.");
        }
        heldOutColumn = holdsOut ? spec.findColumnIndex(heldOut) : -1;
        columns = Arrays.stream(chosen).filter(name -> !name.equals(heldOut)).toArray(String[]::new);
        if (columns.length == 0) {
            throw new InvalidInputException(
                    "There is no task to learn from: no number column is chosen under \"Task columns\""
                            + (holdsOut ? ", or only the one that is held out." : "."),
                    "Choose at least one number column of scores.");
        }
    }

    /** What the columns' numbers are; {@code warnings} are told which of them do not say their direction. */
    List<Metric> metrics(List<String> warnings) {
        return TaskColumns.metrics(spec, columns, warnings);
    }

    /** Graphs and scores of one task, while they are collected. */
    private record Collected(Metric metric, List<UnifiedGraph> graphs, DoubleStream.Builder scores) {}

    /**
     * Reads the tasks.
     *
     * @param warnings where to say which columns are of no use
     * @throws InvalidInputException if a cell cannot be used, or no task is left
     */
    List<Task> read(BufferedDataTable table, Progress progress, List<String> warnings) {
        Graphs graphs = new Graphs(spec, TABLE);
        int spaceColumn = TaskColumns.searchSpace(spec);
        int[] indices = Arrays.stream(columns).mapToInt(spec::findColumnIndex).toArray();
        List<Metric> metrics = metrics(warnings);
        List<Map<String, Collected>> tasks = new ArrayList<>();
        metrics.forEach(metric -> tasks.add(new LinkedHashMap<>()));
        Set<String> ofTheHeldOut = new LinkedHashSet<>();
        Metric heldOut = heldOutColumn < 0 ? null : Columns.metric(spec.getColumnSpec(heldOutColumn));
        Rows.forEach(table, progress, "Reading the tasks", (row, number) -> {
            UnifiedGraph graph = graphs.read(row);
            String space = TaskColumns.searchSpace(row, spaceColumn);
            boolean heldOutToo = heldOut != null && !row.getCell(heldOutColumn).isMissing();
            for (int i = 0; i < indices.length; i++) {
                double score = Inputs.number(row, indices[i], columns[i]);
                if (!Double.isNaN(score)) {
                    Metric metric = metrics.get(i);
                    Collected task = tasks.get(i)
                            .computeIfAbsent(
                                    space, any -> new Collected(metric, new ArrayList<>(), DoubleStream.builder()));
                    task.graphs.add(graph);
                    task.scores.add(score);
                    if (heldOutToo && metric.sharesDataSet(heldOut)) {
                        ofTheHeldOut.add(columns[i]);
                    }
                }
            }
        });
        List<Task> usable = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            if (tasks.get(i).isEmpty()) {
                warnings.add("The task column \"" + columns[i] + "\" has no value and is left out.");
            }
            int before = usable.size();
            for (Map.Entry<String, Collected> entry : tasks.get(i).entrySet()) {
                add(entry.getValue(), tasks.get(i).size() > 1 ? entry.getKey() : "", usable, warnings);
            }
            if (usable.size() == before) {
                ofTheHeldOut.remove(columns[i]);
            }
        }
        List<String> small = usable.stream()
                .filter(task -> task.size() < FEW)
                .map(task -> "\"" + task.metric().name() + "\" (" + task.size() + ")")
                .toList();
        if (!small.isEmpty()) {
            warnings.add("Learned from very few architectures: " + String.join(", ", small)
                    + ". A predictor that is of use takes at least some dozens for each task, better hundreds.");
        }
        if (!ofTheHeldOut.isEmpty()) {
            warnings.add("Learned from too: \"" + String.join("\", \"", ofTheHeldOut)
                    + "\", of the held-out column's data set. A new data set would have no such scores: deselect them under "
                    + "\"Task columns\" to see how well the predictor does on one.");
        }
        if (usable.isEmpty()) {
            throw new InvalidInputException(
                    "There is no task to learn from: none of the chosen columns has values of " + Task.FEWEST_TO_LEARN
                            + " architectures, not all the same.",
                    "Choose columns that hold measured scores of several architectures.");
        }
        return usable;
    }

    private static void add(Collected collected, String space, List<Task> usable, List<String> warnings) {
        String name = collected.metric.name() + (space.isEmpty() ? "" : " (" + space + ")");
        Task task = new Task(
                collected.metric.withName(name),
                collected.graphs,
                collected.scores.build().toArray());
        if (task.isLearnable()) {
            usable.add(task);
        } else {
            warnings.add("The task \"" + name + "\" has " + task.size() + (task.size() == 1 ? " value" : " values")
                    + " and is left out: it takes those of " + Task.FEWEST_TO_LEARN
                    + " architectures, not all the same, to learn from it.");
        }
    }
}
