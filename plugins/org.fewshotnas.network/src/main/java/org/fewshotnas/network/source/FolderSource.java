package org.fewshotnas.network.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.PictureReader;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** A folder that holds one folder of pictures for each class; or two of such, one for training and one for testing. */
final class FolderSource implements LabelledSource {
    private static final Set<String> TRAINING = Set.of("train", "training");
    private static final Set<String> VALIDATION = Set.of("val", "valid", "validation", "dev");
    private static final Set<String> TEST = Set.of("test", "testing");
    private static final int DEEPEST = 8;
    private static final int LOOKED_AT = 100;

    private final Path folder;
    private final int largest;
    private final List<Example> examples = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final LeftOut others = new LeftOut();
    private final LeftOut hidden = new LeftOut();
    private final List<String> notes = new ArrayList<>();

    private FolderSource(Path folder, int largest) {
        this.folder = folder;
        this.largest = largest;
    }

    static FolderSource open(Path folder, int largest, Progress progress) throws IOException {
        FolderSource source = new FolderSource(folder, largest);
        List<Path> inside = folders(folder);
        if (inside.stream().anyMatch(sub -> is(sub, TRAINING))
                && inside.stream().allMatch(sub -> is(sub, TRAINING) || is(sub, VALIDATION) || is(sub, TEST))) {
            source.addSplits(inside, progress);
        } else {
            source.addClasses(folder, inside, false, progress);
        }
        if (source.examples.isEmpty()) {
            throw source.nothing();
        }
        others(source);
        return source;
    }

    /** How many of the folders within a folder hold pictures, as far as their first files tell. */
    static int foldersOfPictures(Path folder) throws IOException {
        int count = 0;
        for (Path one : folders(folder)) {
            try (Stream<Path> all = Files.walk(one, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
                for (Path file :
                        (Iterable<Path>) all.filter(Files::isRegularFile).limit(LOOKED_AT)::iterator) {
                    if (PictureReader.recognises(start(file))) {
                        count++;
                        break;
                    }
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return count;
    }

    private static void others(FolderSource source) {
        source.others.note("no PNG, JPEG, BMP or GIF pictures").ifPresent(source.notes::add);
        source.hidden.note("hidden files").ifPresent(source.notes::add);
    }

    private static boolean is(Path folder, Set<String> names) {
        return names.contains(folder.getFileName().toString().toLowerCase(Locale.ROOT));
    }

    private void addSplits(List<Path> splits, Progress progress) throws IOException {
        boolean tested = splits.stream().anyMatch(split -> is(split, TEST));
        for (Path split : splits) {
            boolean isTest = is(split, TEST) || !tested && is(split, VALIDATION);
            if (tested && is(split, VALIDATION)) {
                notes.add("The examples in \"" + split.getFileName()
                        + "\" are among the training data, since \"test\" is there for testing.");
            }
            addClasses(split, folders(split), isTest, progress);
        }
    }

    private void addClasses(Path parent, List<Path> classes, boolean isTest, Progress progress) throws IOException {
        for (Path loose : LabelledFiles.files(parent)) {
            others.add(folder.relativize(loose));
        }
        for (Path one : classes) {
            int before = examples.size();
            try (Stream<Path> all = Files.walk(one, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
                for (Path file :
                        (Iterable<Path>) all.filter(Files::isRegularFile).sorted()::iterator) {
                    progress.checkCanceled();
                    add(file, one.getFileName().toString(), isTest);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            if (examples.size() == before) {
                notes.add("The folder \"" + folder.relativize(one) + "\" holds no pictures.");
            }
            progress.report(0, examples.size() + " pictures found");
        }
    }

    private void add(Path file, String label, boolean isTest) throws IOException {
        Path name = folder.relativize(file);
        if (LabelledFiles.isHidden(file)) {
            hidden.add(name);
        } else if (PictureReader.recognises(start(file))) {
            examples.add(new Example(name.toString().replace('\\', '/'), label, isTest));
            files.add(file);
            LabelledFiles.checkCount(folder.getFileName().toString(), examples.size());
        } else {
            others.add(name);
        }
    }

    private static byte[] start(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(16);
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(Files::isDirectory)
                    .filter(sub -> !LabelledFiles.isHidden(sub))
                    .sorted()
                    .toList();
        }
    }

    private InvalidInputException nothing() throws IOException {
        boolean loose = false;
        for (Path file : LabelledFiles.files(folder)) {
            loose |= PictureReader.recognises(start(file));
        }
        return new InvalidInputException(
                "The folder \"" + folder.toAbsolutePath() + "\" holds "
                        + (loose
                                ? "pictures, but no folders that say of which class they are."
                                : "no labelled pictures."),
                "Choose a folder that holds one folder for each class, named as the class, with its PNG, JPEG, BMP or GIF pictures; or the "
                        + "folders \"train\" and \"test\" with such folders in them.");
    }

    @Override
    public List<Example> examples() {
        return examples;
    }

    @Override
    public Optional<TensorShape> shape() {
        return Optional.empty();
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void read(BitSet chosen, Progress progress, Visitor visitor) throws IOException {
        int count = chosen.cardinality();
        int done = 0;
        for (int i = chosen.nextSetBit(0); i >= 0; i = chosen.nextSetBit(i + 1)) {
            progress.checkCanceled();
            progress.report((double) done++ / count, "Picture " + done + " of " + count);
            PictureContent content;
            try {
                content = new PictureContent(
                        png(files.get(i), "\"" + examples.get(i).name() + "\""));
            } catch (InvalidInputException e) {
                visitor.damaged(i, e);
                continue;
            }
            visitor.example(i, content, NO_TARGET);
        }
    }

    /** As it stands in the file where it can, so that nothing is lost. */
    private byte[] png(Path file, String name) throws IOException {
        byte[] bytes = PictureReader.bytes(file, name);
        var header = PictureReader.header(bytes, name);
        if (PictureReader.recognisesPng(bytes) && Math.max(header.height(), header.width()) <= largest) {
            PictureReader.read(bytes, name);
            return bytes;
        }
        return PictureReader.read(bytes, name).png(largest);
    }
}
