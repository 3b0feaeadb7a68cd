package org.fewshotnas.predictor.evaluation;

/** What a row of the results supposes: which cells of the new task are fine-tuned on, and what learning may know. */
public enum Scenario {
    /** Random cells; learning sees no score of the cells that are tested. */
    STRICT(""),
    /** Cells that the learned predictor chooses among random ones as the most informative; learning is that of {@link #STRICT}. */
    CHOSEN_CELLS(", chosen cells"),
    /**
     * The random cells of {@link #STRICT}; learning sees the scores of all cells on the other tasks, of those that are tested too, as a user
     * may who measures a new task on architectures of a published benchmark.
     */
    KNOWN_SCORES(", scores of other tasks known");

    private final String suffix;

    Scenario(String suffix) {
        this.suffix = suffix;
    }

    /** What the results call an approach in this scenario. */
    public String name(Approach approach) {
        return approach.name() + suffix;
    }
}
