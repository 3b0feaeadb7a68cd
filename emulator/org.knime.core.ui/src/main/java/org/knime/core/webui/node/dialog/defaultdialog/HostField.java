package org.knime.core.webui.node.dialog.defaultdialog;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;

/**
 * A field of a dialog, as a user meets it.
 *
 * @param path where it is, as {@link HostDialog} says it
 * @param title what the user reads
 * @param description the help text
 * @param section title of the section that it stands in, if it stands in one
 * @param isAdvanced whether it is hidden until the user asks for advanced settings
 * @param isActive whether it is there, as the other fields and the inputs are
 * @param kind how one of several values is chosen
 * @param values what the user reads of each value; of an enum only
 */
public record HostField(
        String path,
        String title,
        String description,
        Optional<String> section,
        boolean isAdvanced,
        boolean isActive,
        Kind kind,
        List<Value> values) {
    /**
     * One of several values.
     *
     * @param label what the user reads
     * @param description what it means, in the help of the field
     */
    public record Value(String label, String description) {}

    /** How a value is chosen. */
    public enum Kind {
        /** Values side by side, which do not wrap. */
        SWITCH,
        /** A button for each value. */
        RADIO_BUTTONS,
        /** Any other way. */
        OTHER
    }

    /** @return whether it is seen when the dialog opens */
    public boolean isInSight() {
        return isActive && !isAdvanced;
    }

    /** @throws IllegalStateException if KNIME would not show the field, since its annotations do not go with its type or each other */
    static HostField of(String path, Field field, Optional<String> section, boolean isAdvanced, boolean isActive) {
        Widget widget = field.getAnnotation(Widget.class);
        return new HostField(
                path,
                widget.title(),
                widget.description(),
                section,
                isAdvanced,
                isActive,
                kind(path, field),
                field.getType().isEnum() ? values(field.getType()) : List.of());
    }

    private static Kind kind(String path, Field field) {
        boolean isSwitch = field.isAnnotationPresent(ValueSwitchWidget.class);
        boolean hasButtons = field.isAnnotationPresent(RadioButtonsWidget.class);
        if (isSwitch && hasButtons) {
            throw new IllegalStateException(path + " is to be both a switch and radio buttons.");
        }
        if ((isSwitch || hasButtons) && !field.getType().isEnum()) {
            throw new IllegalStateException(path + " is of no enum, and cannot be a switch or radio buttons.");
        }
        return isSwitch ? Kind.SWITCH : hasButtons ? Kind.RADIO_BUTTONS : Kind.OTHER;
    }

    private static List<Value> values(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(Field::isEnumConstant)
                .map(constant -> Optional.ofNullable(constant.getAnnotation(Label.class))
                        .map(label -> new Value(label.value(), label.description()))
                        .orElse(new Value(constant.getName(), "")))
                .toList();
    }
}
