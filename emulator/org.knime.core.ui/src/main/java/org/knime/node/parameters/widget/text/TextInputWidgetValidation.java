package org.knime.node.parameters.widget.text;

import org.knime.node.parameters.validation.BuiltinValidation;

/** A check of a text in a dialog. */
public sealed interface TextInputWidgetValidation extends BuiltinValidation {
    /** The pattern of valid texts. */
    abstract non-sealed class PatternValidation implements TextInputWidgetValidation {
        /** For subclasses. */
        public PatternValidation() {}

        /** @return a regular expression that the whole text matches */
        protected abstract String getPattern();

        @Override
        public String getErrorMessage() {
            return "The string must match the pattern: " + getPattern();
        }
    }
}
