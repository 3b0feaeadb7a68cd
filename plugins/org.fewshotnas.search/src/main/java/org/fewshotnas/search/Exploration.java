package org.fewshotnas.search;

/** How a search chooses among the architectures of a step once they have predictions. */
public enum Exploration {
    /** Always the best predictions, as MP-NAS does. */
    GREEDY,
    /**
     * Until the predictor has learned from a score, architectures spread over the best tenth of the predictions; then the best predictions. What the predictor
     * learns from differs enough to tell it where it is wrong.
     */
    SPREAD_START,
    /**
     * The largest expected improvement on the best score so far (Jones et al., 1998, "Efficient global optimization"). This and the ones
     * below need a scorer that says how sure it is; until it does, they choose the best predictions.
     */
    EXPECTED_IMPROVEMENT,
    /** The largest sum of the prediction and a number of standard deviations (Srinivas et al., 2010, "GP-UCB"). */
    UPPER_CONFIDENCE,
    /** The best in one draw of all scores together from what the scorer believes (Thompson, 1933), a new one for each query. */
    THOMPSON,
    /** Whatever the predictor says, any candidate with the same probability: the baseline that every search is held against. */
    RANDOM;

    /** Whether choices depend on how sure the scorer is. */
    boolean usesUncertainty() {
        return this == EXPECTED_IMPROVEMENT || this == UPPER_CONFIDENCE || this == THOMPSON;
    }
}
