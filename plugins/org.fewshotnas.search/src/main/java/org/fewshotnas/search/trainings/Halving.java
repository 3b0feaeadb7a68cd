package org.fewshotnas.search.trainings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Successive halving (Jamieson and Talwalkar 2016): all candidates are trained for a short time, the best of them longer, and so on. Every
 * training begins anew with its own schedule of the learning rate, since ranks after a part of a longer one say less.
 */
public final class Halving {
    /** A budget is so many times the one before, and one in so many candidates goes on. */
    static final int FACTOR = 3;
    /** Scores after fewer epochs hardly tell architectures apart. */
    private static final int FEWEST_EPOCHS = 3;

    /** With fewer epochs there is one round. */
    static final int LEAST_EPOCHS = FACTOR * FEWEST_EPOCHS;
    /** With fewer candidates too. */
    static final int LEAST_CANDIDATES = FACTOR + 1;

    private Halving() {}

    /**
     * The epochs of the rounds, which grow.
     *
     * @param epochs of the last one
     * @param candidates that there are: with {@value #FACTOR} or fewer there is one round
     */
    public static List<Integer> budgets(int epochs, int candidates) {
        List<Integer> budgets = new ArrayList<>(List.of(epochs));
        int left = candidates;
        for (int budget = epochs / FACTOR; budget >= FEWEST_EPOCHS && left > FACTOR; budget /= FACTOR) {
            budgets.add(budget);
            left = survivors(left);
        }
        Collections.reverse(budgets);
        return budgets;
    }

    /** How many candidates go on to the next round. */
    static int survivors(int candidates) {
        return (candidates + FACTOR - 1) / FACTOR;
    }
}
