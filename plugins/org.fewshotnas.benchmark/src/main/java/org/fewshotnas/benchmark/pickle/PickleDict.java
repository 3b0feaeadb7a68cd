package org.fewshotnas.benchmark.pickle;

import java.util.Arrays;

/**
 * A dictionary in the order in which it was written. It is a list of pairs: a key that is set again is listed again, and
 * {@link #get} finds the last. So no key is hashed or compared unless it is asked for.
 */
public final class PickleDict {
    private static final Object[] NOTHING = {};

    private Object[] pairs = NOTHING;
    private int size;
    private boolean released;
    private MemoryAccount account;
    private int taken;

    PickleDict() {}

    /** The number of pairs. */
    public int size() {
        return size;
    }

    public Object key(int index) {
        return pairs[2 * index];
    }

    public Object value(int index) {
        return pairs[2 * index + 1];
    }

    /** The value of a text or a number, or null if there is none. */
    public Object get(Object key) {
        for (int i = 2 * size - 2; i >= 0; i -= 2) {
            if (key.equals(pairs[i])) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    /** Forgets all pairs, because what is wanted of them is kept elsewhere; see {@link #isReleased}. */
    public void release() {
        pairs = NOTHING;
        size = 0;
        released = true;
        if (account != null) {
            account.giveBack(taken);
            taken = 0;
        }
    }

    /** Takes memory for the pairs from an index on, until they are forgotten. */
    void account(MemoryAccount memory, int from, long offset) throws PickleException {
        long bytes = (long) MemoryAccount.PAIR * Math.max(0, size - from)
                + MemoryAccount.beyond(pairs, Math.min(2 * from, 2 * size), 2 * size);
        memory.take(bytes, offset);
        account = memory;
        taken = (int) Math.min(Integer.MAX_VALUE, taken + bytes);
    }

    /** Whether its pairs were forgotten: whoever meets it again must not take it for an empty one. */
    public boolean isReleased() {
        return released;
    }

    /** Replaces the value of a pair. */
    public void setValue(int index, Object value) {
        pairs[2 * index + 1] = value;
    }

    /** Adds a pair. */
    public void put(Object key, Object value) {
        if (2 * size == pairs.length) {
            pairs = Arrays.copyOf(pairs, Math.max(2, 2 * (size + (size >> 1) + 1)));
        }
        pairs[2 * size] = key;
        pairs[2 * size + 1] = value;
        size++;
    }

    /** Adds the pairs of a range of keys and values. */
    public void putAll(Object[] stack, int from, int to) {
        int n = to - from;
        if (2 * size + n > pairs.length) {
            pairs = Arrays.copyOf(pairs, Math.max(2 * size + n, size == 0 ? 0 : 2 * (size + (size >> 1))));
        }
        System.arraycopy(stack, from, pairs, 2 * size, n);
        size += n / 2;
    }
}
