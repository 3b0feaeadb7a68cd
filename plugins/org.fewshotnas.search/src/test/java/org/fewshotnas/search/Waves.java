package org.fewshotnas.search;

import java.util.List;
import java.util.Random;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;

/** Series of two frequencies in noise, and a predictor that knows nothing. */
public final class Waves {
    private Waves() {}

    public static Split split(int examples, int steps) {
        Random random = new Random(1);
        float[] inputs = new float[examples * steps];
        int[] classes = new int[examples];
        for (int i = 0; i < inputs.length; i++) {
            classes[i / steps] = i / steps % 2;
            inputs[i] = (float) (Math.sin(i % steps * (1 + classes[i / steps])) + random.nextGaussian());
        }
        TensorShape shape = TensorShape.series(1, steps);
        return Split.stratified(
                new DataSet(shape, inputs, new Targets.Classes(classes, List.of("slow", "fast"))), .25, 1);
    }

    public static Predictor predictor() {
        return MetaLearning.learn(
                List.of(),
                LearningMethods.ofName("NONE").defaults().withShape(new GcnShape(2, 16, 0)),
                Device.cpu(),
                Progress.NONE);
    }
}
