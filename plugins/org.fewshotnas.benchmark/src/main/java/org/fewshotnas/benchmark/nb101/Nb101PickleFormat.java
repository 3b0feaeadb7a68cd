package org.fewshotnas.benchmark.nb101;

import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fewshotnas.benchmark.base.EnoughRead;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.PickleFile;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.space.base.Progress;

/** NAS-Bench-101 as its API pickles itself: what is fixed of each cell by its hash, then its trainings by hash and budget. */
public final class Nb101PickleFormat implements BenchmarkFormat {
    /** How many trainings are looked at to tell which budgets a file has. */
    private static final int LISTED = 200;

    @Override
    public String name() {
        return "NAS-Bench-101 pickled API";
    }

    @Override
    public Evidence evidence() {
        return Evidence.NAMES;
    }

    @Override
    public boolean recognises(FileHead head) {
        return PickleFile.looksLikePickle(head) && head.mentions("fixed_statistics");
    }

    @Override
    public OpenBenchmark open(SourceFiles files, ReadLimits limits, Progress progress) throws IOException {
        SourceFile file = files.first();
        SortedSet<Integer> budgets = new TreeSet<>();
        int[] trainings = {0};
        try {
            Nb101Pickle.scan(file, limits, progress, new Nb101Pickle.Visitor() {
                @Override
                public void cell(String hash, PickleDict fixed) {}

                @Override
                public void training(String hash, int budget, int run, PickleDict values) {
                    budgets.add(budget);
                    if (++trainings[0] == LISTED) {
                        throw new EnoughRead();
                    }
                }
            });
        } catch (EnoughRead enough) {
            // Every cell was trained for each of the budgets.
        }
        if (budgets.isEmpty()) {
            throw Nb101Pickle.wrong(file, "holds no trainings");
        }
        return new OpenNb101(file, Nb101Field.ofBudgets(budgets), Nb101Pickle::read);
    }
}
