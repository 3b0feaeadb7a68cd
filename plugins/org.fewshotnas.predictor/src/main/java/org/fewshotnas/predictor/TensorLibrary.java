package org.fewshotnas.predictor;

import org.fewshotnas.space.Progress;

/** The library that computes. It is loaded when it is needed first, which takes seconds. */
public final class TensorLibrary {
    private TensorLibrary() {}

    /**
     * Loads the library, if nobody has yet; who is cancelled meanwhile does not wait for it.
     *
     * @throws org.fewshotnas.space.InvalidInputException if it cannot be loaded
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public static void start(Progress progress) {
        Torch.start(progress);
    }
}
