package org.fewshotnas.benchmark.pickle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pickle may refer to again. Large pickles put hundreds of millions of objects in, nearly all of them one of a few thousand
 * texts, so that an entry is two bytes where it can be: the number of a text that is known, or a sign that the object stands beside.
 */
final class PickleMemo {
    private static final int PAGE_BITS = 12;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final char ABSENT = 0;
    private static final char BESIDE = 0xffff;
    private static final int LONGEST_SHARED = 128;
    /** How far an entry's number may be ahead of the others: pickles number them one after the other. */
    private static final int LARGEST_GAP = 100_000;

    private final int maxEntries;
    private final MemoryAccount memory;
    private final List<String> shared = new ArrayList<>();
    private final Map<String, Character> codes = new HashMap<>();
    private char[][] pages = new char[16][];
    private Beside[] besides = new Beside[16];
    private long next;

    /** The objects of a page that are not shared texts, by their slots in rising order. */
    private static final class Beside {
        private char[] slots = new char[4];
        private Object[] values = new Object[4];
        private int size;
    }

    PickleMemo(int maxEntries, MemoryAccount memory) {
        this.maxEntries = maxEntries;
        this.memory = memory;
        shared.add(null);
    }

    /** Adds an object with the next number. */
    void add(Object value, long offset) throws PickleException {
        put(next, value, offset);
    }

    /** Adds an object with a number of its own. */
    void put(long number, Object value, long offset) throws PickleException {
        if (number < 0 || number >= maxEntries || number > next + LARGEST_GAP) {
            throw PickleException.unsupported(
                    offset,
                    "memo entry " + number + " is written after " + next
                            + " entries; entries must follow each other, and the limit is " + maxEntries);
        }
        next = Math.max(next, number + 1);
        int page = (int) (number >>> PAGE_BITS);
        int slot = (int) number & PAGE - 1;
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(page + 1, pages.length * 2));
            besides = Arrays.copyOf(besides, pages.length);
        }
        if (pages[page] == null) {
            memory.take(2L * PAGE, offset);
            pages[page] = new char[PAGE];
        }
        char code = value instanceof String text ? code(text, offset) : BESIDE;
        pages[page][slot] = code;
        if (code == BESIDE) {
            putBeside(page, (char) slot, value, offset);
        }
    }

    /** The object of a number. */
    Object get(long number, long offset) throws PickleException {
        int page = (int) (Math.min(number, Integer.MAX_VALUE) >>> PAGE_BITS);
        char code = number < 0 || page >= pages.length || pages[page] == null
                ? ABSENT
                : pages[page][(int) number & PAGE - 1];
        if (code == ABSENT) {
            throw PickleException.damaged(offset, "memo entry " + number + " is used, but nothing was put there");
        }
        if (code != BESIDE) {
            return shared.get(code);
        }
        Beside beside = besides[page];
        return beside.values[Arrays.binarySearch(beside.slots, 0, beside.size, (char) (number & PAGE - 1))];
    }

    private char code(String text, long offset) throws PickleException {
        if (text.length() > LONGEST_SHARED) {
            return BESIDE;
        }
        Character known = codes.get(text);
        if (known == null) {
            if (shared.size() == BESIDE) {
                return BESIDE;
            }
            memory.take(120L + 2L * text.length(), offset);
            known = (char) shared.size();
            shared.add(text);
            codes.put(text, known);
        }
        return known;
    }

    private void putBeside(int page, char slot, Object value, long offset) throws PickleException {
        Beside beside = besides[page];
        if (beside == null) {
            beside = new Beside();
            besides[page] = beside;
        }
        int at = beside.size == 0 || beside.slots[beside.size - 1] < slot
                ? -beside.size - 1
                : Arrays.binarySearch(beside.slots, 0, beside.size, slot);
        if (at >= 0) {
            beside.values[at] = value;
            return;
        }
        memory.take(MemoryAccount.ITEM + MemoryAccount.beyond(value), offset);
        int place = -at - 1;
        if (beside.size == beside.slots.length) {
            beside.slots = Arrays.copyOf(beside.slots, Math.min(PAGE, beside.size + (beside.size >> 1)));
            beside.values = Arrays.copyOf(beside.values, beside.slots.length);
        }
        System.arraycopy(beside.slots, place, beside.slots, place + 1, beside.size - place);
        System.arraycopy(beside.values, place, beside.values, place + 1, beside.size - place);
        beside.slots[place] = slot;
        beside.values[place] = value;
        beside.size++;
    }
}
