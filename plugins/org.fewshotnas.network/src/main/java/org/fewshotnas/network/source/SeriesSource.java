package org.fewshotnas.network.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.series.SeriesFile;
import org.fewshotnas.network.series.SeriesRow;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** Series in files of the UCR and UEA archives: one for training and one for testing, or one alone. */
final class SeriesSource implements LabelledSource {
    private static final int MOST_VALUES = 1 << 24;

    private record Part(Path file, boolean isTest) {
        String name() {
            return file.getFileName().toString();
        }
    }

    private final List<Part> parts;
    private final boolean filling;
    private final List<Example> examples = new ArrayList<>();
    private boolean quantities;
    private int channels;
    private int length;
    private int gaps;

    private SeriesSource(List<Part> parts, boolean filling, Progress progress) throws IOException {
        this.parts = parts;
        this.filling = filling;
        for (Part part : parts) {
            survey(part, progress);
        }
        if (channels == 0) {
            throw new InvalidInputException(
                    "The file \"" + parts.get(0).name() + "\" holds no series that can be read.",
                    "Check that it is the right file and not damaged.");
        }
    }

    /** Whether a file is one of either archive; by its name alone if it ends in .ts, so that what is missing in its header is said. */
    static boolean recognises(Path file, byte[] head) throws IOException {
        if (isTs(file) && head.length > 0) {
            return true;
        }
        boolean perhaps = head.length > 2 && (head[0] == '@' || head[0] == '#' || isText(head));
        return perhaps && SeriesFile.recognises(LabelledFiles.head(file, SeriesFile.HEAD));
    }

    private static boolean isText(byte[] head) {
        for (byte one : head) {
            if (one == '\t') {
                return true;
            }
        }
        return false;
    }

    static SeriesSource ofFolder(Path folder, List<Path> files, boolean filling, Progress progress) throws IOException {
        // The archives come in several formats beside each other.
        List<Path> ts = files.stream().filter(SeriesSource::isTs).toList();
        List<Part> parts = new ArrayList<>();
        for (Path file : ts.isEmpty() ? files : ts) {
            parts.add(new Part(file, name(file).contains("test")));
        }
        long tests = parts.stream().filter(Part::isTest).count();
        if (tests > 1 || parts.size() - tests > 1) {
            throw new InvalidInputException(
                    "The folder \"" + folder.getFileName() + "\" holds the series of several data sets: "
                            + parts.stream().map(Part::name).collect(Collectors.joining(", ")) + ".",
                    "Choose the file of one of them, or put one data set, its files _TRAIN and _TEST, into a folder of its own.");
        }
        parts.sort((a, b) -> Boolean.compare(a.isTest(), b.isTest()));
        return new SeriesSource(parts, filling, progress);
    }

    private static boolean isTs(Path file) {
        return name(file).endsWith(".ts") || name(file).endsWith(".ts.gz");
    }

    private static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    /** All examples are for training then. */
    static SeriesSource ofFile(Path file, boolean filling, Progress progress) throws IOException {
        return new SeriesSource(List.of(new Part(file, false)), filling, progress);
    }

    private static SeriesFile open(Part part) throws IOException {
        byte[] head = LabelledFiles.head(part.file(), SeriesFile.HEAD);
        InputStream bytes = Unpacked.open(part.file());
        try {
            return new SeriesFile(part.name(), bytes, head);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private void survey(Part part, Progress progress) throws IOException {
        String stem = part.name().replaceFirst("(?i)\\.(tsv|ts|txt)(\\.gz)?$", "");
        try (SeriesFile file = open(part)) {
            if (!examples.isEmpty() && file.hasQuantities() != quantities) {
                throw new InvalidInputException(
                        "Of the series in \"" + parts.get(0).name() + "\" and \"" + part.name()
                                + "\" the ones have classes and the others quantities.",
                        "Choose files that belong together.");
            }
            quantities = file.hasQuantities();
            if (length == 0 && file.length().isPresent()) {
                length = file.length().get();
            }
            int index = 0;
            for (Optional<SeriesRow> row = file.next(); row.isPresent(); row = file.next()) {
                progress.checkCanceled();
                examples.add(new Example(
                        stem + " " + index++, quantities ? "" : row.get().label(), part.isTest()));
                LabelledFiles.checkCount(part.name(), examples.size());
                if (row.get().flaw().isEmpty()) {
                    survey(row.get(), part.name());
                }
            }
            progress.report(0, examples.size() + " series found");
        }
    }

    /** The first series says how many channels there are, and how long all are; or the longest, if shorter ones become as long. */
    private void survey(SeriesRow row, String file) {
        channels = channels == 0 ? row.channels().length : channels;
        length = length == 0 || filling ? Math.max(length, row.longest()) : length;
        gaps += row.hasGaps() ? 1 : 0;
        if ((long) channels * length > MOST_VALUES) {
            throw new InvalidInputException(
                    "The series in line " + row.line() + " of \"" + file + "\" has " + channels + " channels of "
                            + length + " steps; more than " + MOST_VALUES + " numbers are not read.",
                    "Cut or thin out the series.");
        }
    }

    @Override
    public List<Example> examples() {
        return examples;
    }

    @Override
    public Optional<TensorShape> shape() {
        return Optional.of(TensorShape.series(channels, length));
    }

    @Override
    public Optional<TensorShape> target() {
        return quantities ? Optional.of(TensorShape.vector(1)) : Optional.empty();
    }

    @Override
    public List<String> notes() {
        return gaps == 0 || filling
                ? List.of()
                : List.of(
                        gaps + " of " + examples.size()
                                + " series have missing values; nodes that learn leave them out. \"Fill gaps in series\" fills them.");
    }

    @Override
    public void read(BitSet chosen, Progress progress, Visitor visitor) throws IOException {
        int number = 0;
        for (Part part : parts) {
            try (SeriesFile file = open(part)) {
                for (Optional<SeriesRow> row = file.next();
                        row.isPresent() && chosen.nextSetBit(number) >= 0;
                        row = file.next()) {
                    progress.checkCanceled();
                    progress.report((double) number / examples.size(), "Series " + (number + 1));
                    if (chosen.get(number)) {
                        visit(number, row.get(), part.name(), visitor);
                    }
                    number++;
                }
            }
        }
    }

    private void visit(int number, SeriesRow row, String file, Visitor visitor) {
        Optional<InvalidInputException> flaw = row.flaw().or(() -> flaw(row, file));
        if (flaw.isPresent()) {
            visitor.damaged(number, flaw.get());
            return;
        }
        double[] values = new double[channels * length];
        for (int i = 0; i < channels; i++) {
            double[] channel = row.channels()[i];
            Arrays.fill(values, i * length, (i + 1) * length, Double.NaN);
            System.arraycopy(channel, 0, values, i * length, channel.length);
            if (filling) {
                Gaps.fill(values, i * length, (i + 1) * length);
            }
        }
        double[] target = quantities ? new double[] {Double.parseDouble(row.label())} : NO_TARGET;
        visitor.example(number, new NumberContent(values), target);
    }

    private Optional<InvalidInputException> flaw(SeriesRow row, String file) {
        String line = "Line " + row.line() + " of the file \"" + file + "\" holds a series of ";
        if (row.channels().length != channels) {
            return Optional.of(new InvalidInputException(
                    line + row.channels().length + " channels; the others have " + channels + ".",
                    "Correct the line, or remove it."));
        }
        if (!filling && !row.hasLength(length) || row.longest() > length) {
            return Optional.of(
                    new InvalidInputException(
                            line + row.lengths() + " steps, but " + length
                                    + " were expected: a network needs series of one length.",
                            "Bring all series to one length; \"Fill gaps in series\" extends shorter ones by their last value."));
        }
        return quantities && !isFinite(row.label())
                ? Optional.of(new InvalidInputException(
                        "The target in line " + row.line() + " of the file \"" + file + "\" is \"" + row.label()
                                + "\"; a finite number was expected.",
                        "Correct it, or remove the line."))
                : Optional.empty();
    }

    private static boolean isFinite(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
