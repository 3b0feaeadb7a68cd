package org.knime.core.node.workflow;

import java.util.Locale;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/**
 * The type of a flow variable.
 *
 * @param <T> the class of its values
 */
public abstract class VariableType<T> {
    static final String VALUE = "value";

    VariableType() {}

    /** @return the name by which files know the type */
    public String getIdentifier() {
        return getClass().getSimpleName().replace("Type", "").toUpperCase(Locale.ROOT);
    }

    /** @return the class of the values */
    public abstract Class<T> getSimpleType();

    abstract T read(NodeSettingsRO settings) throws InvalidSettingsException;

    abstract void write(NodeSettingsWO settings, T value);

    @Override
    public String toString() {
        return getIdentifier();
    }

    /** Texts. */
    public static final class StringType extends VariableType<String> {
        /** The type. */
        public static final StringType INSTANCE = new StringType();

        private StringType() {}

        @Override
        public Class<String> getSimpleType() {
            return String.class;
        }

        @Override
        String read(NodeSettingsRO settings) throws InvalidSettingsException {
            return settings.getString(VALUE);
        }

        @Override
        void write(NodeSettingsWO settings, String value) {
            settings.addString(VALUE, value);
        }
    }

    /** Whole numbers of 32 bits. */
    public static final class IntType extends VariableType<Integer> {
        /** The type. */
        public static final IntType INSTANCE = new IntType();

        private IntType() {}

        @Override
        public String getIdentifier() {
            return "INTEGER";
        }

        @Override
        public Class<Integer> getSimpleType() {
            return Integer.class;
        }

        @Override
        Integer read(NodeSettingsRO settings) throws InvalidSettingsException {
            return settings.getInt(VALUE);
        }

        @Override
        void write(NodeSettingsWO settings, Integer value) {
            settings.addInt(VALUE, value);
        }
    }

    /** Floating-point numbers. */
    public static final class DoubleType extends VariableType<Double> {
        /** The type. */
        public static final DoubleType INSTANCE = new DoubleType();

        private DoubleType() {}

        @Override
        public Class<Double> getSimpleType() {
            return Double.class;
        }

        @Override
        Double read(NodeSettingsRO settings) throws InvalidSettingsException {
            return settings.getDouble(VALUE);
        }

        @Override
        void write(NodeSettingsWO settings, Double value) {
            settings.addDouble(VALUE, value);
        }
    }

    /** Whole numbers of 64 bits. */
    public static final class LongType extends VariableType<Long> {
        /** The type. */
        public static final LongType INSTANCE = new LongType();

        private LongType() {}

        @Override
        public Class<Long> getSimpleType() {
            return Long.class;
        }

        @Override
        Long read(NodeSettingsRO settings) throws InvalidSettingsException {
            return settings.getLong(VALUE);
        }

        @Override
        void write(NodeSettingsWO settings, Long value) {
            settings.addLong(VALUE, value);
        }
    }

    /** Truth values. */
    public static final class BooleanType extends VariableType<Boolean> {
        /** The type. */
        public static final BooleanType INSTANCE = new BooleanType();

        private BooleanType() {}

        @Override
        public Class<Boolean> getSimpleType() {
            return Boolean.class;
        }

        @Override
        Boolean read(NodeSettingsRO settings) throws InvalidSettingsException {
            return settings.getBoolean(VALUE);
        }

        @Override
        void write(NodeSettingsWO settings, Boolean value) {
            settings.addBoolean(VALUE, value);
        }
    }
}
