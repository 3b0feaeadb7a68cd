package org.fewshotnas.benchmark.nb101;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.benchmark.file.PickleFile;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.pickle.NumpyArray;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleList;
import org.fewshotnas.benchmark.pickle.PickleListener;
import org.fewshotnas.benchmark.pickle.PickledNumbers;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** The pickled API object of NAS-Bench-101: what is fixed of each cell by its hash, then its trainings by hash and budget. */
final class Nb101Pickle {
    private static final List<String> HALF = List.of(
            "halfway_training_time", "halfway_train_accuracy", "halfway_validation_accuracy", "halfway_test_accuracy");
    private static final List<String> FINAL =
            List.of("final_training_time", "final_train_accuracy", "final_validation_accuracy", "final_test_accuracy");

    private Nb101Pickle() {}

    /** Takes cells and trainings while the file is read. */
    interface Visitor {
        void cell(String hash, PickleDict fixed);

        void training(String hash, int budget, int run, PickleDict values);
    }

    /** Reads all cells and trainings. */
    static void read(SourceFile file, Nb101Rows collected, ReadLimits limits, Progress progress) throws IOException {
        scan(file, limits, progress, new Visitor() {
            @Override
            public void cell(String hash, PickleDict fixed) {
                double parameters = PickledNumbers.number(fixed.get("trainable_parameters"));
                collected.add(
                        hash, adjacency(file, fixed.get("module_adjacency")), operations(file, fixed), parameters);
            }

            @Override
            public void training(String hash, int budget, int run, PickleDict values) {
                int row = collected.row(hash);
                if (row < 0) {
                    throw wrong(
                            file, "has a training of a cell that it does not describe before, hash \"" + hash + "\"");
                }
                double[] numbers = new double[8];
                for (int i = 0; i < 4; i++) {
                    numbers[i] = PickledNumbers.number(values.get(HALF.get(i)));
                    numbers[4 + i] = PickledNumbers.number(values.get(FINAL.get(i)));
                }
                collected.train(row, budget, run, numbers);
            }
        });
    }

    /** Visits all cells and trainings. */
    static void scan(SourceFile file, ReadLimits limits, Progress progress, Visitor visitor) throws IOException {
        PickleListener listener = (owner, dict, stack, from, to) -> {
            for (int i = from; i < to; i += 2) {
                if ("fixed_statistics".equals(owner)
                        && stack[i] instanceof String hash
                        && stack[i + 1] instanceof PickleDict fixed) {
                    visitor.cell(hash, whole(file, fixed));
                    fixed.release();
                } else if (owner instanceof String hash
                        && stack[i] instanceof Long budget
                        && budget > 0
                        && budget < 1_000_000
                        && stack[i + 1] instanceof PickleList runs) {
                    for (int run = 0; run < runs.size(); run++) {
                        if (runs.get(run) instanceof PickleDict values) {
                            visitor.training(hash, budget.intValue(), run + 1, whole(file, values));
                            values.release();
                        }
                    }
                } else if (!"computed_statistics".equals(owner)) {
                    dict.put(stack[i], stack[i + 1]);
                }
            }
        };
        try (PickleFile pickle = PickleFile.open(file, limits, progress)) {
            pickle.read(listener);
            pickle.finish();
        }
    }

    private static PickleDict whole(SourceFile file, PickleDict dict) {
        if (dict.isReleased()) {
            throw wrong(file, "uses the same record for two cells or trainings");
        }
        return dict;
    }

    static int[][] adjacency(SourceFile file, Object value) {
        if (!(value instanceof NumpyArray array)
                || array.rank() != 2
                || array.length(0) != array.length(1)
                || array.size() > 49) {
            throw wrong(file, "has a cell without a square adjacency matrix of at most 7 vertices");
        }
        int n = array.length(0);
        int[][] adjacency = new int[n][n];
        for (int i = 0; i < n * n; i++) {
            adjacency[i / n][i % n] = PickledNumbers.number(array.get(i)) == 0 ? 0 : 1;
        }
        return adjacency;
    }

    static List<String> operations(SourceFile file, PickleDict fixed) {
        List<String> names = new ArrayList<>();
        if (fixed.get("module_operations") instanceof PickleList list && list.size() <= 7) {
            for (int i = 0; i < list.size(); i++) {
                names.add(String.valueOf(list.get(i)));
            }
            return names;
        }
        throw wrong(file, "has a cell without a list of at most 7 operations");
    }

    static InvalidInputException wrong(SourceFile file, String what) {
        return new InvalidInputException(
                "The file \"" + file.name() + "\" " + what + ", so that it is not NAS-Bench-101's API object.",
                "Choose the benchmark's own file, or download it again.");
    }
}
