package org.fewshotnas.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.format.BenchmarkFormat;

/** The formats that there are, in the order in which they are asked. */
final class Formats {
    /** By this class's loader: in OSGi that is the bundle's own, whatever the calling thread's is. */
    private static final List<BenchmarkFormat> ALL =
            ServiceLoader.load(BenchmarkFormat.class, Formats.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparing(BenchmarkFormat::evidence).thenComparing(BenchmarkFormat::name))
                    .toList();

    private Formats() {}

    static List<String> names() {
        return ALL.stream().map(BenchmarkFormat::name).toList();
    }

    /** The format of a file. */
    static Optional<BenchmarkFormat> of(FileHead head, boolean folder) {
        return ALL.stream()
                .filter(format -> format.recognises(head) && (format.readsFolders() || !folder))
                .findFirst();
    }
}
