package org.fewshotnas.benchmark.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fewshotnas.benchmark.base.CountedProgress;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleList;
import org.fewshotnas.benchmark.pickle.PickleListener;
import org.fewshotnas.benchmark.pickle.PickleReader;
import org.fewshotnas.benchmark.pickle.TorchStorage;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * A file of pickles: as they are, packed with gzip or bzip2, or in one of torch's containers. Since 1.6 torch writes zip archives, with
 * the pickle in the entry {@code data.pkl} and the numbers of tensors in others; before, it wrote five pickles (a magic number, a version,
 * notes on the machine, the value, and the keys of the storages), then the storages.
 */
public final class PickleFile implements Closeable {
    private static final BigInteger TORCH_MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long TORCH_VERSION = 1001;
    private static final Pattern START_WITHOUT_SIGN =
            Pattern.compile("\\((?:dp|lp)\\d+\\n|[}\\]]q|c[\\w.]+\\n\\w+\\n[()p]");

    private final SourceFile file;
    private final Optional<TorchZip> zip;
    private final InputStream in;
    private final PickleReader reader;
    private final Progress progress;
    private boolean legacyTorch;

    /** What is done with the numbers of tensors while they are read. */
    @FunctionalInterface
    public interface StorageVisitor {
        /** Sees a storage whose numbers are here until this ends. */
        void visit(TorchStorage storage);
    }

    private PickleFile(SourceFile file, Optional<TorchZip> zip, InputStream in, ReadLimits limits, Progress progress) {
        this.file = file;
        this.zip = zip;
        this.in = in;
        this.reader = new PickleReader(in, limits.pickle());
        this.progress = progress;
        reader.setWatcher(offset -> progress.checkCanceled());
    }

    /**
     * Opens a pickle, or the pickle within a file of PyTorch. The numbers of tensors are read as soon as the pickle refers to them; where
     * torch's old container has them behind the pickle, by {@link #finish}.
     *
     * @throws IOException if it cannot be read
     */
    public static PickleFile open(SourceFile file, ReadLimits limits, Progress progress) throws IOException {
        PickleFile opened = openWithoutNumbers(file, limits, progress);
        if (opened.zip.isPresent()) {
            opened.reader.setStorageSource(opened::fill);
        }
        return opened;
    }

    /**
     * As {@link #open}, but the numbers of tensors are not read before {@link #finish}, so that what the pickle holds can be told without
     * them.
     *
     * @throws IOException if it cannot be read
     */
    public static PickleFile openWithoutNumbers(SourceFile file, ReadLimits limits, Progress progress)
            throws IOException {
        if (!file.isZip(progress) || !file.head(progress).isTorch()) {
            return new PickleFile(file, Optional.empty(), file.open(limits, progress), limits, progress);
        }
        TorchZip zip = TorchZip.open(file, limits);
        try {
            return new PickleFile(file, Optional.of(zip), zip.pickle(progress), limits, progress);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** The pickle's value; of torch's old container, the value that is wanted. */
    public Object read(PickleListener listener) throws IOException {
        Object value = reader.read(listener);
        if (!TORCH_MAGIC.equals(value)) {
            return value;
        }
        Object version = reader.read(PickleListener.KEEP);
        if (!Long.valueOf(TORCH_VERSION).equals(version)) {
            throw damaged("is a torch file of an unknown version");
        }
        Object machine = reader.read(PickleListener.KEEP);
        if (machine instanceof PickleDict notes && Boolean.FALSE.equals(notes.get("little_endian"))) {
            throw damaged("was written by torch on a big-endian machine");
        }
        legacyTorch = true;
        return reader.read(listener);
    }

    /** Reads the storages of tensors, and checks that the file ends where it should. */
    public void finish() throws IOException {
        if (legacyTorch) {
            readLegacyStorages(storage -> {});
        } else if (zip.isPresent()) {
            for (TorchStorage storage : reader.storages()) {
                if (!storage.isFilled()) {
                    fill(storage);
                }
            }
        }
        checkEnd();
    }

    /**
     * The same, but only one storage is in memory at a time: of a file from {@link #openWithoutNumbers}.
     *
     * @param visitor takes of each what it needs
     * @param reading 0 to 1 by bytes of the storages
     */
    public void finish(StorageVisitor visitor, Progress reading) throws IOException {
        long bytes =
                reader.storages().stream().mapToLong(TorchStorage::byteCount).sum();
        CountedProgress counted = new CountedProgress("Reading " + file.name(), bytes, reading);
        StorageVisitor one = storage -> {
            visitor.visit(storage);
            reader.empty(storage);
            counted.advance(storage.byteCount());
        };
        if (legacyTorch) {
            readLegacyStorages(one);
        } else if (zip.isPresent()) {
            for (TorchStorage storage : reader.storages()) {
                fill(storage);
                one.visit(storage);
            }
        }
        checkEnd();
    }

    private void fill(TorchStorage storage) throws IOException {
        progress.checkCanceled();
        reader.takeMemoryFor(storage);
        storage.fill(zip.orElseThrow().storage(storage));
    }

    private void checkEnd() throws IOException {
        if (!reader.atEnd()) {
            throw damaged("goes on after its end, at byte " + reader.offset());
        }
        if (zip.isEmpty() && !legacyTorch && !reader.storages().isEmpty()) {
            throw damaged("refers to tensors that are in no container of torch");
        }
    }

    private void readLegacyStorages(StorageVisitor visitor) throws IOException {
        Map<Object, TorchStorage> storages = new LinkedHashMap<>();
        reader.storages().forEach(storage -> storages.put(storage.key(), storage));
        if (!(reader.read(PickleListener.KEEP) instanceof PickleList keys)) {
            throw damaged("lacks the list of torch's storages at byte " + reader.offset());
        }
        for (int i = 0; i < keys.size(); i++) {
            Object key = keys.get(i);
            long offset = reader.offset();
            long count = reader.readLong();
            TorchStorage storage = storages.remove(key);
            if (storage == null || storage.size() != count) {
                throw damaged("has a storage of torch at byte " + offset + " that its tensors do not know");
            }
            reader.readStorage(storage);
            visitor.visit(storage);
        }
        if (!storages.isEmpty()) {
            throw damaged("lacks the numbers of a tensor, storage \""
                    + Excerpts.shorten(storages.values().iterator().next().key()) + "\"");
        }
    }

    private InvalidInputException damaged(String what) {
        return new InvalidInputException(
                "The file \"" + file.name() + "\" " + what + ".", "Download it again, or choose another file.");
    }

    @Override
    public void close() throws IOException {
        try (in) {
            if (zip.isPresent()) {
                zip.get().close();
            }
        }
    }

    /** Whether a file could be one of pickles, from its first bytes as they are when it is unpacked. */
    public static boolean looksLikePickle(FileHead head) {
        byte[] bytes = head.bytes();
        if (head.startsWith(0x80)) {
            return bytes.length > 1 && bytes[1] >= 0 && bytes[1] < 32;
        }
        // Protocols 0 and 1 have no sign; this is how they begin lists, dictionaries and names.
        String start = new String(bytes, 0, Math.min(bytes.length, 256), StandardCharsets.ISO_8859_1);
        return START_WITHOUT_SIGN.matcher(start).lookingAt();
    }
}
