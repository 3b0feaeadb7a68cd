package org.fewshotnas.benchmark.pickle;

import java.util.Arrays;

/** A list, or a set in the order in which it was written. */
public final class PickleList {
    private static final Object[] NOTHING = {};

    private Object[] items = NOTHING;
    private int size;
    private boolean released;

    PickleList() {}

    public int size() {
        return size;
    }

    /** @throws IndexOutOfBoundsException if there is no such item */
    public Object get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return items[index];
    }

    /** Forgets all items, because what is wanted of them is kept elsewhere; see {@link #isReleased}. */
    public void release() {
        items = NOTHING;
        size = 0;
        released = true;
    }

    /** Whether its items were forgotten: whoever meets it again must not take it for an empty one. */
    public boolean isReleased() {
        return released;
    }

    void addAll(Object[] stack, int from, int to) {
        int n = to - from;
        if (size + n > items.length) {
            items = Arrays.copyOf(items, Math.max(size + n, size == 0 ? 0 : size + (size >> 1)));
        }
        System.arraycopy(stack, from, items, size, n);
        size += n;
    }
}
