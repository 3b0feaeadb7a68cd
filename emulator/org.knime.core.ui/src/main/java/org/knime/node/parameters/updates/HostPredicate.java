package org.knime.node.parameters.updates;

import java.util.function.BooleanSupplier;

/**
 * A condition that can be evaluated.
 *
 * @param condition what to evaluate
 */
public record HostPredicate(BooleanSupplier condition) implements EffectPredicate {
    /** @return whether the condition holds now */
    public static boolean holds(EffectPredicate predicate) {
        return ((HostPredicate) predicate).condition.getAsBoolean();
    }
}
