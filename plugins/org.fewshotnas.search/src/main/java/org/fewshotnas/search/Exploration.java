package org.fewshotnas.search;

/** How a search chooses among the architectures of a step once they have predictions. */
public enum Exploration {
    /** Always the best predictions, as MP-NAS does. */
    GREEDY,
    /**
     * Until the first refit, architectures spread over the best tenth of the predictions; then the best predictions. What the predictor
     * learns from differs enough to tell it where it is wrong.
     */
    SPREAD_START
}
