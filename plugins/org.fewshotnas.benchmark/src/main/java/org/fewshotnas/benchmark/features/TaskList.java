package org.fewshotnas.benchmark.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.file.FileErrors;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.file.KnownFiles;
import org.fewshotnas.benchmark.file.PickleFile;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.pickle.PickleListener;
import org.fewshotnas.benchmark.pickle.PickledNumbers;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * Which classes make which data set: MetaD2A's {@code meta_train_task_lst.pt}, a pickled list with a list of classes for each data set. Its
 * database numbers the data sets from 0, in the list's order.
 */
public final class TaskList {
    private final String file;
    private final List<List<String>> tasks;

    private TaskList(String file, List<List<String>> tasks) {
        this.file = file;
        this.tasks = List.copyOf(tasks);
    }

    /**
     * Reads a file.
     *
     * @throws InvalidInputException if it is no such list, or damaged: the message names it
     * @throws java.util.concurrent.CancellationException if the user cancels
     */
    public static TaskList read(Path path, ReadLimits limits, Progress progress) {
        String name = FileInput.name(path);
        if (!Files.isRegularFile(path)) {
            throw new InvalidInputException("There is no file \"" + name + "\".", "Check the path of the task list.");
        }
        try {
            SourceFile file = SourceFiles.of(path, progress).first();
            FileHead head = file.head(progress);
            KnownFiles.refuse(name, head);
            if (!PickleFile.looksLikePickle(head)) {
                throw no(name, "is no pickle");
            }
            Object value;
            try (PickleFile pickle = PickleFile.open(file, limits, progress)) {
                value = pickle.read(PickleListener.KEEP);
                pickle.finish();
            }
            if (!is(value)) {
                throw no(name, "does not hold a list of lists of classes");
            }
            return of(name, value, limits);
        } catch (IOException | RuntimeException e) {
            throw FileErrors.translate(path, e);
        }
    }

    /** Whether a pickle's value is such a list, be it damaged. */
    public static boolean is(Object value) {
        if (PickledNumbers.length(value) <= 0) {
            return false;
        }
        Object first = PickledNumbers.item(value, 0);
        return PickledNumbers.length(first) > 0 && isClass(PickledNumbers.item(first, 0));
    }

    private static boolean isClass(Object value) {
        return value instanceof String || PickledNumbers.isNumber(value);
    }

    private static TaskList of(String file, Object value, ReadLimits limits) {
        int count = PickledNumbers.length(value);
        limits.checkRows(file, count, 1);
        List<List<String>> tasks = new ArrayList<>();
        long classes = 0;
        for (int i = 0; i < count; i++) {
            Object list = PickledNumbers.item(value, i);
            int length = PickledNumbers.length(list);
            if (length <= 0) {
                throw no(file, "has no list of classes of its task " + i);
            }
            classes += length;
            limits.checkRows(file, classes, 1);
            // Drawing a class twice makes no two classes of it.
            Set<String> ids = new LinkedHashSet<>();
            for (int j = 0; j < length; j++) {
                ids.add(id(file, i, PickledNumbers.item(list, j)));
            }
            tasks.add(List.copyOf(ids));
        }
        return new TaskList(file, tasks);
    }

    private static String id(String file, int task, Object value) {
        if (value instanceof String text) {
            return text;
        }
        double number = PickledNumbers.number(value);
        if (!(number >= 0 && number <= Integer.MAX_VALUE && number == Math.rint(number))) {
            throw no(
                    file,
                    "has in its task " + task + " the class "
                            + (Double.isNaN(number) ? "(no number)" : Excerpts.shorten(String.valueOf(number))));
        }
        return String.valueOf((int) number);
    }

    private static InvalidInputException no(String file, String what) {
        return new InvalidInputException(
                "The file \"" + file + "\" is no list of tasks: it " + what + ".",
                "Choose MetaD2A's meta_train_task_lst.pt, a list with the list of classes of each data set, or none.");
    }

    /** The file's name. */
    public String file() {
        return file;
    }

    /** How many data sets there are. */
    public int size() {
        return tasks.size();
    }

    /** The classes of a data set, as the file has them. */
    List<String> classes(int task) {
        return tasks.get(task);
    }

    /** What a data set is called here and in the tables of MetaD2A's database: "task" and its number in the list, from 0. */
    public static String name(int task) {
        return "task " + task;
    }

    /** Whether a class is called 0: then the list counts classes from 0. */
    boolean countsFromZero() {
        return tasks.stream().anyMatch(classes -> classes.contains("0"));
    }
}
