package org.fewshotnas.benchmark.file;

import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.fewshotnas.benchmark.Watch;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a file is read, its bytes are the right ones, and its check sum is that of all of them. */
class SourceFileTest {
    private static final int SIZE = 300_000;

    @TempDir
    private Path folder;

    private final byte[] bytes = new byte[SIZE];
    private Path path;

    @BeforeEach
    void writeFile() {
        new SplittableRandom(1).nextBytes(bytes);
        path = write(folder, "bytes", bytes);
    }

    private String sum() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] read(SourceFile file, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        try (SeekableByteChannel channel = file.channel(Progress.NONE).position(position)) {
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // On to the end.
            }
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    @Test
    void readingHereAndThereChangesNeitherTheBytesNorTheSum() throws Exception {
        for (int kept : new int[] {0, 1, 1_000, SIZE, 2 * SIZE}) {
            SplittableRandom random = new SplittableRandom(kept);
            SourceFile file = new SourceFile(path, kept);
            for (int i = 0; i < 30; i++) {
                int from = random.nextInt(SIZE);
                int length = random.nextInt(SIZE);
                assertArrayEquals(
                        Arrays.copyOfRange(bytes, from, Math.min(SIZE, from + length)), read(file, from, length));
            }
            assertEquals(sum(), file.sha256(Progress.NONE));
            assertArrayEquals(bytes, read(file, 0, SIZE));
            assertEquals(sum(), file.sha256(Progress.NONE));
        }
    }

    @Test
    void aReadingThatWasCancelledIsGoneOnWith() throws Exception {
        SourceFile file = new SourceFile(path, 1_000);
        assertThrows(CancellationException.class, () -> {
            try (InputStream in = file.open(ReadLimits.defaults(), Watch.cancelledAt(8))) {
                in.readAllBytes();
            }
        });
        try (InputStream in = file.open(ReadLimits.defaults(), Progress.NONE)) {
            assertArrayEquals(bytes, in.readAllBytes());
        }
        assertEquals(sum(), file.sha256(Progress.NONE));
    }

    @Test
    void aFileThatWasChangedIsNotReadAsItWas() throws Exception {
        SourceFiles files = SourceFiles.of(path, Progress.NONE);
        files.requireUnchanged();
        write(folder, "bytes", new byte[SIZE + 1]);
        InvalidInputException refusal = assertThrows(InvalidInputException.class, files::requireUnchanged);
        assertEquals("The file \"bytes\" was changed since its columns were listed.", refusal.getMessage());
    }
}
