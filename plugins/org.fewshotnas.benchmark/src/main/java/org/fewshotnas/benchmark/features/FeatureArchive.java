package org.fewshotnas.benchmark.features;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.file.PickleFile;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleListener;
import org.fewshotnas.benchmark.pickle.TorchStorage;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * Features of pictures by their class, as MetaD2A publishes them ({@code imgnet32bylabel.pt}, {@code cifar10bylabel.pt}, ...): a torch archive
 * of a dictionary from a class's label to a tensor (pictures, numbers), be it in a list by itself; there 512 numbers of a ResNet-18 that has
 * learned ImageNet, for pictures of 32 x 32 pixels. Opening one reads labels and sizes alone, and reading it keeps one tensor in memory at a
 * time beside what is asked for. Source: Lee, Hyung and Hwang, ICLR 2021, and their program.
 */
public final class FeatureArchive {
    /** Of the pictures that features are published of. */
    public static final int CHANNELS = 3;

    /** Height and width of these pictures, in pixels. */
    public static final int SIDE = 32;

    private static final int LISTED = 5;

    private final SourceFiles files;
    private final ReadLimits limits;
    /** By label; of a class without pictures none. */
    private final Map<String, FeatureTensor> classes;

    private final List<String> without;
    private final int width;

    private FeatureArchive(
            SourceFiles files, ReadLimits limits, Map<String, FeatureTensor> classes, List<String> without, int width) {
        this.files = files;
        this.limits = limits;
        this.classes = classes;
        this.without = without;
        this.width = width;
    }

    /**
     * Whether a pickle's value is such an archive, be it damaged: a dictionary with a table of numbers of some class, or with nothing of any.
     * Values of tensors are not asked for.
     */
    public static boolean is(Object value) {
        if (!(value instanceof PickleDict dict) || dict.size() == 0) {
            return false;
        }
        boolean empty = true;
        for (int i = 0; i < dict.size(); i++) {
            if (FeatureTensor.isTable(dict.value(i))) {
                return true;
            }
            empty &= FeatureTensor.isEmptyList(dict.value(i));
        }
        return empty;
    }

    /**
     * The archive of a pickle's value.
     *
     * @param files which it was read from
     * @throws InvalidInputException if classes have something else than tensors, tensors of several widths, or none has any: the message
     *     names file and class
     */
    public static FeatureArchive of(SourceFiles files, Object value, ReadLimits limits) {
        PickleDict dict = (PickleDict) value;
        String file = files.name();
        limits.checkRows(file, dict.size(), 1);
        Map<String, FeatureTensor> classes = new LinkedHashMap<>();
        Set<String> seen = new LinkedHashSet<>();
        List<String> without = new ArrayList<>();
        int width = 0;
        String first = "";
        for (int i = 0; i < dict.size(); i++) {
            String label = label(file, dict.key(i));
            if (!seen.add(label)) {
                throw damaged(file, "has the class \"" + Excerpts.shorten(label) + "\" twice");
            }
            if (FeatureTensor.isEmptyList(dict.value(i))) {
                without.add(label);
                continue;
            }
            FeatureTensor tensor = FeatureTensor.of(dict.value(i))
                    .orElseThrow(() -> damaged(
                            file,
                            "has no tensor (pictures x numbers) of the class \"" + Excerpts.shorten(label)
                                    + "\", as the other classes have"));
            if (tensor.rows() == 0) {
                without.add(label);
                continue;
            }
            if (classes.isEmpty()) {
                width = tensor.width();
                first = label;
            }
            if (tensor.width() != width) {
                throw damaged(
                        file,
                        "has " + tensor.width() + " numbers for a picture of the class \"" + Excerpts.shorten(label)
                                + "\", and " + width + " for one of \"" + Excerpts.shorten(first) + "\"");
            }
            classes.put(label, tensor);
        }
        if (classes.isEmpty()) {
            throw damaged(
                    file,
                    "has " + dict.size() + " classes, such as \""
                            + Excerpts.shorten(seen.iterator().next()) + "\", without a tensor of features");
        }
        return new FeatureArchive(files, limits, classes, without, width);
    }

    private static String label(String file, Object key) {
        if (key instanceof String || key instanceof Long) {
            return key.toString();
        }
        throw damaged(file, "has a class whose label is neither a text nor a whole number");
    }

    private static InvalidInputException damaged(String file, String what) {
        return new InvalidInputException(
                "The file \"" + file + "\" " + what + ".",
                "A feature archive of MetaD2A has a tensor of pictures x 512 numbers for each class. Download it again, or choose another file.");
    }

    /** Labels of the classes that have pictures, in the file's order. */
    public List<String> labels() {
        return List.copyOf(classes.keySet());
    }

    /** How many numbers a picture has. */
    public int width() {
        return width;
    }

    /** How many pictures there are in all. */
    public long pictures() {
        return classes.values().stream().mapToLong(FeatureTensor::rows).sum();
    }

    /** That the file has no architectures, for those who want some. */
    public InvalidInputException hasNoArchitectures() {
        return new InvalidInputException(
                "The file \"" + files.name() + "\" holds features of pictures of " + classes.size()
                        + " classes, as MetaD2A's feature archives do. It has no architectures and no scores.",
                "Choose the database of accuracies, meta_train_tasks_predictor.pt, for these.");
    }

    /**
     * Reads the first pictures of each class.
     *
     * <p>MetaD2A's list of tasks counts classes from 1, its archives from 0: where the archive has a class 0 and the list has none, the list's
     * class 1 is the archive's 0.
     *
     * @param perClass how many at most
     * @param tasks what data sets there are; without it all classes are one, which is called as the file is
     * @param progress 0 to 1 by bytes of the tensors
     * @return the data sets, in the list's order
     * @throws InvalidInputException if the file is damaged, or has changed since it was opened, if a data set has a class that is not here, if
     *     a number is not finite, or if that is more than the limits allow
     * @throws java.util.concurrent.CancellationException if the user cancels
     */
    public List<DataSetRows> read(int perClass, Optional<TaskList> tasks, Progress progress) {
        Map<String, List<String>> dataSets = new LinkedHashMap<>();
        if (tasks.isPresent()) {
            for (int i = 0; i < tasks.get().size(); i++) {
                dataSets.put(TaskList.name(i), labels(tasks.get(), i));
            }
        } else {
            dataSets.put(files.name().replaceFirst("(?<=.)\\.[^.]*$", ""), labels());
        }
        Set<String> wanted = new LinkedHashSet<>();
        dataSets.values().forEach(wanted::addAll);
        checkSize(perClass, dataSets.values(), wanted);
        Map<String, ClassRows> rows = rows(perClass, wanted, progress);
        return dataSets.entrySet().stream()
                .map(one -> new DataSetRows(
                        one.getKey(), one.getValue().stream().map(rows::get).toList()))
                .toList();
    }

    /** Of a task, as they are called here. */
    private List<String> labels(TaskList tasks, int task) {
        boolean shifted = classes.containsKey("0") && !tasks.countsFromZero();
        List<String> labels = new ArrayList<>();
        for (String id : tasks.classes(task)) {
            String label = shifted && id.matches("[1-9]\\d{0,8}") ? String.valueOf(Integer.parseInt(id) - 1) : id;
            if (!classes.containsKey(label)) {
                throw new InvalidInputException(
                        "The " + TaskList.name(task) + " of the file \"" + tasks.file() + "\" has the class "
                                + Excerpts.shorten(id)
                                + (label.equals(id) ? "" : ", whose label is " + label + " as labels begin with 0")
                                + ", of which the file \"" + files.name()
                                + (without.contains(label)
                                        ? "\" has no picture."
                                        : "\" has no features: its " + classes.size() + " classes are "
                                                + Excerpts.listed(labels(), LISTED) + "."),
                        "Choose the archive that the task list is for: MetaD2A's is imgnet32bylabel.pt.");
            }
            labels.add(label);
        }
        return labels;
    }

    private void checkSize(int perClass, Iterable<List<String>> dataSets, Set<String> wanted) {
        long rows = 0;
        for (List<String> labels : dataSets) {
            rows += labels.stream()
                    .mapToLong(label -> Math.min(perClass, classes.get(label).rows()))
                    .sum();
        }
        long numbers = wanted.stream()
                        .mapToLong(
                                label -> Math.min(perClass, classes.get(label).rows()))
                        .sum()
                * width;
        if (rows > limits.maxRows() || numbers > limits.maxScores()) {
            throw new InvalidInputException(
                    "Of the file \"" + files.name() + "\" " + rows + " rows would be read, and " + numbers
                            + " numbers; the limit is " + limits.maxRows() + " rows and " + limits.maxScores()
                            + " numbers.",
                    "Read fewer examples of each class than " + perClass + ".");
        }
    }

    private Map<String, ClassRows> rows(int perClass, Set<String> wanted, Progress progress) {
        Map<String, ClassRows> rows = new LinkedHashMap<>();
        try {
            files.requireUnchanged();
            try (PickleFile pickle = PickleFile.openWithoutNumbers(files.first(), limits, progress.silent())) {
                PickleDict dict = (PickleDict) pickle.read(PickleListener.KEEP);
                Map<TorchStorage, List<Integer>> entries = new IdentityHashMap<>();
                for (int i = 0; i < dict.size(); i++) {
                    int entry = i;
                    FeatureTensor.of(dict.value(i))
                            .filter(tensor -> wanted.contains(label(files.name(), dict.key(entry))))
                            .ifPresent(tensor -> entries.computeIfAbsent(tensor.storage(), any -> new ArrayList<>())
                                    .add(entry));
                }
                pickle.finish(
                        storage -> {
                            for (int entry : entries.getOrDefault(storage, List.of())) {
                                String label = label(files.name(), dict.key(entry));
                                FeatureTensor tensor =
                                        FeatureTensor.of(dict.value(entry)).orElseThrow();
                                rows.put(label, new ClassRows(label, first(perClass, label, tensor), tensor.rows()));
                            }
                        },
                        progress);
            }
            return rows;
        } catch (IOException | RuntimeException e) {
            throw files.explain(e);
        }
    }

    private float[][] first(int count, String label, FeatureTensor tensor) {
        float[][] rows = new float[Math.min(count, tensor.rows())][width];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < width; j++) {
                rows[i][j] = (float) tensor.number(i, j);
                if (!Float.isFinite(rows[i][j])) {
                    throw damaged(
                            files.name(),
                            "has no finite number as feature " + (j + 1) + " of the picture " + (i + 1)
                                    + " of the class \"" + Excerpts.shorten(label) + "\"");
                }
            }
        }
        return rows;
    }
}
