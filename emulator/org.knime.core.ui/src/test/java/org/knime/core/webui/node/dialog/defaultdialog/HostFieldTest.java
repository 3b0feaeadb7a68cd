package org.knime.core.webui.node.dialog.defaultdialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;

/** What is said of a dialog's fields is what KNIME would show. */
class HostFieldTest {
    enum Size {
        @Label(value = "As large as it is", description = "No change.")
        WHOLE,
        SMALL
    }

    interface SizeReference extends ParameterReference<Size> {}

    interface NobodysReference extends ParameterReference<String> {}

    static final class IsSmall implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            EffectPredicate small = i.getEnum(SizeReference.class).isOneOf(Size.SMALL);
            return small.and(i.isMissing(NobodysReference.class) ? i.always() : i.never());
        }
    }

    @Section(title = "First")
    interface First {}

    @Section(title = "Second")
    @Advanced
    @Effect(predicate = IsSmall.class, type = EffectType.SHOW)
    interface Second {}

    static final class Inner implements NodeParameters {
        @Widget(title = "Deep", description = "")
        int deep;
    }

    static final class Sized implements StateProvider<Optional<TextMessage.Message>> {
        private Supplier<Size> size;

        @Override
        public void init(StateProviderInitializer initializer) {
            size = initializer.getValueSupplier(SizeReference.class);
        }

        @Override
        public Optional<TextMessage.Message> computeState(NodeParametersInput input) {
            return Optional.of(new TextMessage.Message("Size", size.get().name(), TextMessage.MessageType.INFO));
        }
    }

    static final class Parameters implements NodeParameters {
        @Widget(title = "Size", description = "")
        @RadioButtonsWidget
        @ValueReference(SizeReference.class)
        @Layout(First.class)
        Size size = Size.WHOLE;

        @TextMessage(Sized.class)
        Void message;

        int hidden;

        @Layout(Second.class)
        Inner inner = new Inner();
    }

    static final class Both implements NodeParameters {
        @Widget(title = "", description = "")
        @RadioButtonsWidget
        @ValueSwitchWidget
        Size size;
    }

    static final class OfText implements NodeParameters {
        @Widget(title = "", description = "")
        @RadioButtonsWidget
        String text;
    }

    static final class MessageOfText implements NodeParameters {
        @TextMessage(Sized.class)
        String message;
    }

    @Test
    void aFieldTakesSectionAndSightFromWhatItStandsIn() {
        Parameters parameters = new Parameters();
        List<HostField> fields = new HostDialog(parameters).fields();
        assertEquals(
                List.of("size", "inner.deep"),
                fields.stream().map(HostField::path).toList());
        HostField size = fields.get(0);
        assertEquals(Optional.of("First"), size.section());
        assertEquals(HostField.Kind.RADIO_BUTTONS, size.kind());
        assertEquals(
                List.of(new HostField.Value("As large as it is", "No change."), new HostField.Value("SMALL", "")),
                size.values());
        assertEquals(true, size.isInSight());
        HostField deep = fields.get(1);
        assertEquals(Optional.of("Second"), deep.section());
        assertEquals(true, deep.isAdvanced());
        assertEquals(false, deep.isActive());
        parameters.size = Size.SMALL;
        HostDialog small = new HostDialog(parameters);
        assertEquals(true, small.fields().get(1).isActive());
        assertEquals(false, small.fields().get(1).isInSight());
        assertEquals("SMALL", small.message("message").orElseThrow().description());
    }

    @Test
    void whatKnimeWouldNotShowIsRefused() {
        assertThrows(IllegalStateException.class, () -> new HostDialog(new Both()).fields());
        assertThrows(IllegalStateException.class, () -> new HostDialog(new OfText()).fields());
        assertThrows(IllegalStateException.class, () -> new HostDialog(new MessageOfText()).fields());
    }
}
