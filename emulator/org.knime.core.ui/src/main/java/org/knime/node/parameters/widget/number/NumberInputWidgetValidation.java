package org.knime.node.parameters.widget.number;

import java.math.BigDecimal;
import org.knime.node.parameters.validation.BuiltinValidation;

/** A check of a number in a dialog. */
public sealed interface NumberInputWidgetValidation extends BuiltinValidation {
    /** @return whether the bound itself is not valid */
    default boolean isExclusive() {
        return false;
    }

    /** The least value. */
    abstract non-sealed class MinValidation implements NumberInputWidgetValidation {
        /** For subclasses. */
        public MinValidation() {}

        /** @return the bound */
        protected abstract double getMin();

        @Override
        public String getErrorMessage() {
            return "The value must be " + (isExclusive() ? "greater than " : "at least ") + plain(getMin()) + ".";
        }

        /** Zero or more. */
        public static final class IsNonNegativeValidation extends MinValidation {
            /** For dialogs. */
            public IsNonNegativeValidation() {}

            @Override
            public double getMin() {
                return 0;
            }
        }

        /** One or more. */
        public static final class IsPositiveIntegerValidation extends MinValidation {
            /** For dialogs. */
            public IsPositiveIntegerValidation() {}

            @Override
            public double getMin() {
                return 1;
            }
        }

        /** More than zero. */
        public static final class IsPositiveDoubleValidation extends MinValidation {
            /** For dialogs. */
            public IsPositiveDoubleValidation() {}

            @Override
            public double getMin() {
                return 0;
            }

            @Override
            public boolean isExclusive() {
                return true;
            }
        }
    }

    /** The greatest value. */
    abstract non-sealed class MaxValidation implements NumberInputWidgetValidation {
        /** For subclasses. */
        public MaxValidation() {}

        /** @return the bound */
        protected abstract double getMax();

        @Override
        public String getErrorMessage() {
            return "The value must be " + (isExclusive() ? "less than " : "at most ") + plain(getMax()) + ".";
        }
    }

    private static String plain(double d) {
        return BigDecimal.valueOf(d).stripTrailingZeros().toPlainString();
    }
}
