package org.fewshotnas.metad2a.gradient;

import ai.djl.ndarray.NDArray;

/** A tensor on a {@link Tape}: what an operation computed, a parameter or a constant. */
public final class Value {
    private final NDArray array;
    private final boolean tracked;
    private NDArray gradient;

    Value(NDArray array, boolean tracked) {
        this.array = array;
        this.tracked = tracked;
    }

    /** The numbers. Not to be changed. */
    public NDArray array() {
        return array;
    }

    /** The length of an axis. */
    public int size(int axis) {
        return (int) array.getShape().get(axis);
    }

    /** The length of the last axis. */
    public int width() {
        return size(array.getShape().dimension() - 1);
    }

    /** Whether a gradient flows here. */
    boolean isTracked() {
        return tracked;
    }

    /** What has flowed here; null where nothing has. */
    NDArray gradient() {
        return gradient;
    }

    /** Adds to the gradient; the array stays as it is, for it may flow elsewhere too. */
    void flow(NDArray more) {
        gradient = gradient == null ? more : gradient.add(more);
    }
}
