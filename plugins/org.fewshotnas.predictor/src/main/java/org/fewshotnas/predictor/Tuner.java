package org.fewshotnas.predictor;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.file.Weights;

/** Adapts a network to labels of some of a support set's architectures; what calls it decides how far. */
public interface Tuner {
    /** Takes the network after a number of steps; it is gone when this returns. */
    interface Checkpoint {
        void at(int steps, Tuned tuned);
    }

    /** A network that was adapted. */
    interface Tuned {
        /** Its outputs for the whole support set. */
        double[] outputs();

        /** What was adapted; tensors that are not there stay as they were. */
        Weights weights();

        /** The size of what the weights hold beside the network, if it goes by features of the cell as written too. */
        default Optional<GraphTermShape> graphTerm() {
            return Optional.empty();
        }
    }

    /**
     * Adapts, and stops at each of these ascending numbers of steps.
     *
     * @param some places of architectures in the support set
     * @param labels one for each of these
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    void tune(int[] some, double[] labels, List<Integer> steps, Checkpoint checkpoint, Progress progress);
}
