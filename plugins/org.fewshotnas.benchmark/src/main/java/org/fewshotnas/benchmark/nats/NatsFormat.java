package org.fewshotnas.benchmark.nats;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.benchmark.base.EnoughRead;
import org.fewshotnas.benchmark.columns.EpochChoice;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.PickleFile;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * NAS-Bench-201's {@code .pth} files, NATS-Bench's {@code .pickle.pbz2} files, topology and size, and its {@code -simple} folders, of
 * which also a single file can be read; NAS-Bench-360's tables of NinaPro and Darcy Flow are NATS-Bench files. Training budgets, data
 * sets, splits, quantities and seeds are told by the columns.
 */
public final class NatsFormat implements BenchmarkFormat {
    private static final int LISTED_ENTRIES = 24;
    /** Architectures were trained with different seeds, so that a few files of a folder are looked at. */
    private static final int LISTED_FILES = 12;

    @Override
    public String name() {
        return "NAS-Bench-201 and NATS-Bench";
    }

    @Override
    public Evidence evidence() {
        return Evidence.NAMES;
    }

    @Override
    public boolean recognises(FileHead head) {
        return PickleFile.looksLikePickle(head) && (head.mentions("all_results") || head.mentions("meta_archs"));
    }

    @Override
    public boolean readsFolders() {
        return true;
    }

    @Override
    public OpenBenchmark open(SourceFiles files, ReadLimits limits, Progress progress) throws IOException {
        NatsListing found = new NatsListing();
        NatsListener listener =
                new NatsListener(EpochChoice.FINAL, Optional.empty(), (architecture, budget, results) -> {
                    found.add(architecture, budget, results);
                    limits.checkColumns(files.name(), found.columnCount());
                    if (found.entries() >= LISTED_ENTRIES) {
                        throw new EnoughRead();
                    }
                });
        int count = files.files().size();
        int listed = Math.min(count, LISTED_FILES);
        try {
            for (int i = 0; i < listed; i++) {
                OpenNats.scan(files.files().get(i * count / listed), limits, progress.silent(), listener);
            }
        } catch (EnoughRead enough) {
            // More entries have no other columns.
        }
        if (found.entries() == 0) {
            throw new InvalidInputException(
                    "The file \"" + files.name() + "\" lists architectures, but holds no results of them.",
                    "Choose the folder that it is in, which has a file for each architecture, or the benchmark's single large file.");
        }
        Map<String, NatsColumn> columns = found.columns();
        return new OpenNats(files, found.listing(columns.values()), columns);
    }
}
