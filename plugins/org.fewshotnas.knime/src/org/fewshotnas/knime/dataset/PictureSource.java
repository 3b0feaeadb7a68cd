package org.fewshotnas.knime.dataset;

import java.io.IOException;
import org.fewshotnas.knime.files.FileLocation;
import org.fewshotnas.network.pictures.Picture;
import org.fewshotnas.network.pictures.PictureHeader;
import org.fewshotnas.network.pictures.PictureReader;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.knime.core.data.DataCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.filehandling.core.data.location.FSLocationValue;

/** Where a cell that stands for a picture has it. */
enum PictureSource {
    /** In itself. */
    PNG("picture") {
        @Override
        PictureHeader header(DataCell cell, String row, Progress progress) {
            return PictureReader.header(bytes(cell), row);
        }

        @Override
        Picture read(DataCell cell, String row, Progress progress) {
            return PictureReader.read(bytes(cell), row);
        }

        private static byte[] bytes(DataCell cell) {
            return ((PNGImageValue) cell).getImageContent().getByteArrayReference();
        }
    },
    /** In a file, which is read when its row is, and not kept. */
    PATH("path") {
        @Override
        PictureHeader header(DataCell cell, String row, Progress progress) throws IOException {
            return location(cell)
                    .useFile(PictureReader.MAX_BYTES, progress, file -> PictureReader.header(file, name(cell, row)));
        }

        @Override
        Picture read(DataCell cell, String row, Progress progress) throws IOException {
            byte[] bytes = location(cell)
                    .useFile(PictureReader.MAX_BYTES, progress, file -> PictureReader.bytes(file, name(cell, row)));
            return PictureReader.read(bytes, name(cell, row));
        }

        private static FileLocation location(DataCell cell) {
            FileLocation location = new FileLocation(((FSLocationValue) cell).getFSLocation());
            if (location.isEmpty()) {
                throw new InvalidInputException("The path is empty.", "Give the path of a file.");
            }
            return location;
        }

        private static String name(DataCell cell, String row) {
            return "\"" + cell + "\" " + row;
        }
    };

    private final String word;

    PictureSource(String word) {
        this.word = word;
    }

    /** What the user calls a cell. */
    String word() {
        return word;
    }

    /**
     * What a picture says of itself.
     *
     * @param row in messages, such as "of row \"Row1\""
     * @throws InvalidInputException if there is none that can be read
     * @throws IOException if its file cannot be read
     */
    abstract PictureHeader header(DataCell cell, String row, Progress progress) throws IOException;

    /**
     * A picture.
     *
     * @throws InvalidInputException as for the header
     * @throws IOException as for the header
     */
    abstract Picture read(DataCell cell, String row, Progress progress) throws IOException;
}
