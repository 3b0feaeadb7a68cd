package org.fewshotnas.benchmark;

import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.concurrent.atomic.AtomicLong;

/** Stands before this Java's own SHA-256 and counts the bytes that go into it, as long as it is open. */
final class CountedSums implements AutoCloseable {
    private static final AtomicLong BYTES = new AtomicLong();
    private static final Provider PROVIDER = new Counting();

    CountedSums() {
        BYTES.set(0);
        Security.insertProviderAt(PROVIDER, 1);
    }

    /** Bytes of all files together. */
    long bytes() {
        return BYTES.get();
    }

    @Override
    public void close() {
        Security.removeProvider(PROVIDER.getName());
    }

    private static final class Counting extends Provider {
        private static final long serialVersionUID = 1L;

        Counting() {
            super("counting", "1", "counts the bytes that are summed up");
            put("MessageDigest.SHA-256", Sha256.class.getName());
        }
    }

    /** For Java, which makes it by its name. */
    public static final class Sha256 extends MessageDigestSpi {
        private final MessageDigest digest;

        public Sha256() throws NoSuchAlgorithmException {
            digest = MessageDigest.getInstance("SHA-256", Security.getProvider("SUN"));
        }

        @Override
        protected void engineUpdate(byte input) {
            BYTES.incrementAndGet();
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            BYTES.addAndGet(length);
            digest.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            return digest.digest();
        }

        @Override
        protected void engineReset() {
            digest.reset();
        }
    }
}
