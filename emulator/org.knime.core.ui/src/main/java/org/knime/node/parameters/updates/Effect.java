package org.knime.node.parameters.updates;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Shows, hides, enables or disables a parameter as others have it. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Effect {
    /** What happens when the predicate holds; otherwise the opposite happens. */
    enum EffectType {
        /** The parameter can be changed. */
        ENABLE,
        /** The parameter is there. */
        SHOW,
        /** The parameter is not there. */
        HIDE
    }

    /** @return when it happens */
    Class<? extends EffectPredicateProvider> predicate();

    /** @return what happens */
    EffectType type();
}
