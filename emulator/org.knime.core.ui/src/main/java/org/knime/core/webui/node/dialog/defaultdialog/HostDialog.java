package org.knime.core.webui.node.dialog.defaultdialog;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.HostParametersInput;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.ButtonReference;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.HostPredicate;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ChoicesStateProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.TypedStringChoice;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.message.TextMessage;

/**
 * A dialog without a screen: tells what it would show, and does what its buttons do. Parameters are known by path: names of fields, from
 * the outermost group in, joined by dots. Groups in arrays are not looked into.
 */
public final class HostDialog {
    private final NodeParameters parameters;
    private final HostParametersInput input;

    /**
     * @param parameters what the dialog edits
     * @param specs of the node's inputs
     */
    public HostDialog(NodeParameters parameters, PortObjectSpec... specs) {
        this.parameters = parameters;
        input = new HostParametersInput(specs);
    }

    /**
     * A parameter that dialog and description show.
     *
     * @param path where it is
     * @param title what the user reads
     * @param description what it does, with what the constants of an enum mean
     */
    public record Option(String path, String title, String description) {}

    /** A field and the group that holds it. */
    private record Place(String path, Field field, Object group) {
        Object value() {
            return ParameterFields.get(field, group);
        }
    }

    /** @return the parameters of a class that have a {@link Widget}, in their order; those of groups in arrays, too */
    public static List<Option> options(Class<? extends NodeParameters> type) {
        List<Option> options = new ArrayList<>();
        addOptions(type, "", options);
        return options;
    }

    private static void addOptions(Class<?> type, String prefix, List<Option> options) {
        for (Field field : ParameterFields.of(type)) {
            String path = prefix + ParameterFields.name(field);
            Widget widget = field.getAnnotation(Widget.class);
            Class<?> inner = field.getType().isArray() ? field.getType().getComponentType() : field.getType();
            if (widget != null) {
                options.add(new Option(path, widget.title(), widget.description() + meanings(inner)));
            }
            if (NodeParameters.class.isAssignableFrom(inner)) {
                addOptions(inner, path + ".", options);
            }
        }
    }

    private static String meanings(Class<?> type) {
        StringBuilder list = new StringBuilder();
        for (Field constant : type.isEnum() ? type.getDeclaredFields() : new Field[0]) {
            Label label = constant.getAnnotation(Label.class);
            if (label != null && !label.description().isEmpty()) {
                list.append("<li><b>")
                        .append(label.value())
                        .append("</b>: ")
                        .append(label.description())
                        .append("</li>");
            }
        }
        return list.isEmpty() ? "" : "<ul>" + list + "</ul>";
    }

    NodeParametersInput input() {
        return input;
    }

    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        collect(parameters, "", places);
        return places;
    }

    private static void collect(Object group, String prefix, List<Place> places) {
        for (Field field : ParameterFields.of(group.getClass())) {
            Place place = new Place(prefix + ParameterFields.name(field), field, group);
            places.add(place);
            if (place.value() instanceof Persistable nested) {
                collect(nested, place.path + ".", places);
            }
        }
    }

    private Place place(String path) {
        return places().stream()
                .filter(p -> p.path.equals(path))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("There is no parameter " + path + "."));
    }

    Object valueOf(Class<?> reference) {
        return referredTo(reference)
                .orElseThrow(
                        () -> new NoSuchElementException("No parameter is referred to by " + reference.getName() + "."))
                .value();
    }

    boolean isReferredTo(Class<?> reference) {
        return referredTo(reference).isPresent();
    }

    private Optional<Place> referredTo(Class<?> reference) {
        return places().stream()
                .filter(place -> place.field.isAnnotationPresent(ValueReference.class)
                        && place.field.getAnnotation(ValueReference.class).value() == reference)
                .findFirst();
    }

    /**
     * @return the parameters that have a {@link Widget}, in the order of their declaration
     * @throws IllegalStateException if KNIME would not show the dialog
     */
    public List<HostField> fields() {
        List<HostField> fields = new ArrayList<>();
        addFields(parameters, "", Optional.empty(), false, fields);
        return fields;
    }

    private void addFields(
            Object group, String prefix, Optional<Class<?>> outer, boolean isAdvanced, List<HostField> fields) {
        for (Field field : ParameterFields.of(group.getClass())) {
            String path = prefix + ParameterFields.name(field);
            Optional<Class<?>> section = Optional.<Class<?>>ofNullable(
                            field.isAnnotationPresent(Layout.class)
                                    ? field.getAnnotation(Layout.class).value()
                                    : null)
                    .or(() -> outer);
            if (field.isAnnotationPresent(TextMessage.class) && field.getType() != Void.class) {
                throw new IllegalStateException(path + " is to show a message, and must be of the class Void.");
            }
            boolean advanced = isAdvanced
                    || field.isAnnotationPresent(Advanced.class)
                    || section.filter(s -> s.isAnnotationPresent(Advanced.class))
                            .isPresent();
            if (field.isAnnotationPresent(Widget.class)) {
                boolean active = isActive(path)
                        && section.map(s -> isActive(s.getAnnotation(Effect.class)))
                                .orElse(true);
                fields.add(HostField.of(
                        path,
                        field,
                        section.map(s -> s.getAnnotation(Section.class)).map(Section::title),
                        advanced,
                        active));
            }
            if (ParameterFields.get(field, group) instanceof NodeParameters nested) {
                addFields(nested, path + ".", section, advanced, fields);
            }
        }
    }

    /** @return the message that a field of the dialog shows, if there is one */
    public Optional<TextMessage.Message> message(String path) {
        StateProvider<Optional<TextMessage.Message>> provider = ParameterFields.create(
                place(path).field.getAnnotation(TextMessage.class).value());
        provider.init(new DialogStates(this));
        return provider.computeState(input);
    }

    /** @return what is stored for each choice that a parameter offers; for a switch of an enum, all its constants */
    public List<String> choices(String path) {
        Field field = place(path).field;
        ChoicesProvider choices = field.getAnnotation(ChoicesProvider.class);
        ColumnFilterWidget filter = field.getAnnotation(ColumnFilterWidget.class);
        if (choices == null && filter == null) {
            List<String> names = new ArrayList<>();
            for (int i = 0;
                    field.getType().isEnum()
                            && i < Array.getLength(field.getType().getEnumConstants());
                    i++) {
                names.add(((Enum<?>) field.getType().getEnumConstants()[i]).name());
            }
            return names;
        }
        Class<?> type = choices == null ? filter.choicesProvider() : choices.value();
        ChoicesStateProvider<?> provider = (ChoicesStateProvider<?>) ParameterFields.create(type);
        provider.init(new DialogStates(this));
        return provider.computeState(input).stream().map(HostDialog::id).toList();
    }

    private static String id(Object choice) {
        if (choice instanceof StringChoice c) {
            return c.id();
        }
        return ((TypedStringChoice) choice).id();
    }

    /** @return whether a parameter is there and can be changed */
    public boolean isActive(String path) {
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            if (!isActive(place(path.substring(0, dot)).field)) {
                return false;
            }
        }
        return isActive(place(path).field);
    }

    private boolean isActive(Field field) {
        return isActive(field.getAnnotation(Effect.class));
    }

    private boolean isActive(Effect effect) {
        if (effect == null) {
            return true;
        }
        boolean holds =
                HostPredicate.holds(ParameterFields.create(effect.predicate()).init(new DialogPredicates(this)));
        return holds == (effect.type() != EffectType.HIDE);
    }

    /** Opens the dialog: sets the values that are computed then. */
    public void open() {
        update(states -> states.onOpen);
    }

    /** Presses a button: sets the values that are computed then. */
    public void press(Class<? extends ButtonReference> button) {
        update(states -> states.buttons.contains(button));
    }

    private interface When {
        boolean test(DialogStates states);
    }

    private void update(When when) {
        for (Place place : places()) {
            ValueProvider annotation = place.field.getAnnotation(ValueProvider.class);
            if (annotation != null) {
                StateProvider<?> provider = ParameterFields.create(annotation.value());
                DialogStates states = new DialogStates(this);
                provider.init(states);
                if (when.test(states)) {
                    ParameterFields.set(place.field, place.group, provider.computeState(input));
                }
            }
        }
    }

    /** @return the value of the parameter that is referred to */
    public <T> T value(Class<? extends ParameterReference<T>> reference) {
        @SuppressWarnings("unchecked")
        T value = (T) valueOf(reference);
        return value;
    }
}
