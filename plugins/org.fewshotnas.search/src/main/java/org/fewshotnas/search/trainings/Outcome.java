package org.fewshotnas.search.trainings;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.training.LearningCurve;
import org.fewshotnas.network.training.TrainingResult;

/** What came of an architecture: its network, and one training for each seed, the last that was begun. */
public final class Outcome {
    private final Optional<NetworkGraph> graph;
    private final TrainingResult[] results;
    private final String[] reasons;
    private Optional<String> stopped = Optional.empty();

    /** One whose trainings are still to come. */
    Outcome(NetworkGraph graph, int repeats) {
        this.graph = Optional.of(graph);
        results = new TrainingResult[repeats];
        reasons = new String[repeats];
    }

    /** One that cannot be trained. */
    Outcome(String reason, int repeats) {
        graph = Optional.empty();
        results = new TrainingResult[repeats];
        reasons = new String[repeats];
        Arrays.fill(reasons, reason);
    }

    /** Its trainings begin anew. */
    void begin() {
        Arrays.fill(results, null);
        Arrays.fill(reasons, null);
    }

    void finished(int repeat, TrainingResult result) {
        // The network goes: the weights of all of them need not fit into memory.
        results[repeat] = new TrainingResult(result.curve(), Optional.empty(), result.score(), result.failure());
        if (result.score().isEmpty()) {
            reasons[repeat] = result.failure().orElse("The training has no score.");
        }
    }

    void broken(int repeat, String reason) {
        reasons[repeat] = reason;
    }

    /** It is not trained any longer: what it has is not to be compared with the scores of longer trainings. */
    void stop(String reason) {
        stopped = Optional.of(reason);
    }

    boolean isComplete() {
        for (int i = 0; i < results.length; i++) {
            if (results[i] == null && reasons[i] == null) {
                return false;
            }
        }
        return true;
    }

    /** The network; none if it could not be built. */
    public Optional<NetworkGraph> graph() {
        return graph;
    }

    /** Whether its trainings were stopped before the last round. */
    public boolean isStopped() {
        return stopped.isPresent();
    }

    /** How a training went, counted from 0; none if it never ended. */
    public Optional<LearningCurve> curve(int repeat) {
        return Optional.ofNullable(results[repeat]).map(TrainingResult::curve);
    }

    private double[] scores() {
        return Arrays.stream(results)
                .filter(Objects::nonNull)
                .map(TrainingResult::score)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }

    /** The mean of the scores of the last round; none if it did not come to that. */
    public OptionalDouble score() {
        return isStopped() ? OptionalDouble.empty() : scoreSoFar();
    }

    /** The mean of the scores that there are. */
    OptionalDouble scoreSoFar() {
        return Arrays.stream(scores()).average();
    }

    /** The standard deviation of the scores, in a sample's way; none of fewer than two. */
    public OptionalDouble spread() {
        double[] scores = scores();
        if (isStopped() || scores.length < 2) {
            return OptionalDouble.empty();
        }
        double mean = Arrays.stream(scores).average().orElseThrow();
        double squares = Arrays.stream(scores)
                .map(score -> (score - mean) * (score - mean))
                .sum();
        return OptionalDouble.of(Math.sqrt(squares / (scores.length - 1)));
    }

    /** How far the mean of the scores may be off: their {@link #spread} by the root of their number; none of fewer than two. */
    public OptionalDouble standardError() {
        OptionalDouble spread = spread();
        return spread.isEmpty() ? spread : OptionalDouble.of(spread.getAsDouble() / Math.sqrt(trained()));
    }

    /** How many trainings have a score. */
    int trained() {
        return scores().length;
    }

    /** The epochs of the training that has fewest; none if none ended. */
    public Optional<Integer> epochs() {
        return Arrays.stream(results)
                .filter(Objects::nonNull)
                .map(result -> result.curve().epochs().size())
                .min(Integer::compare);
    }

    /** What a training took in the mean; none if none came to the end of an epoch. */
    public OptionalDouble seconds() {
        return Arrays.stream(results)
                .filter(Objects::nonNull)
                .map(result -> result.curve().epochs())
                .filter(epochs -> !epochs.isEmpty())
                .mapToDouble(epochs -> epochs.get(epochs.size() - 1).seconds())
                .average();
    }

    /** Why there is no score, or there are fewer than trainings. */
    public Optional<String> reason() {
        if (isStopped()) {
            return stopped;
        }
        String said = Arrays.stream(reasons).filter(Objects::nonNull).distinct().collect(Collectors.joining(" "));
        long failed = Arrays.stream(reasons).filter(Objects::nonNull).count();
        if (failed == 0) {
            return Optional.empty();
        }
        return Optional.of(
                failed == reasons.length
                        ? said
                        : failed + " of " + reasons.length + " trainings have no score. " + said);
    }
}
