package org.fewshotnas.benchmark.file;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.fewshotnas.benchmark.base.CountedProgress;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.pickle.TorchStorage;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * torch's zip container. Nothing is ever unpacked to disk, so that the names of entries are only compared; the sizes that the archive
 * tells are checked against what is read, and so are the check sums.
 */
final class TorchZip implements Closeable {
    private static final String PICKLE = "data.pkl";
    private static final int MOST_ENTRIES = 200_000;
    private static final int BUFFER = 1 << 16;

    private final SourceFile file;
    private final ReadLimits limits;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new HashMap<>();
    private final String prefix;

    TorchZip(SourceFile file, ReadLimits limits, ZipFile zip) throws IOException {
        this.file = file;
        this.limits = limits;
        this.zip = zip;
        if (zip.size() > MOST_ENTRIES) {
            throw damaged("is an archive of " + zip.size() + " entries; the limit is " + MOST_ENTRIES);
        }
        String found = null;
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            String name = entry.getName();
            if (entries.put(name, entry) != null) {
                throw damaged("is an archive that has the entry \"" + Excerpts.shorten(name) + "\" twice");
            }
            if (isPickle(name)) {
                if (found != null) {
                    throw damaged("is an archive with two entries " + PICKLE);
                }
                found = name;
            }
        }
        if (found == null) {
            throw damaged("is a zip archive, but not one of torch: it has no entry " + PICKLE);
        }
        prefix = found.substring(0, found.length() - PICKLE.length());
        ZipEntry order = entries.get(prefix + "byteorder");
        if (order != null && !new String(bytes(order, 16), StandardCharsets.US_ASCII).startsWith("little")) {
            throw damaged("was written by torch on a big-endian machine");
        }
    }

    /** Whether an archive has a pickle of torch; any other archive is read for the one file in it. */
    static boolean isTorch(ZipFile zip) {
        return zip.stream().anyMatch(entry -> isPickle(entry.getName()));
    }

    private static boolean isPickle(String name) {
        return name.equals(PICKLE)
                || name.endsWith("/" + PICKLE) && name.indexOf('/') == name.length() - PICKLE.length() - 1;
    }

    static TorchZip open(SourceFile file, ReadLimits limits) throws IOException {
        ZipFile zip = file.zip();
        try {
            return new TorchZip(file, limits, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** The pickle; its check sum is checked when its last byte is read. */
    InputStream pickle(Progress progress) throws IOException {
        ZipEntry entry = entries.get(prefix + PICKLE);
        CountedProgress counted = new CountedProgress("Reading " + file.name(), entry.getSize(), progress);
        return new BufferedInputStream(new CountedInput(checked(entry), counted), BUFFER);
    }

    /** The numbers of a tensor's storage. */
    byte[] storage(TorchStorage storage) throws IOException {
        ZipEntry entry = entries.get(prefix + "data/" + storage.key());
        if (entry == null) {
            throw damaged("lacks the numbers of a tensor, entry \"" + Excerpts.shorten(prefix + "data/" + storage.key())
                    + "\"");
        }
        if (entry.getSize() < storage.byteCount()) {
            throw damaged("has " + entry.getSize() + " bytes in the entry \"" + Excerpts.shorten(entry.getName())
                    + "\", where " + storage.byteCount() + " are needed");
        }
        return bytes(entry, storage.byteCount());
    }

    private byte[] bytes(ZipEntry entry, long atMost) throws IOException {
        try (InputStream in = checked(entry)) {
            byte[] bytes = in.readNBytes((int) Math.min(atMost, Integer.MAX_VALUE - 16));
            in.transferTo(OutputStream.nullOutputStream());
            return bytes;
        }
    }

    private InputStream checked(ZipEntry entry) throws IOException {
        limits.checkBytes(file.name(), entry.getSize());
        return new Checked(zip.getInputStream(entry), entry);
    }

    /** Counts what is read for the progress. */
    private static final class CountedInput extends FilterInputStream {
        private final CountedProgress progress;

        CountedInput(InputStream in, CountedProgress progress) {
            super(in);
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, Math.min(length, BUFFER));
            progress.advance(Math.max(0, n));
            return n;
        }
    }

    /** Compares the size and the check sum that the archive tells with what is read. */
    private final class Checked extends CheckedInputStream {
        private final ZipEntry entry;
        private long count;

        Checked(InputStream in, ZipEntry entry) {
            super(in, new CRC32());
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count += Math.max(0, n);
            limits.checkBytes(file.name(), count);
            limits.checkRatio(file.name(), Math.max(1, entry.getCompressedSize()), count);
            if (n < 0 && (count != entry.getSize() || getChecksum().getValue() != entry.getCrc())) {
                throw new ZipException("the entry " + Excerpts.shorten(entry.getName()) + ", which ends at its byte "
                        + count + ", does not have the size and check sum that the archive tells");
            }
            return n;
        }
    }

    private InvalidInputException damaged(String what) {
        return new InvalidInputException(
                "The file \"" + file.name() + "\" " + what + ".", "Download it again, or choose another file.");
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
