package org.fewshotnas.benchmark.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * SHA-256 of a file, taken while its bytes go by: some of them again and again, some beforehand. Each counts once, when all before it have
 * been seen.
 */
final class CheckSum {
    private final MessageDigest digest = sha256();
    private long count;
    private Optional<String> sum = Optional.empty();

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes bytes that were read at a position of the file. */
    void take(long position, byte[] bytes, int from, int length) {
        if (position <= count && count < position + length) {
            int known = (int) (count - position);
            digest.update(bytes, from + known, length - known);
            count = position + length;
        }
    }

    /** How many of the first bytes have been taken. */
    long count() {
        return count;
    }

    /** The sum of what was taken, in lower-case hexadecimal; nothing can be taken after it. */
    String hex() {
        if (sum.isEmpty()) {
            sum = Optional.of(HexFormat.of().formatHex(digest.digest()));
        }
        return sum.get();
    }
}
