package org.knime.core.node.workflow;

import java.util.List;
import java.util.Objects;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.workflow.VariableType.BooleanType;
import org.knime.core.node.workflow.VariableType.DoubleType;
import org.knime.core.node.workflow.VariableType.IntType;
import org.knime.core.node.workflow.VariableType.LongType;
import org.knime.core.node.workflow.VariableType.StringType;

/** A named value that flows along the connections of a workflow and can replace settings. */
public final class FlowVariable {
    private static final String NAME = "name";
    private static final String CLASS = "class";
    private static final List<VariableType<?>> TYPES = List.of(
            StringType.INSTANCE, IntType.INSTANCE, DoubleType.INSTANCE, LongType.INSTANCE, BooleanType.INSTANCE);

    private final String name;
    private final VariableType<?> type;
    private final Object value;

    private FlowVariable(Object value, String name, VariableType<?> type) {
        this.name = Objects.requireNonNull(name, "name");
        this.type = Objects.requireNonNull(type, "type");
        this.value = value;
    }

    /**
     * @param name of the variable
     * @param type of its value
     * @param value its value
     */
    public <T> FlowVariable(String name, VariableType<T> type, T value) {
        this(value, name, type);
    }

    /**
     * @param name of the variable
     * @param s its value
     */
    public FlowVariable(String name, String s) {
        this(s, name, StringType.INSTANCE);
    }

    /**
     * @param name of the variable
     * @param d its value
     */
    public FlowVariable(String name, double d) {
        this(d, name, DoubleType.INSTANCE);
    }

    /**
     * @param name of the variable
     * @param i its value
     */
    public FlowVariable(String name, int i) {
        this(i, name, IntType.INSTANCE);
    }

    /** @return the name */
    public String getName() {
        return name;
    }

    /** @return the type of the value */
    public VariableType<?> getVariableType() {
        return type;
    }

    /**
     * @return the value
     * @throws IllegalArgumentException if it is of another type
     */
    public <T> T getValue(VariableType<T> expectedType) {
        if (type != expectedType) {
            throw new IllegalArgumentException(
                    "Flow variable \"" + name + "\" is of type " + type + ", not " + expectedType + ".");
        }
        return expectedType.getSimpleType().cast(value);
    }

    /** @return the value, {@code null} if it is no text */
    public String getStringValue() {
        return type == StringType.INSTANCE ? (String) value : null;
    }

    /** @return the value, NaN if it is no floating-point number */
    public double getDoubleValue() {
        return type == DoubleType.INSTANCE ? (Double) value : Double.NaN;
    }

    /** @return the value, 0 if it is no whole number of 32 bits */
    public int getIntValue() {
        return type == IntType.INSTANCE ? (Integer) value : 0;
    }

    /** @return the value as text */
    public String getValueAsString() {
        return String.valueOf(value);
    }

    /** Writes the variable; {@link #load} reads it. */
    public void save(NodeSettingsWO settings) {
        settings.addString(NAME, name);
        settings.addString(CLASS, type.getIdentifier());
        write(type, settings);
    }

    private <T> void write(VariableType<T> valueType, NodeSettingsWO settings) {
        valueType.write(settings, valueType.getSimpleType().cast(value));
    }

    /** @throws InvalidSettingsException if the settings hold no variable of a type that is known */
    public static FlowVariable load(NodeSettingsRO sub) throws InvalidSettingsException {
        String name = sub.getString(NAME);
        String identifier = sub.getString(CLASS);
        if (name == null) {
            throw new InvalidSettingsException("A flow variable has no name.");
        }
        for (VariableType<?> type : TYPES) {
            if (type.getIdentifier().equals(identifier)) {
                return new FlowVariable(type.read(sub), name, type);
            }
        }
        throw new InvalidSettingsException("No flow variable type for identifier/class '" + identifier + "'");
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof FlowVariable o && name.equals(o.name) && type == o.type && Objects.equals(value, o.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, value);
    }

    @Override
    public String toString() {
        return "\"" + name + "\" (" + type + ": " + value + ")";
    }
}
