package org.fewshotnas.benchmark.pickle;

/**
 * An object of a class that is not made: only what it would be made of is kept, as the plain data that it is. The class is neither looked
 * up nor called.
 */
public final class PickleRecord {
    private final PickleTuple values;

    PickleRecord(PickleTuple values) {
        this.values = values;
    }

    /** How many values there are. */
    public int size() {
        return values.size();
    }

    /** One of the values. */
    public Object get(int index) {
        return values.get(index);
    }
}
