package org.fewshotnas.benchmark.nb101;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fewshotnas.benchmark.base.EnoughRead;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.file.PickleFile;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.pickle.NumpyArray;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleList;
import org.fewshotnas.benchmark.pickle.PickleListener;
import org.fewshotnas.benchmark.pickle.PickledNumbers;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** NAS-Bench-101 as its API pickles itself: what is fixed of each cell by its hash, then its trainings by hash and budget. */
public final class Nb101PickleFormat implements BenchmarkFormat {
    /** How many trainings are looked at to tell which budgets a file has. */
    private static final int LISTED = 200;

    private static final List<String> HALF = List.of(
            "halfway_training_time", "halfway_train_accuracy", "halfway_validation_accuracy", "halfway_test_accuracy");
    private static final List<String> FINAL =
            List.of("final_training_time", "final_train_accuracy", "final_validation_accuracy", "final_test_accuracy");

    @Override
    public String name() {
        return "NAS-Bench-101 pickled API";
    }

    @Override
    public boolean recognises(FileHead head) {
        return PickleFile.looksLikePickle(head) && head.mentions("fixed_statistics");
    }

    /** Takes cells and trainings while the file is read. */
    private interface Sink {
        void cell(String hash, PickleDict fixed);

        void training(String hash, long budget, int run, PickleDict values);
    }

    @Override
    public Listing list(Path file, ReadLimits limits, Progress progress) throws IOException {
        SortedSet<Integer> budgets = new TreeSet<>();
        int[] trainings = {0};
        try {
            scan(file, limits, progress, new Sink() {
                @Override
                public void cell(String hash, PickleDict fixed) {}

                @Override
                public void training(String hash, long budget, int run, PickleDict values) {
                    budgets.add((int) budget);
                    if (++trainings[0] == LISTED) {
                        throw new EnoughRead();
                    }
                }
            });
        } catch (EnoughRead enough) {
            // Every cell was trained for each of the budgets.
        }
        if (budgets.isEmpty()) {
            throw wrong(file, "holds no trainings");
        }
        return Nb101Field.listing(FileInput.name(file), budgets, "cell");
    }

    @Override
    public void read(
            Path file,
            Listing listing,
            List<String> columns,
            ReadOptions options,
            TableAssembler rows,
            Progress progress)
            throws IOException {
        Nb101Rows collected = new Nb101Rows(FileInput.name(file), listing, columns, rows, options.limits());
        scan(file, options.limits(), progress, new Sink() {
            @Override
            public void cell(String hash, PickleDict fixed) {
                double parameters = PickledNumbers.number(fixed.get("trainable_parameters"));
                collected.add(
                        hash, adjacency(file, fixed.get("module_adjacency")), operations(file, fixed), parameters);
            }

            @Override
            public void training(String hash, long budget, int run, PickleDict values) {
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
                collected.train(row, (int) budget, run, numbers);
            }
        });
        collected.finish(rows, progress);
    }

    private static void scan(Path file, ReadLimits limits, Progress progress, Sink sink) throws IOException {
        PickleListener listener = (owner, dict, stack, from, to) -> {
            for (int i = from; i < to; i += 2) {
                if ("fixed_statistics".equals(owner)
                        && stack[i] instanceof String hash
                        && stack[i + 1] instanceof PickleDict fixed) {
                    sink.cell(hash, whole(file, fixed));
                    fixed.release();
                } else if (owner instanceof String hash
                        && stack[i] instanceof Long budget
                        && budget > 0
                        && budget < 1_000_000
                        && stack[i + 1] instanceof PickleList runs) {
                    for (int run = 0; run < runs.size(); run++) {
                        if (runs.get(run) instanceof PickleDict values) {
                            sink.training(hash, budget, run + 1, whole(file, values));
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

    private static PickleDict whole(Path file, PickleDict dict) {
        if (dict.isReleased()) {
            throw wrong(file, "uses the same record for two cells or trainings");
        }
        return dict;
    }

    private static int[][] adjacency(Path file, Object value) {
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

    private static List<String> operations(Path file, PickleDict fixed) {
        List<String> names = new ArrayList<>();
        if (fixed.get("module_operations") instanceof PickleList list && list.size() <= 7) {
            for (int i = 0; i < list.size(); i++) {
                names.add(String.valueOf(list.get(i)));
            }
            return names;
        }
        throw wrong(file, "has a cell without a list of at most 7 operations");
    }

    private static InvalidInputException wrong(Path file, String what) {
        return new InvalidInputException(
                "The file \"" + FileInput.name(file) + "\" " + what + ", so that it is not NAS-Bench-101's API object.",
                "Choose the benchmark's own file, or download it again.");
    }
}
