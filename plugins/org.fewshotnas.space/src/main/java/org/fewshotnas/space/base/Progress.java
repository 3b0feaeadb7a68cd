package org.fewshotnas.space.base;

import java.util.concurrent.CancellationException;

/** How long work reports to its caller, and how the caller stops it. Implementations are safe for use by several threads. */
public interface Progress {
    /** Listens to nobody and is never cancelled. */
    Progress NONE = new Progress() {
        @Override
        public void report(double fraction, String message) {}

        @Override
        public void checkCanceled() {}
    };

    /**
     * Reports how far the work is.
     *
     * @param fraction of the whole work, 0 to 1
     * @param message what is being done, for the user
     */
    void report(double fraction, String message);

    /**
     * Called by the worker several times a second.
     *
     * @throws CancellationException if the user wants the work to stop
     */
    void checkCanceled();

    /**
     * Says a value of a curve that the user may look at when the work is done, such as a loss over steps. Nobody has to listen.
     *
     * @param curve what it is called; empty words where there is one alone
     */
    default void curve(String curve, double x, double y) {}

    /** The stretch of this progress from {@code start} to {@code end}, as a progress of its own from 0 to 1. */
    default Progress part(double start, double end) {
        Progress whole = this;
        return new Progress() {
            @Override
            public void report(double fraction, String message) {
                whole.report(start + (end - start) * fraction, message);
            }

            @Override
            public void curve(String curve, double x, double y) {
                whole.curve(curve, x, y);
            }

            @Override
            public void checkCanceled() {
                whole.checkCanceled();
            }
        };
    }

    /** The same progress, with these words before every message. */
    default Progress prefixed(String prefix) {
        Progress whole = this;
        return new Progress() {
            @Override
            public void report(double fraction, String message) {
                whole.report(fraction, prefix + message);
            }

            @Override
            public void curve(String curve, double x, double y) {
                whole.curve(prefix + curve, x, y);
            }

            @Override
            public void checkCanceled() {
                whole.checkCanceled();
            }
        };
    }

    /** Stops with this progress, and reports nothing. */
    default Progress silent() {
        Progress whole = this;
        return new Progress() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public void checkCanceled() {
                whole.checkCanceled();
            }
        };
    }
}
