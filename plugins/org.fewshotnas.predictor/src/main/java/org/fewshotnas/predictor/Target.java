package org.fewshotnas.predictor;

import java.util.Objects;
import java.util.Optional;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Json;

/**
 * What a predictor was fine-tuned on.
 *
 * @param metric what it predicts
 * @param shots how many scores of it the predictor has seen
 * @param scale from the predictor's output to the metric's unit
 * @param adaptation how far fine-tuning went
 * @param calibration how sure the predictor is; empty where it cannot say, with too few scores
 * @param graphTerm the size of what goes by the features of the cell as written; empty where the network alone predicts
 */
public record Target(
        Metric metric,
        int shots,
        ScoreScale scale,
        Adaptation adaptation,
        Optional<Calibration> calibration,
        Optional<GraphTermShape> graphTerm) {
    /**
     * @throws InvalidInputException if there is no shot, or the scale or the calibration is not of finite numbers or turns the metric's
     *     direction round
     */
    public Target {
        metric = PredictorSpec.withoutFolder(metric);
        Objects.requireNonNull(adaptation, "adaptation");
        Objects.requireNonNull(calibration, "calibration");
        Objects.requireNonNull(graphTerm, "graphTerm");
        boolean rises = metric.direction() == Direction.MAXIMIZE;
        if (shots < 1) {
            throw PredictorSpec.invalid("it has " + shots + " shots of its target");
        }
        if (!Double.isFinite(scale.offset()) || !Double.isFinite(scale.factor()) || scale.factor() == 0) {
            throw PredictorSpec.invalid("its score scale is " + scale.offset() + " + " + scale.factor() + " · output");
        }
        if (scale.factor() > 0 != rises) {
            throw PredictorSpec.invalid(
                    "its score scale turns the direction of \"" + Json.shorten(metric.name()) + "\" round");
        }
        if (calibration.isPresent() && calibration.get().rises() != rises) {
            throw PredictorSpec.invalid("its calibration does not fit its target");
        }
    }

    /** Without a calibration, and of the network alone. */
    public Target(Metric metric, int shots, ScoreScale scale) {
        this(metric, shots, scale, Adaptation.NONE, Optional.empty(), Optional.empty());
    }

    /** The score that an output stands for: the median of what is to be expected, where the predictor says how sure it is. */
    double toScore(double output) {
        return calibration.map(known -> known.toScore(output)).orElseGet(() -> scale.toScore(output));
    }
}
