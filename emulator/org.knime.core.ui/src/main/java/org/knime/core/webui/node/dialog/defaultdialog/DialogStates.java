package org.knime.core.webui.node.dialog.defaultdialog;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.knime.node.parameters.updates.ButtonReference;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.StateProvider.StateProviderInitializer;

/** Takes note of what the state of a dialog depends on. */
final class DialogStates implements StateProviderInitializer {
    final Set<Class<?>> buttons = new HashSet<>();
    boolean onOpen;
    private final HostDialog dialog;

    DialogStates(HostDialog dialog) {
        this.dialog = dialog;
    }

    @Override
    public <T> Supplier<T> computeFromValueSupplier(Class<? extends ParameterReference<T>> ref) {
        return () -> dialog.value(ref);
    }

    @Override
    public <T> Supplier<T> getValueSupplier(Class<? extends ParameterReference<T>> ref) {
        return () -> dialog.value(ref);
    }

    @Override
    public <T> Supplier<T> computeFromProvidedState(Class<? extends StateProvider<T>> stateProviderClass) {
        StateProvider<T> provider = ParameterFields.create(stateProviderClass);
        provider.init(this);
        return () -> provider.computeState(dialog.input());
    }

    @Override
    public void computeOnButtonClick(Class<? extends ButtonReference> ref) {
        buttons.add(ref);
    }

    @Override
    public void computeBeforeOpenDialog() {
        onOpen = true;
    }

    @Override
    public void computeAfterOpenDialog() {
        onOpen = true;
    }
}
