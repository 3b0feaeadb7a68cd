package org.knime.node.parameters.updates;

import java.util.function.Predicate;
import org.knime.node.parameters.NodeParametersInput;

/** Says when an {@link Effect} happens. */
@FunctionalInterface
public interface EffectPredicateProvider {
    /** @return the condition */
    EffectPredicate init(PredicateInitializer i);

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

        /** @return whether no parameter of the dialog is referred to by this, so that a condition on it would fail */
        boolean isMissing(Class<? extends ParameterReference<?>> reference);

        /** @return a condition that always holds */
        default EffectPredicate always() {
            return new HostPredicate(() -> true);
        }

        /** @return a condition that never holds */
        default EffectPredicate never() {
            return new HostPredicate(() -> false);
        }

        /** Conditions on a text. */
        interface StringReference {
            /** @return whether all of it matches this regular expression */
            EffectPredicate matchesPattern(String pattern);
        }

        /** Conditions on a truth value. */
        interface BooleanReference {
            /** @return whether it is true */
            EffectPredicate isTrue();
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
