package org.fewshotnas.metad2a;

import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.metad2a.set.Draw;
import org.fewshotnas.metad2a.set.SetEncoder;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Torch;

/**
 * Codes of fresh draws of a data set.
 *
 * @param rows one a draw
 */
record Codes(double[][] rows) {
    /** Examples of all draws that are worked on together. */
    private static final long TOGETHER = 10_000;

    static Codes of(
            SetEncoder encoder,
            DataSetFeatures dataSet,
            int perClass,
            int draws,
            SplittableRandom random,
            Progress progress) {
        SetEncoder.Prepared prepared = encoder.prepare(dataSet);
        int together = (int) Math.max(1, Math.min(draws, TOGETHER / Draw.size(dataSet, perClass)));
        List<double[]> rows = new ArrayList<>();
        while (rows.size() < draws) {
            progress.checkCanceled();
            progress.report((double) rows.size() / draws, "Looking at " + dataSet.name());
            List<Draw> some = new ArrayList<>();
            while (some.size() < Math.min(together, draws - rows.size())) {
                some.add(Draw.of(dataSet, perClass, random));
            }
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                rows.addAll(List.of(Torch.rows(encoder.encode(some, prepared).array())));
            }
        }
        return new Codes(rows.toArray(new double[0][]));
    }
}
