package org.fewshotnas.predictor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fewshotnas.tensor.file.ModelFile;
import org.fewshotnas.tensor.file.Weights;

/** Predictors as {@link ModelFile}s: the description is the {@link PredictorSpec}, which says what tensors there are. */
public final class PredictorFile {
    /** The kind of model. */
    static final String KIND = "predictor";

    private PredictorFile() {}

    /**
     * Refuses, before anything is learned, a network whose weights, with those that fine-tuning adds, are too many for a file.
     *
     * @param spec of the predictor to be learned
     */
    public static void checkStorable(PredictorSpec spec) {
        int inputs = spec.shape().width() + 1;
        List<List<Integer>> shapes = new ArrayList<>(spec.tensors().values());
        shapes.add(List.of(inputs, inputs));
        ModelFile.checkStorable(KIND, shapes);
    }

    static void checkWeights(PredictorSpec spec, Weights weights) {
        ModelFile.checkWeights(KIND, spec.tensors(), weights);
    }

    static void write(Predictor predictor, OutputStream out) throws IOException {
        PredictorSpec spec = predictor.spec();
        Weights.Builder ordered = new Weights.Builder();
        spec.tensors().keySet().forEach(name -> ordered.copy(predictor.weights(), name));
        new ModelFile(KIND, spec.toProperties(), ordered.build()).write(out);
    }

    static Predictor read(InputStream in) throws IOException {
        ModelFile file = ModelFile.read(KIND, in, PredictorFile::shapes);
        return new Predictor(PredictorSpec.fromProperties(file.description()), file.weights());
    }

    private static Map<String, List<Integer>> shapes(Map<String, String> description) {
        return PredictorSpec.fromProperties(description).tensors();
    }
}
