package org.knime.node.parameters.updates;

import java.util.function.Supplier;
import org.knime.node.parameters.NodeParametersInput;

/**
 * Computes something that a dialog shows: a value, or what there is to choose from. It needs a constructor without arguments.
 *
 * @param <S> the class of what is computed
 */
public interface StateProvider<S> {
    /** Says what the computation depends on. */
    void init(StateProviderInitializer initializer);

    /** @return what is computed */
    S computeState(NodeParametersInput parametersInput);

    /** Takes what the computation depends on. */
    interface StateProviderInitializer {
        /** @return the value of a parameter, at whose every change the state is computed again */
        <T> Supplier<T> computeFromValueSupplier(Class<? extends ParameterReference<T>> ref);

        /** @return the value of a parameter as it is when something else has the state computed */
        <T> Supplier<T> getValueSupplier(Class<? extends ParameterReference<T>> ref);

        /** @return another state, at whose every computation this one is computed again */
        <T> Supplier<T> computeFromProvidedState(Class<? extends StateProvider<T>> stateProviderClass);

        /** Has the state computed when a button is pressed. */
        void computeOnButtonClick(Class<? extends ButtonReference> ref);

        /** Has the state computed before the dialog opens. */
        void computeBeforeOpenDialog();

        /** Has the state computed when the dialog is open. */
        void computeAfterOpenDialog();
    }
}
