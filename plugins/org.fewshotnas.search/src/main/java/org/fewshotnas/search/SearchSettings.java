package org.fewshotnas.search;

import java.util.Objects;
import org.fewshotnas.predictor.finetuning.FineTuneSettings;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * How to search.
 *
 * @param queries architectures to evaluate in all; without a table of known scores, architectures to propose
 * @param steps over which the queries are spread as evenly as they go
 * @param samplesPerStep candidates that a step draws and scores
 * @param refitInterval steps from one fine-tuning on everything evaluated to the next
 * @param exploration how a step chooses among its candidates
 * @param mutationShare the share of a step's candidates, 0 to 1, that are mutations of the best architectures evaluated so far instead of
 *     random ones; has no effect where all candidates are scored, or they are the rows of a table
 * @param confidence the standard deviations that {@link Exploration#UPPER_CONFIDENCE} adds to a prediction, 0 to 100
 * @param fineTuning how a refit fine-tunes
 * @param seed of everything random
 */
public record SearchSettings(
        int queries,
        int steps,
        int samplesPerStep,
        int refitInterval,
        Exploration exploration,
        double mutationShare,
        double confidence,
        FineTuneSettings fineTuning,
        long seed) {
    /**
     * @throws InvalidInputException if a number is out of its range
     */
    public SearchSettings {
        Objects.requireNonNull(exploration, "exploration");
        Objects.requireNonNull(fineTuning, "fineTuning");
        check(queries >= 1 && queries <= 1_000_000, "number of queries", queries, "1 to 1,000,000");
        check(steps >= 1 && steps <= 100_000, "number of steps", steps, "1 to 100,000");
        check(
                samplesPerStep >= 1 && samplesPerStep <= 1_000_000,
                "number of samples per step",
                samplesPerStep,
                "1 to 1,000,000");
        check(refitInterval >= 1, "refit interval", refitInterval, "1 or more");
        check(mutationShare >= 0 && mutationShare <= 1, "share of mutations", mutationShare, "from 0 to 1");
        check(confidence >= 0 && confidence <= 100, "number of standard deviations", confidence, "from 0 to 100");
    }

    private static void check(boolean fits, String name, Number value, String range) {
        if (!fits) {
            throw new InvalidInputException(
                    "The " + name + " is " + value + "; expected is " + range + ".",
                    "Set the " + name + " to " + range + ".");
        }
    }

    /**
     * 30 queries in 20 steps of 10,000 samples, half of which are mutations, greedy and refitted every 4 steps. On NAS-Bench-201 a spread
     * start finds the best architectures six to eight queries later; on TransNAS-Bench-101 it is better for two tasks of four.
     */
    public static SearchSettings defaults() {
        return new SearchSettings(30, 20, 10_000, 4, Exploration.GREEDY, 0.5, 0.5, FineTuneSettings.defaults(), 1);
    }

    /** The search of the MP-NAS paper (section 4.3): greedy, one query in each of 20 steps of 10,000 samples, refitted every 4 steps. */
    public static SearchSettings paper() {
        return new SearchSettings(20, 20, 10_000, 4, Exploration.GREEDY, 0, 0.5, FineTuneSettings.defaults(), 1);
    }

    public SearchSettings withQueries(int newQueries) {
        return new SearchSettings(
                newQueries,
                steps,
                samplesPerStep,
                refitInterval,
                exploration,
                mutationShare,
                confidence,
                fineTuning,
                seed);
    }

    public SearchSettings withSteps(int newSteps) {
        return new SearchSettings(
                queries,
                newSteps,
                samplesPerStep,
                refitInterval,
                exploration,
                mutationShare,
                confidence,
                fineTuning,
                seed);
    }

    public SearchSettings withSamplesPerStep(int newSamples) {
        return new SearchSettings(
                queries, steps, newSamples, refitInterval, exploration, mutationShare, confidence, fineTuning, seed);
    }

    public SearchSettings withExploration(Exploration newExploration) {
        return new SearchSettings(
                queries,
                steps,
                samplesPerStep,
                refitInterval,
                newExploration,
                mutationShare,
                confidence,
                fineTuning,
                seed);
    }

    public SearchSettings withMutationShare(double newShare) {
        return new SearchSettings(
                queries, steps, samplesPerStep, refitInterval, exploration, newShare, confidence, fineTuning, seed);
    }

    public SearchSettings withConfidence(double newConfidence) {
        return new SearchSettings(
                queries,
                steps,
                samplesPerStep,
                refitInterval,
                exploration,
                mutationShare,
                newConfidence,
                fineTuning,
                seed);
    }

    public SearchSettings withSeed(long newSeed) {
        return new SearchSettings(
                queries,
                steps,
                samplesPerStep,
                refitInterval,
                exploration,
                mutationShare,
                confidence,
                fineTuning,
                newSeed);
    }
}
