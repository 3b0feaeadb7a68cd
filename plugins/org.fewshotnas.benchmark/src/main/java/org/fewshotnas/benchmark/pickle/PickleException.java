package org.fewshotnas.benchmark.pickle;

import java.io.IOException;

/** A pickle that is damaged, asks for too much, or holds what is not data. The message names the byte. */
public final class PickleException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean unsupported;

    private PickleException(String message, boolean unsupported) {
        super(message);
        this.unsupported = unsupported;
    }

    static PickleException damaged(long offset, String what) {
        return new PickleException("at byte " + offset + " " + what, false);
    }

    static PickleException unsupported(long offset, String what) {
        return new PickleException("at byte " + offset + " " + what, true);
    }

    /** Whether the file may be as it was written, but holds more than data or more than the limits allow. */
    public boolean isUnsupported() {
        return unsupported;
    }
}
