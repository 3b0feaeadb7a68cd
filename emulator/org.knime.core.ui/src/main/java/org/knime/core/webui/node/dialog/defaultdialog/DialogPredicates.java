package org.knime.core.webui.node.dialog.defaultdialog;

import java.util.Arrays;
import java.util.function.Predicate;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider.PredicateInitializer;
import org.knime.node.parameters.updates.HostPredicate;
import org.knime.node.parameters.updates.ParameterReference;

/** Makes conditions on the values in a dialog. */
final class DialogPredicates implements PredicateInitializer {
    private final HostDialog dialog;

    DialogPredicates(HostDialog dialog) {
        this.dialog = dialog;
    }

    @Override
    public StringReference getString(Class<? extends ParameterReference<String>> reference) {
        return pattern ->
                new HostPredicate(() -> dialog.valueOf(reference) instanceof String text && text.matches(pattern));
    }

    @Override
    public BooleanReference getBoolean(Class<? extends ParameterReference<Boolean>> reference) {
        return () -> new HostPredicate(() -> Boolean.TRUE.equals(dialog.valueOf(reference)));
    }

    @Override
    public <E extends Enum<E>> EnumReference<E> getEnum(Class<? extends ParameterReference<E>> reference) {
        return new EnumReference<>() {
            @Override
            @SafeVarargs
            @SuppressWarnings("varargs")
            public final EffectPredicate isOneOf(E... values) {
                return new HostPredicate(() -> Arrays.asList(values).contains(dialog.valueOf(reference)));
            }
        };
    }

    @Override
    public boolean isMissing(Class<? extends ParameterReference<?>> reference) {
        return !dialog.isReferredTo(reference);
    }

    @Override
    public EffectPredicate getConstant(Predicate<NodeParametersInput> predicate) {
        return new HostPredicate(() -> predicate.test(dialog.input()));
    }
}
