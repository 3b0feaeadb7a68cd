package org.fewshotnas.benchmark.pickle;

import java.io.IOException;

/**
 * Decides what of a pickle is kept, while it is read, so that a file may be much larger than the memory. It is told of pairs of a
 * dictionary as soon as they are complete, inner dictionaries first.
 */
@FunctionalInterface
public interface PickleListener {
    /** Keeps everything. */
    PickleListener KEEP = (owner, dict, stack, from, to) -> dict.putAll(stack, from, to);

    /**
     * Takes pairs of a dictionary; a large one comes in several parts.
     *
     * @param owner what was written before the dictionary: its key in an outer dictionary, as a rule
     * @param dict to put into what is to be kept
     * @param stack holds the pairs: a key, its value, the next key...; do not change it
     * @param from index of the first key
     * @param to index after the last value
     */
    void put(Object owner, PickleDict dict, Object[] stack, int from, int to) throws IOException;
}
