package org.fewshotnas.network.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.fewshotnas.space.base.InvalidInputException;

/** The arrays of a folder or of an .npz archive by their names, and which of them hold the labels of which. */
final class NpyFiles {
    private static final String ADVICE =
            "Name the files x_train.npy, y_train.npy, x_test.npy and y_test.npy, or X.npy and y.npy.";

    /** Opens an array anew. */
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    /** An array by the name of its file. */
    record Entry(String name, Opening opening) {}

    /** Examples and their labels. */
    record Pair(Entry inputs, Entry labels, boolean isTest) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    /** The one whose labels are looked for; empty if all are. */
    private Optional<String> only = Optional.empty();

    private final String place;

    private NpyFiles(String place) {
        this.place = place;
    }

    static NpyFiles ofFolder(Path folder, List<Path> files) throws IOException {
        NpyFiles found = new NpyFiles(String.valueOf(folder.getFileName()));
        for (Path file : files) {
            found.add(file);
        }
        return found;
    }

    /** An archive; or an array, whose labels lie beside it. */
    static NpyFiles ofFile(Path file) throws IOException {
        String name = file.getFileName().toString();
        NpyFiles found = new NpyFiles(name);
        if (isArchive(file)) {
            found.add(file);
            return found;
        }
        for (Path beside : LabelledFiles.files(file.toAbsolutePath().getParent())) {
            if (isArray(beside)) {
                found.add(beside);
            }
        }
        found.only = Optional.of(key(name));
        return found;
    }

    private static boolean isArchive(Path file) throws IOException {
        byte[] head = LabelledFiles.head(file);
        return NpySource.recognises(head) && head[0] == 'P';
    }

    private static boolean isArray(Path file) throws IOException {
        byte[] head = LabelledFiles.head(file);
        return NpySource.recognises(head) && head[0] != 'P';
    }

    private void add(Path file) throws IOException {
        if (!isArchive(file)) {
            String name = file.getFileName().toString();
            put(new Entry(name, () -> Unpacked.open(file)));
            return;
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            zip.stream()
                    .filter(entry -> entry.getName().endsWith(".npy"))
                    .limit(100)
                    .forEach(entry -> put(new Entry(entry.getName(), () -> inArchive(file, entry.getName()))));
        }
    }

    /** No array takes the place of another one, such as that of test.npz the place of that of train.npz. */
    private void put(Entry entry) {
        if (entries.put(key(entry.name()), entry) != null) {
            throw new InvalidInputException(
                    "In \"" + place + "\" there are several arrays of the name " + key(entry.name())
                            + ", whether in upper or lower case.",
                    "Choose one file; or store training and test data in one, as x_train, y_train, x_test and y_test.");
        }
    }

    private static InputStream inArchive(Path file, String name) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        return new FilterInputStream(zip.getInputStream(zip.getEntry(name))) {
            @Override
            public void close() throws IOException {
                zip.close();
            }
        };
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.npy(\\.gz)?$", "");
    }

    /**
     * What belongs together, by the names.
     *
     * @throws InvalidInputException if there are no examples with labels
     */
    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        boolean tested = entries.keySet().stream().anyMatch(key -> key.contains("test"));
        for (String key : entries.keySet()) {
            Optional<Entry> labels = labels(key);
            if (labels.isPresent() && (only.isEmpty() || only.get().equals(key))) {
                boolean isTest = only.isEmpty() && (key.contains("test") || !tested && key.contains("val"));
                pairs.add(new Pair(entries.get(key), labels.get(), isTest));
            }
        }
        if (pairs.isEmpty()) {
            throw new InvalidInputException(
                    "In \"" + place + "\" there are no arrays of examples with their labels beside them; there "
                            + (entries.size() == 1 ? "is " : "are ")
                            + (entries.isEmpty() ? "no arrays" : String.join(", ", entries.keySet())) + ".",
                    entries.isEmpty()
                            ? "If it is packed pictures or other files, unpack it, and choose the folder."
                            : ADVICE);
        }
        // Training examples first.
        pairs.sort((a, b) -> Boolean.compare(a.isTest(), b.isTest()));
        return pairs;
    }

    /** The labels of x_train are y_train, those of train_images are train_labels, and those of ninapro_train are label_train. */
    private Optional<Entry> labels(String key) {
        for (String[] words : new String[][] {
            {"images", "labels"}, {"data", "labels"}, {"data", "targets"}, {"data", "label"}, {"inputs", "targets"}
        }) {
            if (key.contains(words[0]) && entries.containsKey(key.replace(words[0], words[1]))) {
                return Optional.of(entries.get(key.replace(words[0], words[1])));
            }
        }
        for (String pattern : List.of("^x(?=_|$|\\d|t|v)", "(?<=_)x$")) {
            String labels = key.replaceFirst(pattern, "y");
            if (!labels.equals(key) && entries.containsKey(labels)) {
                return Optional.of(entries.get(labels));
            }
        }
        String named = key.replaceFirst("^.+_(?=(train|val|valid|validation|test)$)", "label_");
        return named.equals(key) ? Optional.empty() : Optional.ofNullable(entries.get(named));
    }
}
