package org.fewshotnas.benchmark.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The content of the one file in a zip archive; its name does not matter, its check sum does. */
final class SingleZipEntry extends FilterInputStream {
    private final ZipInputStream zip;
    private boolean ended;

    SingleZipEntry(InputStream packed) throws IOException {
        super(new ZipInputStream(packed));
        zip = (ZipInputStream) in;
        if (nextFile() == null) {
            throw new ZipException("the archive holds no file");
        }
    }

    private ZipEntry nextFile() throws IOException {
        try {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null && (entry.isDirectory() || KnownFiles.isOfSystem(entry.getName()))) {
                entry = zip.getNextEntry();
            }
            return entry;
        } catch (IllegalArgumentException e) {
            throw new ZipException("the name of a file in the archive is not text");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = ended ? -1 : zip.read(buffer, offset, length);
        if (n < 0 && !ended) {
            ended = true;
            if (nextFile() != null) {
                throw new ZipException("the archive holds more than one file: unpack it, and choose one of them");
            }
        }
        return n;
    }
}
