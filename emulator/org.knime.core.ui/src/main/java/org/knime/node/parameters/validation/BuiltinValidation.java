package org.knime.node.parameters.validation;

/** A check that dialogs know. */
public interface BuiltinValidation {
    /** @return what to say of a value that is not valid */
    String getErrorMessage();
}
