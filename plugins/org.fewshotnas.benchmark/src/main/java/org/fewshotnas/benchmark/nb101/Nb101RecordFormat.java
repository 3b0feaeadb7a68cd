package org.fewshotnas.benchmark.nb101;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.space.base.Progress;

/**
 * NAS-Bench-101's {@code .tfrecord} files. A record is a training: a JSON array of the cell's hash, the budget in epochs, the adjacency
 * matrix in zeros and ones, the operations, and in base64 a protobuf of three evaluations (before, half-way, at the end).
 */
public final class Nb101RecordFormat implements BenchmarkFormat {
    /** How many records are looked at to tell which budgets a file has. */
    private static final int LISTED = 2_000;

    @Override
    public String name() {
        return "NAS-Bench-101 TFRecord";
    }

    @Override
    public Evidence evidence() {
        return Evidence.SIGNATURE;
    }

    @Override
    public boolean recognises(FileHead head) {
        return TfRecords.looksLike(head.bytes());
    }

    @Override
    public OpenBenchmark open(SourceFiles files, ReadLimits limits, Progress progress) throws IOException {
        SourceFile file = files.first();
        SortedSet<Integer> budgets = new TreeSet<>();
        try (InputStream in = file.open(limits, progress)) {
            TfRecords records = new TfRecords(in, file.name());
            while (records.count() < LISTED) {
                Optional<byte[]> record = records.next();
                if (record.isEmpty()) {
                    break;
                }
                budgets.add(
                        Nb101Training.parse(file.name(), records, record.get()).epochs());
                limits.checkColumns(file.name(), 8 * budgets.size());
            }
        }
        return new OpenNb101(file, Nb101Field.ofBudgets(budgets), Nb101RecordFormat::read);
    }

    private static void read(SourceFile file, Nb101Rows collected, ReadLimits limits, Progress progress)
            throws IOException {
        Map<Long, Integer> runs = new HashMap<>();
        try (InputStream in = file.open(limits, progress)) {
            TfRecords records = new TfRecords(in, file.name());
            for (Optional<byte[]> record = records.next(); record.isPresent(); record = records.next()) {
                Nb101Training training = Nb101Training.parse(file.name(), records, record.get());
                int row = collected.row(training.hash());
                if (row < 0) {
                    row = collected.add(
                            training.hash(), training.adjacency(), training.operations(), training.parameters());
                }
                int run = runs.merge((long) row << 32 | training.epochs(), 1, Integer::sum);
                collected.train(row, training.epochs(), run, training.values());
            }
        }
    }
}
