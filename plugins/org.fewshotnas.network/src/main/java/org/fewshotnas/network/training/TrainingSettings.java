package org.fewshotnas.network.training;

import java.time.Duration;
import java.util.Optional;
import org.fewshotnas.network.torchscript.Optimizer;

/**
 * How a network is trained. The defaults are NAS-Bench-201's, with a smaller batch and fewer epochs for smaller data sets.
 *
 * @param optimizer what a step does
 * @param rate the largest learning rate
 * @param schedule how it falls
 * @param warmUpEpochs during which it rises from nothing
 * @param batch examples in a step
 * @param epochs how often every example is seen
 * @param timeLimit after which a training ends with what it has; with one, two runs need not be the same
 * @param loss what it makes small
 * @param score by which its best epoch is chosen
 * @param augmentation of the training's examples
 * @param seed of the first weights, the order of examples, and augmentation
 */
public record TrainingSettings(
        Optimizer optimizer,
        double rate,
        Schedule schedule,
        double warmUpEpochs,
        int batch,
        int epochs,
        Optional<Duration> timeLimit,
        LossKind loss,
        Score score,
        Augmentation augmentation,
        long seed) {
    /** @throws IllegalArgumentException if a number is out of range, or loss and score are not of the same kind of targets */
    public TrainingSettings {
        if (!(rate > 0) || warmUpEpochs < 0 || batch < 2 || epochs < 1) {
            throw new IllegalArgumentException("No training: rate " + rate + ", warm-up " + warmUpEpochs + ", batch "
                    + batch + ", epochs " + epochs);
        }
        if (loss.ofClasses() != score.ofClasses()) {
            throw new IllegalArgumentException(loss + " with " + score);
        }
    }

    /** Of classes: cross-entropy and accuracy; Nesterov's momentum .9, weight decay 5e-4, rate .1 falling by a cosine. */
    public static TrainingSettings ofClasses() {
        return new TrainingSettings(
                new Optimizer.Sgd(.9, 5e-4),
                .1,
                new Schedule.Cosine(),
                0,
                64,
                10,
                Optional.empty(),
                LossKind.CROSS_ENTROPY,
                Score.ACCURACY,
                Augmentation.NONE,
                1);
    }

    /** Of numbers and fields: AdamW at rate .01, which cares less about the scale of a loss. */
    public static TrainingSettings ofNumbers(LossKind loss, Score score) {
        return new TrainingSettings(
                new Optimizer.AdamW(.9, .999, 5e-4),
                .01,
                new Schedule.Cosine(),
                0,
                32,
                10,
                Optional.empty(),
                loss,
                score,
                Augmentation.NONE,
                1);
    }

    /** What is usual where a score shall become good. */
    public static TrainingSettings of(Score score) {
        if (!score.ofClasses()) {
            return ofNumbers(LossKind.of(score), score);
        }
        TrainingSettings usual = ofClasses();
        return new TrainingSettings(
                usual.optimizer,
                usual.rate,
                usual.schedule,
                usual.warmUpEpochs,
                usual.batch,
                usual.epochs,
                usual.timeLimit,
                LossKind.of(score),
                score,
                usual.augmentation,
                usual.seed);
    }

    /** The same with other numbers of epochs and examples in a step. */
    public TrainingSettings withBudget(int newEpochs, int newBatch) {
        return new TrainingSettings(
                optimizer,
                rate,
                schedule,
                warmUpEpochs,
                newBatch,
                newEpochs,
                timeLimit,
                loss,
                score,
                augmentation,
                seed);
    }

    public TrainingSettings withTimeLimit(Duration limit) {
        return new TrainingSettings(
                optimizer,
                rate,
                schedule,
                warmUpEpochs,
                batch,
                epochs,
                Optional.of(limit),
                loss,
                score,
                augmentation,
                seed);
    }

    public TrainingSettings withSeed(long newSeed) {
        return new TrainingSettings(
                optimizer, rate, schedule, warmUpEpochs, batch, epochs, timeLimit, loss, score, augmentation, newSeed);
    }

    public TrainingSettings withRate(double newRate) {
        return new TrainingSettings(
                optimizer, newRate, schedule, warmUpEpochs, batch, epochs, timeLimit, loss, score, augmentation, seed);
    }

    public TrainingSettings withAugmentation(Augmentation other) {
        return new TrainingSettings(
                optimizer, rate, schedule, warmUpEpochs, batch, epochs, timeLimit, loss, score, other, seed);
    }

    /** The learning rate at a progress from 0 to 1. */
    double rateAt(double progress) {
        double epoch = progress * epochs;
        double warm = epoch < warmUpEpochs ? epoch / warmUpEpochs : 1;
        return rate * warm * schedule.factor(progress);
    }
}
