package org.fewshotnas.network.proxy;

import java.util.Optional;
import org.fewshotnas.network.torchscript.Measurement;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/**
 * A zero-cost proxy: a number that is had of a network without training it, and is meant to be the larger the better the network would
 * learn. {@link Measurement} says how each is computed.
 */
public enum Proxy {
    /** How differently the ReLUs switch for different examples (Mellor et al. 2021). */
    NASWOT("naswot", Measurement.PATTERNS),
    /** How little the outputs' gradients of different examples are correlated (Mellor et al. 2020). */
    JACOB_COV("jacob_cov", Measurement.JACOBIAN),
    /** The norms of the loss's gradients by the weights (Abdelfattah et al. 2021). */
    GRAD_NORM("grad_norm", Measurement.GRADIENTS),
    /** How much the loss hangs on the weights (Lee et al. 2019). */
    SNIP("snip", Measurement.GRADIENTS),
    /** The log of what flows through all paths of weights, whatever the data (Tanaka et al. 2020). */
    SYNFLOW("synflow", Measurement.SYNAPTIC_FLOW),
    /** How expressive the network is for random inputs and weights, whatever the data (Lin et al. 2021). */
    ZEN_SCORE("zen_score", Measurement.PERTURBATION),
    /** How many numbers training changes. */
    PARAMETERS("parameters"),
    /** Multiplications with additions for one example. */
    MULTIPLY_ACCUMULATES("macs");

    private final String quantity;
    private final Optional<Measurement> measurement;

    Proxy(String quantity, Measurement measurement) {
        this.quantity = quantity;
        this.measurement = Optional.of(measurement);
    }

    Proxy(String quantity) {
        this.quantity = quantity;
        measurement = Optional.empty();
    }

    /** What the literature calls it, in lower case. */
    public String quantity() {
        return quantity;
    }

    /** How it is measured; empty where it is counted. */
    Optional<Measurement> measurement() {
        return measurement;
    }

    /** Why there is no value, where the number that was found is not finite: a clause. */
    String whyNone(double found) {
        return switch (this) {
            case NASWOT -> "the ReLUs switch alike for two of the examples, or there are none";
            case JACOB_COV -> "the outputs do not depend on one of the examples";
            case SYNFLOW ->
                found > 0 ? "the flow is too large for a number" : "nothing flows from the input to the output";
            case ZEN_SCORE -> "the features do not depend on the input";
            default -> "the numbers within the network grow too large";
        };
    }

    /**
     * What a column of its values is.
     *
     * @param dataSet what the data is called; may be empty
     */
    public Metric metric(String dataSet) {
        Direction direction =
                this == PARAMETERS || this == MULTIPLY_ACCUMULATES ? Direction.MINIMIZE : Direction.MAXIMIZE;
        String name = (dataSet + " " + quantity).strip();
        return new Metric(name, dataSet, "", quantity.replace('_', ' '), "", direction, "", "", "", "");
    }
}
