package org.fewshotnas.network.torchscript;

import java.util.Locale;

/**
 * What can be measured of a network that has not been trained, in one pass or two through it. Batch normalisation goes by the batch, as in
 * training.
 */
public enum Measurement {
    /**
     * One number: log |det K|, where K says of each two examples how many ReLUs are on for both or off for both (Mellor et al. 2021,
     * equation 2). ReLUs of the same numbers count once. The determinant is 0, and the number not finite, if two examples switch all alike.
     */
    PATTERNS(false),
    /**
     * One number: of the eigenvalues v of the correlations between examples' gradients of the sum of all outputs, - sum of
     * (log(v + k) + 1 / (v + k)) with k = 1e-5 (Mellor et al. 2020, section 3). Not a number if a gradient is zero.
     */
    JACOBIAN(true),
    /**
     * Two numbers of the gradient of the loss by the weights of convolutions and linear layers: the sum of the layers' norms, and the sum of
     * |gradient times weight|, the saliency of SNIP (Lee et al. 2019; both as in Abdelfattah et al. 2021, section 3).
     */
    GRADIENTS(true),
    /**
     * One number: the log of the sum of |gradient times weight| of the sum of the outputs of an input of ones, with the weights' absolute
     * values, in 64-bit floats and without normalisation (Tanaka et al. 2020, equation 2). The batch is ignored.
     */
    SYNAPTIC_FLOW(true),
    /**
     * One number: log of the mean distance, over the examples, between the last features in space of an input and of the input plus .01
     * times the target; plus, of every normalisation, the log of the standard deviation that it takes away, which is the root of the
     * channels' mean variance (Lin et al. 2021, algorithm 1, but that residual links stay). Input and target are to be normal noise.
     */
    PERTURBATION(false);

    private final boolean followsGradients;

    Measurement(boolean followsGradients) {
        this.followsGradients = followsGradients;
    }

    boolean followsGradients() {
        return followsGradients;
    }

    /** The name of the module's method. */
    String method() {
        return name().toLowerCase(Locale.ROOT);
    }
}
