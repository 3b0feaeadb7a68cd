package org.fewshotnas.network.training;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.network.data.Normalisation;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.torchscript.Loss;

/** What a training makes small. */
public enum LossKind {
    /** Cross-entropy of classes. */
    CROSS_ENTROPY,
    /** Cross-entropy in which every class weighs the same, however many examples it has. */
    BALANCED_CROSS_ENTROPY,
    /** Focal loss of classes with gamma 2 (Lin et al. 2017). */
    FOCAL,
    /** Squared error of numbers, each scaled to variance 1. */
    SQUARED_ERROR,
    /** The norm of the error over the norm of the target. */
    RELATIVE_L2;

    /** What is made small so that a score becomes good. */
    public static LossKind of(Score score) {
        return switch (score) {
            case ACCURACY -> CROSS_ENTROPY;
            case BALANCED_ACCURACY, MACRO_F1 -> BALANCED_CROSS_ENTROPY;
            case RELATIVE_L2 -> RELATIVE_L2;
            case MEAN_ABSOLUTE_ERROR -> SQUARED_ERROR;
        };
    }

    /** Whether targets are classes. */
    public boolean ofClasses() {
        return this == CROSS_ENTROPY || this == BALANCED_CROSS_ENTROPY || this == FOCAL;
    }

    /** The loss for these targets of a training. */
    Loss loss(Targets targets) {
        return switch (this) {
            case CROSS_ENTROPY -> new Loss.CrossEntropy(List.of());
            case BALANCED_CROSS_ENTROPY -> new Loss.CrossEntropy(balanced((Targets.Classes) targets));
            case FOCAL -> new Loss.Focal(2, List.of());
            case SQUARED_ERROR -> new Loss.SquaredError();
            case RELATIVE_L2 -> new Loss.RelativeL2();
        };
    }

    /** How outputs for these targets are scaled while a network learns: classes are not, and a relative error leaves zero where it is. */
    Normalisation normalisation(Targets targets) {
        if (targets instanceof Targets.Numbers numbers) {
            return this == RELATIVE_L2
                    ? Normalisation.scaling(numbers.values(), numbers.shape())
                    : Normalisation.standard(numbers.values(), numbers.shape());
        }
        return Normalisation.none(((Targets.Classes) targets).names().size());
    }

    /** The mean number of examples of a class over its own; 0 where it has none. */
    private static List<Float> balanced(Targets.Classes targets) {
        int[] counts = new int[targets.names().size()];
        for (int number : targets.classes()) {
            counts[number]++;
        }
        List<Float> weights = new ArrayList<>();
        for (int count : counts) {
            weights.add(count == 0 ? 0f : (float) targets.size() / counts.length / count);
        }
        return weights;
    }
}
