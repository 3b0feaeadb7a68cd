package org.fewshotnas.benchmark.pickle;

import java.util.Arrays;

/** The stack of the machine. Marks lie in a stack of their own, so that no value can pass for one. */
final class PickleStack {
    private final int maxDepth;
    private final MemoryAccount memory;
    private Object[] items = new Object[256];
    private int size;
    private int[] marks = new int[64];
    private int depth;

    PickleStack(int maxDepth, MemoryAccount memory) {
        this.maxDepth = maxDepth;
        this.memory = memory;
    }

    int size() {
        return size;
    }

    Object[] items() {
        return items;
    }

    void push(Object value, long offset) throws PickleException {
        if (size == items.length) {
            // A value that waits here takes about as much as one in a list.
            memory.take((long) MemoryAccount.ITEM * size + MemoryAccount.beyond(items, 0, size), offset);
            items = Arrays.copyOf(items, 2 * size);
        }
        items[size++] = value;
    }

    Object pop(long offset) throws PickleException {
        requireAbove(1, offset);
        Object value = items[--size];
        items[size] = null;
        return value;
    }

    Object peek(long offset) throws PickleException {
        requireAbove(1, offset);
        return items[size - 1];
    }

    /** The value at an index from the bottom. */
    Object at(int index, long offset) throws PickleException {
        if (index < 0) {
            throw PickleException.damaged(offset, "an instruction needs more values than there are");
        }
        return items[index];
    }

    /** What a pickle ends with. */
    Object last(long offset) throws PickleException {
        if (size != 1 || depth != 0) {
            throw PickleException.damaged(offset, "the pickle ends with " + size + " values instead of one");
        }
        return items[0];
    }

    void mark(long offset) throws PickleException {
        if (depth == maxDepth) {
            throw PickleException.unsupported(offset, "objects are nested deeper than the limit of " + maxDepth);
        }
        if (depth == marks.length) {
            marks = Arrays.copyOf(marks, 2 * depth);
        }
        marks[depth++] = size;
    }

    /** Takes the last mark away; the number of values above it. */
    int popMark(long offset) throws PickleException {
        if (depth == 0) {
            throw PickleException.damaged(offset, "a bracket is closed that was not opened");
        }
        return size - marks[--depth];
    }

    void popOrMark(long offset) throws PickleException {
        if (depth > 0 && marks[depth - 1] == size) {
            depth--;
        } else {
            pop(offset);
        }
    }

    void drop(int count, long offset) throws PickleException {
        requireAbove(count, offset);
        Arrays.fill(items, size - count, size, null);
        size -= count;
    }

    PickleTuple tuple(int count, long offset) throws PickleException {
        requireAbove(count, offset);
        memory.take(MemoryAccount.ITEM + 4L * count + MemoryAccount.beyond(items, size - count, size), offset);
        PickleTuple tuple =
                count == 0 ? PickleTuple.EMPTY : new PickleTuple(Arrays.copyOfRange(items, size - count, size));
        drop(count, offset);
        return tuple;
    }

    private void requireAbove(int count, long offset) throws PickleException {
        if (size - count < (depth == 0 ? 0 : marks[depth - 1])) {
            throw PickleException.damaged(offset, "an instruction needs more values than there are");
        }
    }
}
