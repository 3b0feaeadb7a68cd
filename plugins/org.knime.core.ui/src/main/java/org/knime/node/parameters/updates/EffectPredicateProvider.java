package org.knime.node.parameters.updates;

import java.util.function.Predicate;
import org.knime.node.parameters.NodeParametersInput;

/** Says when an {@link Effect} happens. */
@FunctionalInterface
public interface EffectPredicateProvider {
    /** @return the condition */
    EffectPredicate init(PredicateInitializer i);

    /** @return whether all hold */
    default EffectPredicate and(EffectPredicate... predicates) {
        return HostPredicate.all(predicates);
    }

    /** @return whether at least one holds */
    default EffectPredicate or(EffectPredicate... predicates) {
        return HostPredicate.any(predicates);
    }

    /** @return whether it does not hold */
    default EffectPredicate not(EffectPredicate predicate) {
        return predicate.negate();
    }

    /** Makes conditions on the values of parameters. */
    interface PredicateInitializer {
        /** @return conditions on a text */
        StringReference getString(Class<? extends ParameterReference<String>> reference);

        /** @return conditions on a truth value */
        BooleanReference getBoolean(Class<? extends ParameterReference<Boolean>> reference);

        /** @return conditions on an enum constant */
        <E extends Enum<E>> EnumReference<E> getEnum(Class<? extends ParameterReference<E>> reference);

        /** @return a condition on the node's inputs */
        EffectPredicate getConstant(Predicate<NodeParametersInput> predicate);

        /** @return the condition that another provider makes */
        EffectPredicate getPredicate(Class<? extends EffectPredicateProvider> predicateProviderClass);

        /** Conditions on a text. */
        interface StringReference {
            /** @return whether the text is this one */
            EffectPredicate isEqualTo(String value);
        }

        /** Conditions on a truth value. */
        interface BooleanReference {
            /** @return whether it is true */
            EffectPredicate isTrue();

            /** @return whether it is false */
            EffectPredicate isFalse();
        }

        /**
         * Conditions on an enum constant.
         *
         * @param <E> the enum
         */
        interface EnumReference<E extends Enum<E>> {
            /** @return whether the constant is one of these */
            @SuppressWarnings("unchecked")
            EffectPredicate isOneOf(E... values);
        }
    }
}
