package org.knime.node.parameters.updates;

/** A condition on the values of parameters. */
public interface EffectPredicate {
    /** @return whether both hold */
    default EffectPredicate and(EffectPredicate other) {
        return new HostPredicate(() -> HostPredicate.holds(this) && HostPredicate.holds(other));
    }
}
