package org.fewshotnas.growth;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.cell.Vocabulary;
import org.fewshotnas.tensor.engine.Device;

/** A predictor that was written when the vocabulary had 14 operations: fine-tuned, with a calibration and features of the cell as written. */
final class OldPredictor {
    private OldPredictor() {}

    static Predictor read() throws IOException {
        try (InputStream in = OldPredictor.class.getResourceAsStream("/predictor-of-14-operations.safetensors")) {
            return Predictor.read(in);
        }
    }

    /** Cells whose scores it predicts in its own release as {@link GrowthTest} lists them. */
    static List<UnifiedGraph> cells() {
        SearchSpace space = SearchSpaces.ofName("NAS-Bench-101");
        SplittableRandom random = new SplittableRandom(5);
        return Stream.generate(() -> UnifiedGraph.of(space.sample(random)))
                .limit(12)
                .toList();
    }

    static double[] predictions() throws IOException {
        return read().predict(cells(), Device.cpu(), Progress.NONE);
    }

    /** Prints how large the vocabulary is, and the predictions to the bit. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(Vocabulary.operations().size() + " " + bits(predictions()));
    }

    static String bits(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(Double::toHexString).toList().toString();
    }
}
