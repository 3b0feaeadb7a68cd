package org.fewshotnas.search.fewshot;

import java.time.Duration;
import java.util.OptionalInt;
import org.fewshotnas.network.training.Augmentation;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.SearchSpace;

/**
 * What is wanted of a search from data to a network.
 *
 * @param timeLimit for all of it
 * @param trainings at most, apart from the last one, of the best network
 * @param space whose cells are searched
 * @param score by which networks are judged; it says how they learn too
 * @param augmentation of the examples that they learn from
 * @param epochs of each training; empty for as many as the time allows
 * @param batch examples in a step; empty for what suits the number of examples
 * @param seed of everything random
 */
public record FewShotNasSettings(
        Duration timeLimit,
        int trainings,
        SearchSpace space,
        Score score,
        Augmentation augmentation,
        OptionalInt epochs,
        OptionalInt batch,
        long seed) {
    /** As many trainings as the paper's search has, if the time suffices. */
    public static final int USUAL_TRAININGS = 20;
    /** A time that an analyst waits for. */
    public static final Duration USUAL_TIME_LIMIT = Duration.ofMinutes(10);

    /**
     * @throws InvalidInputException if a number is out of its range
     */
    public FewShotNasSettings {
        check(
                timeLimit.compareTo(Duration.ofSeconds(1)) >= 0 && timeLimit.compareTo(Duration.ofDays(30)) <= 0,
                "time limit",
                timeLimit.toSeconds() + " seconds",
                "1 second to 30 days");
        check(trainings >= 1 && trainings <= 1_000, "number of trainings", trainings, "1 to 1,000");
        check(epochs.orElse(1) >= 1, "number of epochs", epochs, "1 or more");
        check(batch.orElse(2) >= 2, "batch size", batch, "2 or more");
    }

    private static void check(boolean fits, String name, Object value, String range) {
        if (!fits) {
            throw new InvalidInputException(
                    "The " + name + " is " + value + "; expected is " + range + ".",
                    "Set the " + name + " to " + range + ".");
        }
    }

    /** The usual time limit and number of trainings, and whatever suits the data. */
    public static FewShotNasSettings of(SearchSpace space, Score score) {
        return new FewShotNasSettings(
                USUAL_TIME_LIMIT,
                USUAL_TRAININGS,
                space,
                score,
                Augmentation.NONE,
                OptionalInt.empty(),
                OptionalInt.empty(),
                1);
    }

    public FewShotNasSettings withTimeLimit(Duration limit) {
        return new FewShotNasSettings(limit, trainings, space, score, augmentation, epochs, batch, seed);
    }

    public FewShotNasSettings withTrainings(int count) {
        return new FewShotNasSettings(timeLimit, count, space, score, augmentation, epochs, batch, seed);
    }

    public FewShotNasSettings withEpochs(int count) {
        return new FewShotNasSettings(
                timeLimit, trainings, space, score, augmentation, OptionalInt.of(count), batch, seed);
    }

    public FewShotNasSettings withSeed(long newSeed) {
        return new FewShotNasSettings(timeLimit, trainings, space, score, augmentation, epochs, batch, newSeed);
    }
}
