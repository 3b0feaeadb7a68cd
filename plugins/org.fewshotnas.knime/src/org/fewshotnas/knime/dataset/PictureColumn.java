package org.fewshotnas.knime.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.file.InputKind;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.Fit;
import org.fewshotnas.network.pictures.Picture;
import org.fewshotnas.network.pictures.PictureReader;
import org.fewshotnas.network.pictures.PictureSizes;
import org.fewshotnas.space.base.InvalidInputException;
import org.knime.core.data.DataRow;
import org.knime.core.data.image.png.PNGImageValue;

/** A column of PNG images. */
final class PictureColumn implements InputColumns {
    /** Larger pictures take minutes for what takes seconds; who wants them chooses a size. */
    private static final int LARGEST = 64;

    private final int place;
    private final Fit fit;
    private final PictureSizes sizes = new PictureSizes();
    private int madeGrey;

    PictureColumn(int place, Fit fit) {
        this.place = place;
        this.fit = fit;
    }

    @Override
    public InputKind kind() {
        return InputKind.PICTURES;
    }

    private byte[] bytes(DataRow row) {
        return ((PNGImageValue) row.getCell(place)).getImageContent().getByteArrayReference();
    }

    @Override
    public void survey(DataRow row) {
        if (row.getCell(place).isMissing()) {
            return;
        }
        try {
            sizes.add(PictureReader.header(bytes(row), name(row)));
        } catch (InvalidInputException e) {
            // It is named when it is read.
        }
    }

    private static String name(DataRow row) {
        return "of row \"" + row.getKey().getString() + "\"";
    }

    @Override
    public TensorShape shape() {
        if (sizes.different() == 0) {
            throw new InvalidInputException(
                    "None of the pictures can be read.", "Choose another column, or read the pictures anew.");
        }
        return sizes.mostFrequent(LARGEST);
    }

    @Override
    public Optional<float[]> values(DataRow row, TensorShape shape, LeftOutRows leftOut) {
        if (row.getCell(place).isMissing()) {
            leftOut.add(row, "no picture");
            return Optional.empty();
        }
        try {
            Picture picture = PictureReader.read(bytes(row), name(row));
            madeGrey += picture.header().channels() > shape.channels() ? 1 : 0;
            return Optional.of(picture.values(shape, fit));
        } catch (InvalidInputException e) {
            leftOut.add(row, "a picture that cannot be read");
            return Optional.empty();
        }
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
