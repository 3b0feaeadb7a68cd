package org.fewshotnas.benchmark.arrow;

import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.layout.TypedLayout;
import org.fewshotnas.benchmark.layout.TypedScores;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.Progress;

/**
 * An Arrow table of which the first batch was read for the columns. It is read again for the rows: batches are native memory, which is given
 * back as soon as they are read, and all of them together can be larger than it.
 */
final class OpenArrow implements OpenBenchmark {
    private final ArrowInput input;
    private final TypedLayout layout;

    private OpenArrow(ArrowInput input, TypedLayout layout) {
        this.input = input;
        this.layout = layout;
    }

    static OpenArrow of(ArrowInput input, ReadLimits limits, Progress progress) {
        String file = input.file().name();
        TypedLayout layout = input.read(limits, progress, reader -> {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            limits.checkColumns(file, root.getSchema().getFields().size());
            boolean any = reader.loadNextBatch();
            ArrowColumns columns = new ArrowColumns(file, root, reader.getDictionaryVectors());
            if (any) {
                columns.validate();
            }
            return TypedLayout.of(file, columns.layout());
        });
        return new OpenArrow(input, layout);
    }

    @Override
    public Listing listing() {
        return layout.listing();
    }

    @Override
    public void read(List<String> columns, ReadOptions options, TableAssembler rows, Progress progress) {
        Optional<TypedScores> read = input.read(options.limits(), progress, reader -> {
            Optional<TypedScores> scores = Optional.empty();
            long before = 0;
            while (reader.loadNextBatch()) {
                ArrowColumns batch = new ArrowColumns(
                        input.file().name(), reader.getVectorSchemaRoot(), reader.getDictionaryVectors());
                batch.validate();
                if (scores.isEmpty()) {
                    scores = Optional.of(new TypedScores(layout, columns, options, rows));
                }
                add(batch, scores.get(), columns, options, before, rows, progress);
                before += batch.rowCount();
            }
            return scores;
        });
        read.ifPresent(TypedScores::note);
    }

    private void add(
            ArrowColumns batch,
            TypedScores typed,
            List<String> columns,
            ReadOptions options,
            long before,
            TableAssembler rows,
            Progress progress) {
        FieldVector architecture = batch.vector(layout.architectureColumn(options));
        Optional<FieldVector> space = layout.spaceColumn().map(batch::vector);
        List<FieldVector> metrics = columns.stream().map(batch::vector).toList();
        double[] scores = new double[metrics.size()];
        for (int i = 0; i < batch.rowCount(); i++) {
            progress.checkCanceled();
            long row = before + i + 1;
            for (int m = 0; m < scores.length; m++) {
                scores[m] = typed.isText(m)
                        ? typed.parse(m, batch.text(metrics.get(m), i), row)
                        : batch.number(metrics.get(m), i);
            }
            if (space.isPresent()) {
                rows.requireSpace(
                        row, batch.text(space.get(), i), layout.listing().searchSpace());
            }
            rows.add(row, batch.text(architecture, i), scores);
        }
    }
}
