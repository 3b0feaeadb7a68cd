package org.fewshotnas.space.metric;

import java.util.List;

/**
 * A kind of number that is known of architectures: one row of the vocabulary of metrics, which all that read, predict, search and score go
 * by. To add one, see {@link MetricKindProvider}.
 *
 * @param quantity what it is called, in lower case
 * @param role whether it says how well an architecture does its task, how far it is from that, or what it costs
 * @param direction whether larger or smaller is better
 * @param words the words, or sequences of words, that a name says it by beside its quantity; in lower case
 * @param units that nothing else is measured in, so that a name says it by them
 */
public record MetricKind(String quantity, Role role, Direction direction, List<String> words, List<Unit> units) {
    /** What a kind of number is about. */
    public enum Role {
        /** How well an architecture does its task: an accuracy. */
        SCORE,
        /** How far it is from doing its task: a loss, an error rate. */
        ERROR,
        /** How far a regression is from its targets: a mean squared error. */
        REGRESSION_ERROR,
        /** What it costs to run or to train: a latency, parameters; or what is the better the less it costs: a throughput. */
        COST
    }

    /**
     * A unit.
     *
     * @param symbol as it is written in column names, such as "ms"
     * @param words that name it, in lower case, such as "ms" and "milliseconds"
     */
    public record Unit(String symbol, List<String> words) {
        public Unit {
            words = List.copyOf(words);
        }
    }

    public MetricKind {
        words = List.copyOf(words);
        units = List.copyOf(units);
    }
}
