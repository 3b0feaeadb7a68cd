package org.fewshotnas.benchmark.pickle;

/** A tuple. Two of them are equal only if they are the same, so that nothing that a file nests is walked without being asked for. */
public final class PickleTuple {
    static final PickleTuple EMPTY = new PickleTuple(new Object[0]);

    private final Object[] items;

    PickleTuple(Object... items) {
        this.items = items;
    }

    public int size() {
        return items.length;
    }

    public Object get(int index) {
        return items[index];
    }
}
