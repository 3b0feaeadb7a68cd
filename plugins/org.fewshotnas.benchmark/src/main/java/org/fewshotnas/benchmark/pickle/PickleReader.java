package org.fewshotnas.benchmark.pickle;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Reads pickles, protocols 0 to 5, as data: None is null, numbers are Long, BigInteger or Double, then Boolean, String, byte[],
 * {@link PickleList}, {@link PickleTuple}, {@link PickleDict}, {@link NumpyArray}, {@link TorchTensor} and {@link PickleRecord}. A pickle
 * is a program for a small stack machine that can name any function of Python and call it; this machine knows a short list of names, all of
 * them data, and stops at every other with the name and its place. The instructions are described in Python's module pickletools; one
 * switch over all of them makes this class long.
 *
 * <pre>{@code
 * Object value = new PickleReader(stream, PickleLimits.defaults()).read(PickleListener.KEEP);
 * }</pre>
 */
public final class PickleReader {
    private static final int CHECK_EVERY = 1 << 14;
    private static final int HIGHEST_PROTOCOL = 5;

    private final PickleInput in;
    private final PickleLimits limits;
    private final MemoryAccount memory;
    private PickleListener listener = PickleListener.KEEP;
    private LongConsumer watcher = offset -> {};
    private PickleStack stack;
    private PickleMemo memo;
    private long opcodes;
    private final Map<String, TorchStorage> storages = new LinkedHashMap<>();
    private StorageSource source = storage -> {};

    /** Where the numbers of torch's storages come from. */
    public interface StorageSource {
        /** Fills a storage, or leaves that for later. */
        void fill(TorchStorage storage) throws IOException;
    }

    /** Reads from a stream, which stays the caller's to close; it may be read beyond the pickle's end. */
    public PickleReader(InputStream in, PickleLimits limits) {
        this.limits = limits;
        this.memory = new MemoryAccount(limits.maxMemory());
        this.in = new PickleInput(in, limits.maxLength(), memory);
    }

    /** Calls someone every few thousand instructions with the number of bytes read: to look for a cancel, or to stop by an exception. */
    public void setWatcher(LongConsumer newWatcher) {
        watcher = newWatcher;
    }

    /** Number of bytes read. */
    public long offset() {
        return in.offset();
    }

    /** Has storages filled as soon as a tensor refers to them. */
    public void setStorageSource(StorageSource newSource) {
        source = newSource;
    }

    /** The storages that tensors were found to refer to: whoever reads a container in which they follow must fill them. */
    public List<TorchStorage> storages() {
        return List.copyOf(storages.values());
    }

    /**
     * Takes memory for a storage's numbers, which the caller then reads.
     *
     * @throws PickleException if that is more than the limit
     */
    public void takeMemoryFor(TorchStorage storage) throws PickleException {
        memory.take(storage.byteCount(), in.offset());
    }

    /** Forgets a storage's numbers, so that others can be read into their memory. */
    public void empty(TorchStorage storage) {
        storage.empty();
        memory.giveBack(storage.byteCount());
    }

    /** Whether nothing follows. */
    public boolean atEnd() throws IOException {
        return in.atEnd();
    }

    /**
     * A storage's numbers that stand behind a pickle.
     *
     * @throws PickleException if they take more memory than the limit
     */
    public void readStorage(TorchStorage storage) throws IOException {
        byte[] bytes = in.readBytes(storage.byteCount());
        // Large ones have taken their memory when they were read.
        if (bytes.length < MemoryAccount.LARGE) {
            takeMemoryFor(storage);
        }
        storage.fill(bytes);
    }

    /** A number of eight bytes, the lowest first, that stands behind a pickle. */
    public long readLong() throws IOException {
        return in.readLong();
    }

    /**
     * Reads the next pickle of the stream.
     *
     * @param newListener decides what dictionaries keep
     * @throws PickleException if it is damaged, or holds something else than data, or more than the limits allow
     */
    public Object read(PickleListener newListener) throws IOException {
        listener = newListener;
        stack = new PickleStack(limits.maxDepth(), memory);
        memo = new PickleMemo(limits.maxMemo(), memory);
        try {
            while (true) {
                long offset = in.offset();
                int opcode = in.readByte();
                if (++opcodes % CHECK_EVERY == 0) {
                    watcher.accept(offset);
                    if (opcodes > limits.maxOpcodes()) {
                        throw PickleException.unsupported(
                                offset, "the limit of " + limits.maxOpcodes() + " instructions is reached");
                    }
                }
                if (opcode == '.') {
                    return stack.last(offset);
                }
                execute(opcode, offset);
            }
        } finally {
            stack = null;
            memo = null;
        }
    }

    private void execute(int opcode, long offset) throws IOException {
        switch (opcode) {
            case 'G' -> stack.push(in.readDouble(), offset);
            case 0x94 -> memo.add(stack.peek(offset), offset);
            case 0x8c -> stack.push(in.readText(in.readByte()), offset);
            case 'K' -> stack.push((long) in.readByte(), offset);
            case 'M' -> stack.push((long) in.readShort(), offset);
            case 'J' -> stack.push((long) in.readInt(), offset);
            case 'h' -> stack.push(memo.get(in.readByte(), offset), offset);
            case 'j' -> stack.push(memo.get(in.readInt() & 0xffff_ffffL, offset), offset);
            case 'q' -> memo.put(in.readByte(), stack.peek(offset), offset);
            case 'r' -> memo.put(in.readInt() & 0xffff_ffffL, stack.peek(offset), offset);
            case 'X' -> stack.push(in.readText(in.readInt() & 0xffff_ffffL), offset);
            case 0x8d -> stack.push(in.readText(in.readLong()), offset);
            case '(' -> stack.mark(offset);
            case 'N' -> stack.push(null, offset);
            case 0x88 -> stack.push(Boolean.TRUE, offset);
            case 0x89 -> stack.push(Boolean.FALSE, offset);
            case '}' -> stack.push(new PickleDict(), offset);
            case ']', 0x8f -> stack.push(new PickleList(), offset);
            case ')' -> stack.push(PickleTuple.EMPTY, offset);
            case 0x85 -> stack.push(stack.tuple(1, offset), offset);
            case 0x86 -> stack.push(stack.tuple(2, offset), offset);
            case 0x87 -> stack.push(stack.tuple(3, offset), offset);
            case 't' -> stack.push(stack.tuple(stack.popMark(offset), offset), offset);
            case 's' -> setItems(2, offset);
            case 'u' -> setItems(stack.popMark(offset), offset);
            case 'a' -> append(1, offset);
            case 'e', 0x90 -> append(stack.popMark(offset), offset);
            case 'l', 0x91 -> newList(offset);
            case 'd' -> newDict(offset);
            case 'C' -> stack.push(in.readBytes(in.readByte()), offset);
            case 'U' -> stack.push(PickleTexts.latin1(in.readBytes(in.readByte())), offset);
            case 'B' -> stack.push(in.readBytes(in.readInt() & 0xffff_ffffL), offset);
            case 'T' -> stack.push(PickleTexts.latin1(in.readBytes(in.readInt())), offset);
            case 0x8e, 0x96 -> stack.push(in.readBytes(in.readLong()), offset);
            case 0x8a -> stack.push(PickleNumbers.littleEndian(in.readBytes(in.readByte()), offset), offset);
            case 0x8b -> stack.push(PickleNumbers.littleEndian(in.readBytes(in.readInt()), offset), offset);
            case 'R', 0x81 -> call(offset);
            case 'b' -> build(offset);
            case '0' -> stack.popOrMark(offset);
            case '1' -> stack.drop(stack.popMark(offset), offset);
            case '2' -> stack.push(stack.peek(offset), offset);
            case 0x80 -> protocol(offset);
            case 0x95 -> in.readLong();
            default -> executeRare(opcode, offset);
        }
    }

    /** Instructions of the oldest protocols, names, and all that is refused. */
    private void executeRare(int opcode, long offset) throws IOException {
        switch (opcode) {
            case 'c' -> stack.push(PickleGlobal.of(in.readLine(), in.readLine(), offset), offset);
            case 0x93 -> {
                Object member = stack.pop(offset);
                Object module = stack.pop(offset);
                if (!(member instanceof String name) || !(module instanceof String home)) {
                    throw PickleException.damaged(offset, "a name is not made of texts");
                }
                stack.push(PickleGlobal.of(home, name, offset), offset);
            }
            case 'Q' -> {
                stack.push(known(PickleObjects.storage(stack.pop(offset), offset), offset), offset);
            }
            case 'I' -> stack.push(PickleNumbers.integer(in.readLine(), offset), offset);
            case 'L' -> stack.push(PickleNumbers.integer(in.readLine().replaceFirst("L$", ""), offset), offset);
            case 'F' -> stack.push(PickleNumbers.decimal(in.readLine(), offset), offset);
            case 'S' -> stack.push(PickleTexts.quoted(in.readTextLine(), offset), offset);
            case 'V' -> stack.push(PickleTexts.rawUnicode(in.readTextLine(), offset), offset);
            case 'p' -> memo.put(PickleNumbers.index(in.readLine(), offset), stack.peek(offset), offset);
            case 'g' -> stack.push(memo.get(PickleNumbers.index(in.readLine(), offset), offset), offset);
            case 'i', 'o', 0x92 ->
                throw PickleException.unsupported(offset, "an object of a class is made, which is not plain data");
            case 'P' -> throw PickleException.unsupported(offset, "an outside object is referred to by a line of text");
            case 0x82, 0x83, 0x84 ->
                throw PickleException.unsupported(offset, "a registered extension is used, which is not plain data");
            case 0x97, 0x98 -> throw PickleException.unsupported(offset, "data outside of the file is referred to");
            default ->
                throw PickleException.damaged(
                        offset,
                        String.format(Locale.ROOT, "0x%02x was found, which is no instruction of a pickle", opcode));
        }
    }

    /** The storage as it is known already, if it is; many tensors may be views of one. */
    private TorchStorage known(TorchStorage storage, long offset) throws IOException {
        TorchStorage known = storages.get(storage.key());
        if (known != null && known.isSame(storage)) {
            return known;
        }
        if (known != null) {
            throw PickleException.damaged(offset, "a torch storage is of two types or sizes");
        }
        memory.take(MemoryAccount.ITEM, offset);
        storages.put(storage.key(), storage);
        source.fill(storage);
        return storage;
    }

    private void protocol(long offset) throws IOException {
        int version = in.readByte();
        if (version > HIGHEST_PROTOCOL) {
            throw PickleException.unsupported(
                    offset, "the pickle protocol is " + version + "; the highest that is known is " + HIGHEST_PROTOCOL);
        }
    }

    private void setItems(int count, long offset) throws IOException {
        int to = stack.size();
        int from = to - count;
        if (count % 2 != 0 || !(stack.at(from - 1, offset) instanceof PickleDict dict)) {
            throw PickleException.damaged(offset, "a pair is put into something that is no dictionary");
        }
        int before = dict.size();
        listener.put(from >= 2 ? stack.at(from - 2, offset) : null, dict, stack.items(), from, to);
        dict.account(memory, before, offset);
        stack.drop(count, offset);
    }

    private void append(int count, long offset) throws IOException {
        int to = stack.size();
        if (!(stack.at(to - count - 1, offset) instanceof PickleList list)) {
            throw PickleException.damaged(offset, "an item is put into something that is no list");
        }
        list.addAll(stack.items(), to - count, to, memory, offset);
        stack.drop(count, offset);
    }

    private void newList(long offset) throws IOException {
        int count = stack.popMark(offset);
        PickleList list = new PickleList();
        list.addAll(stack.items(), stack.size() - count, stack.size(), memory, offset);
        stack.drop(count, offset);
        stack.push(list, offset);
    }

    private void newDict(long offset) throws IOException {
        int count = stack.popMark(offset);
        int to = stack.size();
        if (count % 2 != 0) {
            throw PickleException.damaged(offset, "a dictionary has a key without a value");
        }
        PickleDict dict = new PickleDict();
        listener.put(to > count ? stack.at(to - count - 1, offset) : null, dict, stack.items(), to - count, to);
        dict.account(memory, 0, offset);
        stack.drop(count, offset);
        stack.push(dict, offset);
    }

    private void call(long offset) throws IOException {
        Object args = stack.pop(offset);
        Object callable = stack.pop(offset);
        if (!(args instanceof PickleTuple values)) {
            throw PickleException.damaged(offset, "the values of a call are not in a tuple");
        }
        memory.take(PickleObjects.cost(values), offset);
        stack.push(PickleObjects.call(callable, values, offset), offset);
    }

    private void build(long offset) throws IOException {
        Object state = stack.pop(offset);
        Object target = stack.peek(offset);
        Object owner = stack.size() >= 2 ? stack.at(stack.size() - 2, offset) : null;
        memory.take(PickleObjects.cost(state), offset);
        PickleObjects.build(target, state, listener, owner, offset);
    }
}
