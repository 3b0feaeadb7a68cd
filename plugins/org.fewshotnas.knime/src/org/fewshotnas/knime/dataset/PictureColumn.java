package org.fewshotnas.knime.dataset;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.file.InputKind;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.Fit;
import org.fewshotnas.network.pictures.Picture;
import org.fewshotnas.network.pictures.PictureSizes;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;

/** A column of PNG images, or of paths of pictures. */
final class PictureColumn implements InputColumns {
    /** Larger pictures take minutes for what takes seconds; who wants them chooses a size. */
    private static final int LARGEST = 64;

    private static final String UNREADABLE = "a picture that cannot be read";

    private final PictureSource source;
    private final int place;
    private final Fit fit;
    private final PictureSource.Fetched fetched = new PictureSource.Fetched();
    private final PictureSizes sizes = new PictureSizes();
    private final LeftOutRows unseen = new LeftOutRows();
    private int madeGrey;

    PictureColumn(PictureSource source, int place, Fit fit) {
        this.source = source;
        this.place = place;
        this.fit = fit;
    }

    @Override
    public InputKind kind() {
        return InputKind.PICTURES;
    }

    @Override
    public void survey(DataRow row, Progress progress) {
        use(row, unseen, (cell, name) -> source.header(cell, name, fetched, progress))
                .ifPresent(sizes::add);
    }

    /** What is done with a cell, and the name of its row in messages. */
    @FunctionalInterface
    private interface Use<T> {
        T of(DataCell cell, String name) throws IOException;
    }

    /** Empty if there is no picture that can be read, which is then said. */
    private <T> Optional<T> use(DataRow row, LeftOutRows leftOut, Use<T> use) {
        DataCell cell = row.getCell(place);
        if (cell.isMissing()) {
            leftOut.add(row, "no " + source.word());
            return Optional.empty();
        }
        String name = "of row \"" + row.getKey().getString() + "\"";
        try {
            return Optional.of(use.of(cell, name));
        } catch (InvalidInputException e) {
            leftOut.add(row, UNREADABLE, e.getMessage());
        } catch (IOException e) {
            leftOut.add(row, UNREADABLE, "\"" + cell + "\" cannot be read: " + reason(e) + ".");
        }
        return Optional.empty();
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "access is denied" : String.valueOf(e.getMessage());
    }

    @Override
    public TensorShape shape() {
        if (sizes.different() == 0) {
            throw new InvalidInputException(
                    "None of the pictures can be read. " + String.join(" ", unseen.warnings()),
                    source == PictureSource.PNG
                            ? "Choose another column, or read the pictures anew."
                            : "Choose another column, or check where the files are.");
        }
        return sizes.mostFrequent(LARGEST);
    }

    @Override
    public Optional<float[]> values(DataRow row, TensorShape shape, LeftOutRows leftOut, Progress progress) {
        Optional<Picture> picture = use(row, leftOut, (cell, name) -> source.read(cell, name, fetched, progress));
        picture.filter(read -> read.header().channels() > shape.channels()).ifPresent(read -> madeGrey++);
        return picture.map(read -> read.values(shape, fit));
    }

    @Override
    public List<String> notes(TensorShape shape) {
        List<String> notes = new ArrayList<>();
        String size = shape.extents().get(1) + " x " + shape.extents().get(0);
        if (sizes.different() > 1) {
            notes.add("The pictures have " + sizes.different() + " sizes; all were brought to " + size + " pixels.");
        } else if (sizes.different() == 1
                && !sizes.mostFrequent(Integer.MAX_VALUE).extents().equals(shape.extents())) {
            notes.add("The pictures were brought to " + size + " pixels.");
        }
        if (sizes.isMixed() && shape.channels() == 3) {
            notes.add("Some pictures are grey and some have colours: all were taken as colours.");
        }
        if (madeGrey > 0) {
            notes.add((madeGrey == 1 ? "A picture has" : madeGrey + " pictures have")
                    + " colours, but the network sees greys: the brightness was taken.");
        }
        return notes;
    }
}
