package org.fewshotnas.benchmark.published;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.features.FeatureArchive;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.Progress;

/** An archive of features where a benchmark may be. */
record OpenFeatures(FeatureArchive archive) implements OpenBenchmark {
    @Override
    public Optional<FeatureArchive> features() {
        return Optional.of(archive);
    }

    @Override
    public Listing listing() {
        return new Listing("", "", List.of(), List.of(), "entry");
    }

    @Override
    public void read(List<String> columns, ReadOptions options, TableAssembler rows, Progress progress) {
        throw archive.hasNoArchitectures();
    }
}
