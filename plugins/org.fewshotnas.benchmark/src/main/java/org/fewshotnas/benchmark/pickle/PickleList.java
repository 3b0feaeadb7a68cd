package org.fewshotnas.benchmark.pickle;

import java.util.Arrays;

/** A list, or a set in the order in which it was written. */
public final class PickleList {
    private static final Object[] NOTHING = {};

    private Object[] items = NOTHING;
    private int size;
    private boolean released;
    private MemoryAccount account;
    private int taken;

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
        if (account != null) {
            account.giveBack(taken);
            taken = 0;
        }
    }

    /** Whether its items were forgotten: whoever meets it again must not take it for an empty one. */
    public boolean isReleased() {
        return released;
    }

    /** Adds items, after their memory was taken until they are forgotten. */
    void addAll(Object[] stack, int from, int to, MemoryAccount memory, long offset) throws PickleException {
        int n = to - from;
        long bytes = (long) MemoryAccount.ITEM * n + MemoryAccount.beyond(stack, from, to);
        memory.take(bytes, offset);
        account = memory;
        taken = (int) Math.min(Integer.MAX_VALUE, taken + bytes);
        if (size + n > items.length) {
            items = Arrays.copyOf(items, Math.max(size + n, size == 0 ? 0 : size + (size >> 1)));
        }
        System.arraycopy(stack, from, items, size, n);
        size += n;
    }
}
