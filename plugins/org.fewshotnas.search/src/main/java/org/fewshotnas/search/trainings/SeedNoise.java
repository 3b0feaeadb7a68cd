package org.fewshotnas.search.trainings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far the score of one training lies from the mean of many trainings of the same architecture, taken to be about the same for all: the
 * pooled standard deviation, √(Σ (nᵢ - 1) sᵢ² / Σ (nᵢ - 1)) of nᵢ trainings with the standard deviation sᵢ each.
 *
 * @param deviation in the unit of the scores
 * @param architectures that were trained more than once
 * @param freedom degrees of freedom, Σ (nᵢ - 1)
 */
public record SeedNoise(double deviation, int architectures, int freedom) {
    /** By some trainings; empty where no architecture has two scores. */
    public static Optional<SeedNoise> of(List<Outcome> outcomes) {
        int architectures = 0;
        int freedom = 0;
        double squares = 0;
        for (Outcome outcome : outcomes) {
            if (outcome.spread().isPresent()) {
                double spread = outcome.spread().getAsDouble();
                architectures++;
                freedom += outcome.trained() - 1;
                squares += (outcome.trained() - 1) * spread * spread;
            }
        }
        return freedom == 0
                ? Optional.empty()
                : Optional.of(new SeedNoise(Math.sqrt(squares / freedom), architectures, freedom));
    }

    /** For the user. */
    String sentence(int repeats) {
        return String.format(
                Locale.ROOT,
                "By chance alone, the score of one training has a standard deviation of %.3g, and the mean of %d one of %.3g: by the "
                        + "repeated trainings of %d architectures together, with %d degrees of freedom.",
                deviation,
                repeats,
                deviation / Math.sqrt(repeats),
                architectures,
                freedom);
    }
}
