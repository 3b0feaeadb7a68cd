package org.fewshotnas.predictor.learner;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.space.metric.Metric;

/** The inner loop moves every parameter at a rate of its own, which is learned too (Li et al., 2017). */
public final class MetaSgdMethod extends InnerLoopMethod {
    /** Before the name of each of the network's weights: its rate in the inner loop, as a factor. */
    static final String RATE_PREFIX = "rate.";

    @Override
    public String name() {
        return "META_SGD";
    }

    @Override
    public String label() {
        return "Meta-SGD";
    }

    @Override
    public String description() {
        return "As MAML, and every single weight has an inner rate of its own, which is learned along and used in fine-tuning "
                + "(Li et al., 2017). Twice as many numbers to learn; worth a try where MAML does well.";
    }

    @Override
    public Map<String, List<Integer>> tensors(GcnShape shape, List<Metric> tasks) {
        Map<String, List<Integer>> rates = new LinkedHashMap<>();
        shape.tensors().forEach((name, extents) -> rates.put(RATE_PREFIX + name, extents));
        return rates;
    }

    /** {@inheritDoc} Factors begin with one. */
    @Override
    NDList initial(NDManager manager, MetaLearningSettings settings) {
        NDList parameters = super.initial(manager, settings);
        parameters.addAll(new NDList(parameters.stream().map(NDArray::onesLike).toArray(NDArray[]::new)));
        return parameters;
    }

    @Override
    NDList factors(NDManager manager, Predictor predictor) {
        return Parameters.toTensors(
                manager, DataType.FLOAT32, predictor.spec().shape(), predictor.weights(), RATE_PREFIX);
    }
}
