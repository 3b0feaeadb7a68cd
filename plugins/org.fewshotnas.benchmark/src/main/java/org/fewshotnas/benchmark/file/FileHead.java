package org.fewshotnas.benchmark.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.fewshotnas.space.base.Progress;

/**
 * The first bytes of a file, unpacked if the file is packed; of torch's archives, the first bytes of the pickle.
 *
 * @param bytes at most {@link #SIZE} of them
 * @param compressed whether the file is packed by gzip or bzip2, or an archive
 * @param isTorch whether it is an archive of torch
 */
public record FileHead(byte[] bytes, boolean compressed, boolean isTorch) {
    static final int SIZE = 65_536;

    /** The first bytes of a file that is not packed. */
    static FileHead plain(byte[] bytes) {
        return new FileHead(bytes, false, false);
    }

    /**
     * The beginning of a file; of a packed one, that of its content.
     *
     * @throws IOException if it cannot be read
     * @throws org.fewshotnas.space.base.InvalidInputException if it is an archive that does not say which of its files is meant
     */
    static FileHead of(SourceFile file, Progress progress) throws IOException {
        if (file.isZip(progress)) {
            try (ZipFile zip = file.zip()) {
                if (TorchZip.isTorch(zip)) {
                    InputStream pickle = new TorchZip(file, ReadLimits.defaults(), zip).pickle(progress.silent());
                    return new FileHead(pickle.readNBytes(SIZE), true, true);
                }
                KnownFiles.refuseArchive(file.name(), zip);
            }
        }
        try (InputStream in = file.open(ReadLimits.defaults(), progress.silent())) {
            return new FileHead(in.readNBytes(SIZE), file.isPacked(progress), false);
        }
    }

    /** Whether these are the first bytes, each from 0 to 255. */
    public boolean startsWith(int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word stands somewhere in the bytes. */
    public boolean mentions(String word) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(word);
    }

    /** Whether the bytes are text in an encoding that {@link DecodedText} knows; a character that the end cuts in two does no harm. */
    public boolean isText() {
        return text().isPresent();
    }

    /** The text of the bytes, if they are any. */
    public Optional<String> text() {
        return DecodedText.decode(bytes, bytes.length < SIZE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileHead head
                && compressed == head.compressed
                && isTorch == head.isTorch
                && Arrays.equals(bytes, head.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes" + (compressed ? ", packed" : "");
    }
}
