package org.fewshotnas.predictor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Standard errors of scores of which some are not known. */
public final class StandardErrors {
    private StandardErrors() {}

    /** One for each score: what is not known is taken to be the mean of what is; none at all where nothing is. */
    public static Optional<double[]> complete(List<OptionalDouble> known) {
        OptionalDouble mean = known.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
        return mean.isEmpty()
                ? Optional.empty()
                : Optional.of(known.stream()
                        .mapToDouble(error -> error.orElse(mean.getAsDouble()))
                        .toArray());
    }
}
