package org.fewshotnas.benchmark.base;

/** Ends the reading of a file early, when what it offers is known; no error. */
public final class EnoughRead extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EnoughRead() {
        super(null, null, false, false);
    }
}
