package org.fewshotnas.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.fewshotnas.space.Cell;
import org.fewshotnas.space.NasBench201;
import org.fewshotnas.space.Operation;

/**
 * The order in which NAS-Bench-201 numbers its architectures, which files use that list scores without naming architectures. The authors
 * listed all cells, the last place changing fastest, and shuffled the list with Python's random module, seeded with 88.
 */
final class Nb201Order {
    private static final List<Operation> OPERATIONS = List.of(
            Operation.ZEROIZE, Operation.SKIP_CONNECTION, Operation.CONV1_D1, Operation.CONV3_D1, Operation.AVG_POOL);
    private static final int PLACES = 6;
    private static final int SEED = 88;

    /** How many there are. */
    static final int COUNT = 15_625;

    private Nb201Order() {}

    private static final class Holder {
        private static final List<String> ALL = shuffled();
    }

    /** All architectures; the index in this list is the benchmark's. */
    static List<String> architectures() {
        return Holder.ALL;
    }

    /** The text of a cell whose six operations are given by their numbers: 0 none, 1 skip, 2 conv 1x1, 3 conv 3x3, 4 average pooling. */
    static String architecture(int[] six) {
        List<Operation> operations = new ArrayList<>();
        for (int op : six) {
            operations.add(OPERATIONS.get(op));
        }
        Cell cell = NasBench201.INSTANCE.cell(operations);
        return NasBench201.INSTANCE.print(cell);
    }

    private static List<String> shuffled() {
        List<String> all = new ArrayList<>(COUNT);
        for (int i = 0; i < COUNT; i++) {
            int[] six = new int[PLACES];
            for (int p = PLACES - 1, rest = i; p >= 0; p--, rest /= OPERATIONS.size()) {
                six[p] = rest % OPERATIONS.size();
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
