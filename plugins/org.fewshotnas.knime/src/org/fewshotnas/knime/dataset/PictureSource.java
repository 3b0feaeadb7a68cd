package org.fewshotnas.knime.dataset;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
        PictureHeader header(DataCell cell, String row, Fetched fetched, Progress progress) {
            return PictureReader.header(bytes(cell), row);
        }

        @Override
        Picture read(DataCell cell, String row, Fetched fetched, Progress progress) {
            return PictureReader.read(bytes(cell), row);
        }

        private static byte[] bytes(DataCell cell) {
            return ((PNGImageValue) cell).getImageContent().getByteArrayReference();
        }
    },
    /** In a file, which is read when its row is; only what was fetched from elsewhere is kept from the first look to the second. */
    PATH("path") {
        @Override
        PictureHeader header(DataCell cell, String row, Fetched fetched, Progress progress) throws IOException {
            FileLocation location = location(cell);
            if (location.here().isPresent()) {
                return location.useFile(
                        PictureReader.MAX_BYTES, progress, file -> PictureReader.header(file, name(cell, row)));
            }
            byte[] bytes = bytes(location, cell, row, progress);
            fetched.keep(location.toString(), bytes);
            return PictureReader.header(bytes, name(cell, row));
        }

        @Override
        Picture read(DataCell cell, String row, Fetched fetched, Progress progress) throws IOException {
            FileLocation location = location(cell);
            Optional<byte[]> kept = fetched.kept(location.toString());
            byte[] bytes = kept.isPresent() ? kept.get() : bytes(location, cell, row, progress);
            return PictureReader.read(bytes, name(cell, row));
        }

        private static byte[] bytes(FileLocation location, DataCell cell, String row, Progress progress)
                throws IOException {
            return location.useFile(
                    PictureReader.MAX_BYTES, progress, file -> PictureReader.bytes(file, name(cell, row)));
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

    /** Files that came from other machines, by their addresses: as many as fit into some memory; others are fetched again. */
    static final class Fetched {
        private static final long ROOM = 256L << 20;

        private final Map<String, byte[]> bytes = new HashMap<>();
        private long room = ROOM;

        private void keep(String address, byte[] file) {
            if (file.length <= room && bytes.putIfAbsent(address, file) == null) {
                room -= file.length;
            }
        }

        private Optional<byte[]> kept(String address) {
            return Optional.ofNullable(bytes.get(address));
        }
    }

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
     * @param fetched where to keep what had to be fetched
     * @throws InvalidInputException if there is none that can be read
     * @throws IOException if its file cannot be read
     */
    abstract PictureHeader header(DataCell cell, String row, Fetched fetched, Progress progress) throws IOException;

    /**
     * A picture.
     *
     * @throws InvalidInputException as for the header
     * @throws IOException as for the header
     */
    abstract Picture read(DataCell cell, String row, Fetched fetched, Progress progress) throws IOException;
}
