package org.fewshotnas.benchmark.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The order in which NAS-Bench-201 numbers its architectures, which files use that list scores without naming architectures. The authors
 * listed all cells, the last place changing fastest, and shuffled the list with Python's random module, seeded with 88.
 */
public final class Nb201Order {
    private static final String[] OPERATIONS = {"none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"};
    /** What stands before and between the six operations. */
    private static final String[] BETWEEN = {"|", "~0|+|", "~0|", "~1|+|", "~0|", "~1|", "~2|"};

    private static final int PLACES = 6;
    private static final int SEED = 88;

    /** How many there are. */
    public static final int COUNT = 15_625;

    private Nb201Order() {}

    private static final class Holder {
        private static final List<String> ALL = shuffled();
    }

    /** All architectures; the index in this list is the benchmark's. */
    public static List<String> architectures() {
        return Holder.ALL;
    }

    /** The text of a cell whose six operations are given by their numbers: 0 none, 1 skip, 2 conv 1x1, 3 conv 3x3, 4 average pooling. */
    static String architecture(int[] six) {
        StringBuilder text = new StringBuilder(96);
        for (int p = 0; p < PLACES; p++) {
            text.append(BETWEEN[p]).append(OPERATIONS[six[p]]);
        }
        return text.append(BETWEEN[PLACES]).toString();
    }

    private static List<String> shuffled() {
        List<String> all = new ArrayList<>(COUNT);
        for (int i = 0; i < COUNT; i++) {
            int[] six = new int[PLACES];
            for (int p = PLACES - 1, rest = i; p >= 0; p--, rest /= OPERATIONS.length) {
                six[p] = rest % OPERATIONS.length;
            }
            all.add(architecture(six));
        }
        PythonRandom random = new PythonRandom(SEED);
        for (int i = COUNT - 1; i > 0; i--) {
            Collections.swap(all, i, random.below(i + 1));
        }
        return List.copyOf(all);
    }
}
