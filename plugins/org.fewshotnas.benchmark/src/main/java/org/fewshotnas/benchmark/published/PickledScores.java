package org.fewshotnas.benchmark.published;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.columns.Bookkeeping;
import org.fewshotnas.benchmark.dialect.Dialects;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleTuple;
import org.fewshotnas.benchmark.pickle.PickledNumbers;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * A column of scores in a pickle: where they are, not a copy of them, so that a file that refers to the same list again and again takes no
 * memory for it.
 *
 * @param names of the dictionaries around the scores, outermost first
 * @param entries a list in NAS-Bench-201's order, or a dictionary by its index, by text, or by tuples of six operations
 * @param inner names within each entry, empty if the entry is the score
 */
record PickledScores(List<String> names, Object entries, List<String> inner) {
    private static final int DEEPEST = 3;
    private static final int MOST_OTHERS = 25;
    /** How many entries are looked at to tell what is in each. */
    private static final int SAMPLE = 20;
    /** HW-NAS-Bench also has the blocks of FBNet, which is another kind of search space, and how to build each network. */
    private static final Set<String> NO_SCORES = Set.of("fbnet", "config");

    /** Finds the columns in the value of a pickle. */
    static final class Finder {
        private final String file;
        private final ReadLimits limits;
        private final Map<List<String>, PickledScores> found = new LinkedHashMap<>();
        private final Set<String> others = new LinkedHashSet<>();
        private long seen;

        Finder(String file, ReadLimits limits) {
            this.file = file;
            this.limits = limits;
        }

        /** All columns, in the file's order. */
        List<PickledScores> find(Object value) {
            collect(List.of(), value);
            return List.copyOf(found.values());
        }

        /** The names of what entries hold beside scores, such as lists: of the first entries, and not all where there are many. */
        List<String> others() {
            return others.stream()
                    .filter(name -> !found.containsKey(List.of(name)))
                    .toList();
        }

        private void collect(List<String> names, Object value) {
            int size = sizeOf(value);
            seen += size;
            limits.checkScores(file, seen);
            if (size > 0 && hasArchitectures(value)) {
                for (List<String> inner : inner(value)) {
                    add(new PickledScores(names, value, inner));
                }
            } else if (value instanceof PickleDict dict && names.size() < DEEPEST) {
                for (int i = 0; i < dict.size(); i++) {
                    if (dict.key(i) instanceof String name && !NO_SCORES.contains(name)) {
                        collect(name.equals("nasbench201") ? names : with(names, name), dict.value(i));
                    }
                }
            }
        }

        private void add(PickledScores column) {
            List<String> path = new ArrayList<>(column.names);
            path.addAll(column.inner);
            if (found.putIfAbsent(List.of(String.join(" ", path)), column) != null) {
                throw new InvalidInputException(
                        "The file \"" + file + "\" holds scores under the name \""
                                + Excerpts.shorten(String.join(" ", path)) + "\" twice.",
                        "Give each its own name, or download the file again.");
            }
            limits.checkColumns(file, found.size());
        }

        /** The names of the numbers in entries: one empty list if entries are numbers, nothing if they are neither. */
        private List<List<String>> inner(Object entries) {
            Map<List<String>, Boolean> paths = new LinkedHashMap<>();
            boolean numbers = true;
            for (int i = 0; i < sizeOf(entries); i++) {
                Object value = entry(entries, i);
                numbers &= value == null || PickledNumbers.isNumber(value);
                if (!numbers && i >= SAMPLE) {
                    break;
                }
                if (value instanceof PickleDict dict) {
                    leaves(List.of(), dict, paths);
                } else if (!numbers && value != null) {
                    return List.of();
                }
            }
            return numbers ? List.of(List.of()) : List.copyOf(paths.keySet());
        }

        private void leaves(List<String> before, PickleDict dict, Map<List<String>, Boolean> paths) {
            seen += dict.size();
            limits.checkScores(file, seen);
            for (int i = 0; i < dict.size(); i++) {
                if (dict.key(i) instanceof String name) {
                    if (PickledNumbers.isNumber(dict.value(i)) && !(dict.value(i) instanceof Boolean)) {
                        paths.put(with(before, name), true);
                        limits.checkColumns(file, paths.size());
                    } else if (dict.value(i) instanceof PickleDict deeper && before.size() + 1 < DEEPEST) {
                        leaves(with(before, name), deeper, paths);
                    } else if (dict.value(i) != null && others.size() < MOST_OTHERS) {
                        others.add(String.join(" ", with(before, name)));
                    }
                }
            }
        }
    }

    private static List<String> with(List<String> names, String name) {
        List<String> longer = new ArrayList<>(names);
        longer.add(name);
        return List.copyOf(longer);
    }

    /** The number of entries. */
    int size() {
        return sizeOf(entries);
    }

    /** Whether the file itself writes architectures as texts. */
    boolean byText() {
        return entries instanceof PickleDict dict && dict.key(0) instanceof String key && index(key) < 0;
    }

    /** The architecture of an entry. */
    String architecture(int entry) {
        return entries instanceof PickleDict dict
                ? architecture(dict.key(entry)).orElseThrow()
                : Nb201Order.architectures().get(entry);
    }

    /** The score of an entry, NaN if there is none. */
    double score(int entry) {
        Object value = entry(entries, entry);
        for (String name : inner) {
            value = value instanceof PickleDict dict ? dict.get(name) : null;
        }
        return PickledNumbers.number(value);
    }

    /** The largest score, 0 if all are less. */
    double largest() {
        double largest = 0;
        for (int i = 0; i < size(); i++) {
            largest = Math.max(largest, Double.isNaN(score(i)) ? 0 : score(i));
        }
        return largest;
    }

    /**
     * Whether the numbers are 0 to n - 1, each of them once: they say where each architecture stands in some list, as no measured scores
     * do.
     */
    boolean holdsPlaces() {
        return Bookkeeping.holdsPlaces(
                IntStream.range(0, size()).mapToDouble(this::score).toArray());
    }

    private static int sizeOf(Object value) {
        return value instanceof PickleDict dict ? dict.size() : Math.max(0, PickledNumbers.length(value));
    }

    private static Object entry(Object entries, int index) {
        return entries instanceof PickleDict dict ? dict.value(index) : PickledNumbers.item(entries, index);
    }

    /** Whether every entry is one of an architecture; that a text is one is checked with the first here, and with all of them later. */
    private static boolean hasArchitectures(Object value) {
        if (!(value instanceof PickleDict dict)) {
            return PickledNumbers.length(value) == Nb201Order.COUNT;
        }
        if (dict.key(0) instanceof String text && index(text) < 0 && !Dialects.isArchitecture(text)) {
            return false;
        }
        for (int i = 0; i < dict.size(); i++) {
            if (architecture(dict.key(i)).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The architecture of a key, if it is one. */
    private static Optional<String> architecture(Object key) {
        if (key instanceof String text) {
            return Optional.of(
                    index(text) < 0 ? text : Nb201Order.architectures().get(index(text)));
        }
        if (key instanceof Long index) {
            return index >= 0 && index < Nb201Order.COUNT
                    ? Optional.of(Nb201Order.architectures().get(index.intValue()))
                    : Optional.empty();
        }
        if (!(key instanceof PickleTuple tuple) || tuple.size() != 6) {
            return Optional.empty();
        }
        StringBuilder six = new StringBuilder();
        for (int i = 0; i < tuple.size(); i++) {
            if (!(tuple.get(i) instanceof Long op) || op < 0 || op > 4) {
                return Optional.empty();
            }
            six.append(i == 0 ? "(" : ", ").append(op);
        }
        // Which operation is on which edge is not said here.
        return Optional.of(six.append(')').toString());
    }

    /** The index that a text is, or -1. */
    private static int index(String text) {
        if (text.isEmpty() || text.length() > 5) {
            return -1;
        }
        int index = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            index = 10 * index + digit;
        }
        return index < Nb201Order.COUNT ? index : -1;
    }
}
