package org.knime.node.parameters.widget.choices;

import java.util.List;
import org.knime.node.parameters.NodeParametersInput;

/** Knows what texts there are to choose from. */
public non-sealed interface StringChoicesProvider extends ChoicesStateProvider<StringChoice> {
    @Override
    default void init(StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
    }

    /** @return the choices, each as the user reads it; implement this or {@link #computeState} */
    default List<String> choices(NodeParametersInput context) {
        throw new IllegalStateException(
                "Implement choices or computeState in " + getClass().getName() + ".");
    }

    @Override
    default List<StringChoice> computeState(NodeParametersInput context) {
        return choices(context).stream().map(StringChoice::fromId).toList();
    }
}
