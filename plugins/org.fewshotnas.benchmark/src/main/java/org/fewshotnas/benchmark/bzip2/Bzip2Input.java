package org.fewshotnas.benchmark.bzip2;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.zip.ZipException;
import org.fewshotnas.benchmark.base.OrderedWork;

/**
 * Unpacks bzip2, one stream or several behind each other. Benchmarks pack gigabytes with it, and unpacking them is most of the work of
 * reading them; as blocks do not depend on each other, all processors unpack those that come next. The check sums of all blocks and
 * streams are checked.
 */
public final class Bzip2Input extends InputStream {
    private static final int BITS_OF_END = 80;
    private static final int BLOCKS_AHEAD = 2;

    private final InputStream packed;
    private final Bzip2Pieces pieces;
    private final Deque<Ahead> ahead = new ArrayDeque<>();
    private final Queue<Bzip2Workspace> workspaces = new ConcurrentLinkedQueue<>();
    private Optional<ExecutorService> workers = Optional.empty();
    private int most = 1;
    private int level;
    private int combined;
    private Optional<Bzip2Block> block = Optional.empty();
    private long blockOffset;
    /** Bits between the end of the block and what looks like the beginning of the next. */
    private long gap;

    private boolean ended;

    /** A piece, and what a worker makes of it if it looks like a block. */
    private record Ahead(Bzip2Piece piece, Optional<Future<Bzip2Block>> unpacked) {}

    public Bzip2Input(InputStream packed) throws IOException {
        this.packed = packed;
        this.pieces = new Bzip2Pieces(packed);
        Bzip2Piece first = pieces.next().orElseThrow(() -> new EOFException("bzip2"));
        startStream(first, new Bzip2Bits(first));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (!ended && length > 0) {
            int n = block.isEmpty() ? 0 : block.get().content().read(buffer, offset, length);
            if (n > 0) {
                return n;
            }
            if (block.isPresent()) {
                endBlock(block.get());
            }
            startNext();
        }
        return length == 0 ? 0 : -1;
    }

    private void startStream(Bzip2Piece piece, Bzip2Bits in) throws IOException {
        long offset = piece.offset() + (in.position() >>> 3);
        int header = in.read(32);
        in.checkEnd();
        level = (header & 0xff) - '0';
        if (header >>> 8 != 0x42_5a_68 || level < 1 || level > 9) {
            throw damaged("a stream does not begin as it should", offset);
        }
        requireEnd(piece.end() - in.position(), offset + 4);
        combined = 0;
    }

    private void startNext() throws IOException {
        lookAhead();
        Ahead next = ahead.poll();
        if (next == null) {
            throw new EOFException("bzip2");
        }
        switch (next.piece().kind()) {
            case BLOCK -> startBlock(next);
            case END -> endStream(next.piece());
            default ->
                throw damaged(
                        "a block does not begin as it should", next.piece().offset());
        }
    }

    /** Has the next blocks unpacked. The first is not waited for by others: most files have only one. */
    private void lookAhead() throws IOException {
        while (ahead.size() < most) {
            Optional<Bzip2Piece> found = pieces.next();
            if (found.isEmpty()) {
                return;
            }
            Bzip2Piece piece = found.get();
            boolean early = most > 1 && piece.kind() == Bzip2Piece.Kind.BLOCK;
            ahead.add(new Ahead(piece, early ? Optional.of(workers().submit(() -> unpack(piece))) : Optional.empty()));
        }
    }

    private ExecutorService workers() {
        if (workers.isEmpty()) {
            workers = Optional.of(OrderedWork.workers());
        }
        return workers.get();
    }

    private void startBlock(Ahead next) throws IOException {
        blockOffset = next.piece().offset();
        Bzip2Block unpacked;
        try {
            unpacked = unpack(next);
        } catch (ZipException e) {
            throw damaged(e.getMessage(), blockOffset);
        }
        block = Optional.of(unpacked);
        requireEnd(gap, blockOffset + (unpacked.end() >>> 3));
        if (unpacked.size() > level * Bzip2Block.BYTES_PER_LEVEL) {
            throw damaged("a block is too long", blockOffset);
        }
        most = BLOCKS_AHEAD * OrderedWork.threads();
    }

    private Bzip2Block unpack(Bzip2Piece piece) throws IOException {
        Bzip2Workspace free = workspaces.poll();
        Bzip2Workspace workspace = free == null ? new Bzip2Workspace() : free;
        try {
            return Bzip2Block.unpack(piece, workspace);
        } finally {
            workspaces.add(workspace);
        }
    }

    private Bzip2Block unpack(Ahead next) throws IOException {
        Deque<Ahead> joined = new ArrayDeque<>();
        Bzip2Block found = null;
        while (found == null) {
            try {
                if (joined.isEmpty() && next.unpacked().isPresent()) {
                    found = OrderedWork.result(next.unpacked().get());
                } else {
                    found = unpack(
                            next.piece().join(joined.stream().map(Ahead::piece).toList()));
                }
            } catch (EOFException e) {
                // What looked like the beginning of another block was in the middle of this one.
                joinMore(next.piece(), joined, e);
            }
        }
        long end = next.piece().end();
        while (end < found.end()) {
            end += joined.remove().piece().length();
        }
        while (!joined.isEmpty()) {
            ahead.addFirst(joined.removeLast());
        }
        gap = end - found.end();
        return found;
    }

    /** Takes as many of the pieces that follow as make it twice as long. */
    private void joinMore(Bzip2Piece piece, Deque<Ahead> joined, EOFException problem) throws IOException {
        long wanted = piece.length();
        for (Ahead one : joined) {
            wanted += one.piece().length();
        }
        if (wanted > 8L * Bzip2Pieces.LONGEST) {
            throw new ZipException("a block has no end");
        }
        lookAhead();
        if (ahead.isEmpty()) {
            throw problem;
        }
        while (wanted > 0 && !ahead.isEmpty()) {
            Ahead more = ahead.remove();
            joined.add(more);
            wanted -= more.piece().length();
            lookAhead();
        }
    }

    private void endBlock(Bzip2Block read) throws IOException {
        int found = read.content().checkSum();
        if (found != read.checkSum()) {
            throw damaged("the check sum of a block is wrong", blockOffset);
        }
        combined = Integer.rotateLeft(combined, 1) ^ found;
        block = Optional.empty();
    }

    private void endStream(Bzip2Piece piece) throws IOException {
        Bzip2Bits in = new Bzip2Bits(piece);
        in.read(24);
        in.read(24);
        int check = in.read(32);
        in.checkEnd();
        if (check != combined) {
            throw damaged("the check sum of a stream is wrong", piece.offset());
        }
        int bitsToByte = (int) (-in.position() & 7);
        if (bitsToByte > 0) {
            in.read(bitsToByte);
        }
        lookAhead();
        ended = in.position() >= piece.end() && ahead.isEmpty();
        if (!ended) {
            startStream(piece, in);
        }
    }

    /** Fails where bits are left of a piece before the next. */
    private void requireEnd(long left, long offset) throws IOException {
        lookAhead();
        if (left > 0 && left < BITS_OF_END && ahead.isEmpty()) {
            throw new EOFException("bzip2");
        }
        if (left > 0) {
            throw damaged("a block does not begin as it should", offset);
        }
    }

    private static ZipException damaged(String what, long offset) {
        return new ZipException("bzip2: " + what + ", at byte " + offset);
    }

    @Override
    public void close() throws IOException {
        workers.ifPresent(ExecutorService::shutdownNow);
        packed.close();
    }
}
