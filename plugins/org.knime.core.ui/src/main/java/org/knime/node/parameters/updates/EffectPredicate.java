package org.knime.node.parameters.updates;

/** A condition on the values of parameters. */
public interface EffectPredicate {
    /** @return whether both hold */
    default EffectPredicate and(EffectPredicate other) {
        return new HostPredicate(() -> HostPredicate.holds(this) && HostPredicate.holds(other));
    }

    /** @return whether at least one holds */
    default EffectPredicate or(EffectPredicate other) {
        return new HostPredicate(() -> HostPredicate.holds(this) || HostPredicate.holds(other));
    }

    /** @return whether this one does not hold */
    default EffectPredicate negate() {
        return new HostPredicate(() -> !HostPredicate.holds(this));
    }
}
