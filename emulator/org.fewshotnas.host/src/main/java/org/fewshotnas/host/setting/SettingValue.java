package org.fewshotnas.host.setting;

import java.util.Locale;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.VariableType.BooleanType;
import org.knime.core.node.workflow.VariableType.DoubleType;
import org.knime.core.node.workflow.VariableType.IntType;
import org.knime.core.node.workflow.VariableType.LongType;
import org.knime.core.node.workflow.VariableType.StringType;

/** Replaces single settings and keeps their type: KNIME's rules of what a value of one type may replace. */
final class SettingValue {
    /** What a setting holds. */
    enum Kind {
        STRING,
        INT,
        LONG,
        DOUBLE,
        BOOLEAN,
        STRING_ARRAY,
        OTHER
    }

    private interface Reader {
        Object read() throws InvalidSettingsException;
    }

    private SettingValue() {}

    /** The type of the setting with this key. */
    static Kind kindOf(NodeSettings settings, String key) {
        if (holds(() -> settings.getString(key))) {
            return Kind.STRING;
        } else if (holds(() -> settings.getInt(key))) {
            return Kind.INT;
        } else if (holds(() -> settings.getLong(key))) {
            return Kind.LONG;
        } else if (holds(() -> settings.getDouble(key))) {
            return Kind.DOUBLE;
        } else if (holds(() -> settings.getBoolean(key))) {
            return Kind.BOOLEAN;
        } else if (holds(() -> settings.getStringArray(key))) {
            return Kind.STRING_ARRAY;
        }
        return Kind.OTHER;
    }

    private static boolean holds(Reader reader) {
        try {
            reader.read();
            return true;
        } catch (InvalidSettingsException e) {
            return false;
        }
    }

    /**
     * Replaces a setting by the value of a flow variable.
     *
     * @throws IllegalArgumentException if the type of the variable does not fit; the message says what would
     */
    static void set(NodeSettings settings, String key, FlowVariable variable) {
        Object value;
        if (variable.getVariableType() instanceof StringType) {
            value = variable.getStringValue();
        } else if (variable.getVariableType() instanceof IntType) {
            value = variable.getIntValue();
        } else if (variable.getVariableType() instanceof DoubleType) {
            value = variable.getDoubleValue();
        } else if (variable.getVariableType() instanceof LongType) {
            value = variable.getValue(LongType.INSTANCE);
        } else if (variable.getVariableType() instanceof BooleanType) {
            value = variable.getValue(BooleanType.INSTANCE);
        } else {
            throw new IllegalArgumentException("variables of this type are not supported.");
        }
        set(settings, key, value);
    }

    /**
     * Replaces a setting by a String, Integer, Long, Double or Boolean.
     *
     * @throws IllegalArgumentException if the type of the value does not fit; the message says what would
     */
    static void set(NodeSettings settings, String key, Object value) {
        Kind kind = kindOf(settings, key);
        switch (kind) {
            case STRING -> settings.addString(key, value.toString());
            case INT -> settings.addInt(key, (Integer) fitting(kind, value, value instanceof Integer));
            case LONG ->
                settings.addLong(
                        key,
                        ((Number) fitting(kind, value, value instanceof Integer || value instanceof Long)).longValue());
            case DOUBLE ->
                settings.addDouble(key, ((Number) fitting(kind, value, value instanceof Number)).doubleValue());
            case BOOLEAN -> {
                boolean isText = "true".equals(value) || "false".equals(value);
                settings.addBoolean(
                        key,
                        Boolean.parseBoolean(fitting(kind, value, isText || value instanceof Boolean)
                                .toString()));
            }
            case STRING_ARRAY -> settings.addStringArray(key, value.toString());
            default ->
                throw new IllegalArgumentException(
                        "the setting is a group of settings, or of a type that nothing replaces.");
        }
    }

    private static Object fitting(Kind kind, Object value, boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException("the setting is of type "
                    + kind.name().toLowerCase(Locale.ROOT) + ", the value \"" + value + "\" is not.");
        }
        return value;
    }
}
