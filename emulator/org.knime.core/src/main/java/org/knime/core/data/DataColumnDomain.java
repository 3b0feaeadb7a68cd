package org.knime.core.data;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** What values a column holds: bounds and, if they are few, all values; each can be unknown. */
public final class DataColumnDomain {
    private static final String LOWER_BOUND = "lower_bound";
    private static final String UPPER_BOUND = "upper_bound";
    private static final String POSSIBLE_VALUES = "possible_values";

    private final DataCell lower;
    private final DataCell upper;
    private final Set<DataCell> values;

    DataColumnDomain(DataCell lower, DataCell upper, Set<DataCell> values) {
        this.lower = lower;
        this.upper = upper;
        this.values = values == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    /** @return all values that the column holds, {@code null} if that is not known */
    public Set<DataCell> getValues() {
        return values;
    }

    /** @return whether the values are known */
    public boolean hasValues() {
        return values != null;
    }

    /** @return the smallest value, {@code null} if that is not known */
    public DataCell getLowerBound() {
        return lower;
    }

    /** @return the largest value, {@code null} if that is not known */
    public DataCell getUpperBound() {
        return upper;
    }

    /** Writes the domain; {@link #load} reads it. */
    public void save(ConfigWO config) {
        if (lower != null) {
            CellXml.save(config, LOWER_BOUND, lower);
        }
        if (upper != null) {
            CellXml.save(config, UPPER_BOUND, upper);
        }
        if (values != null) {
            ConfigWO array = config.addConfig(POSSIBLE_VALUES);
            array.addInt("array-size", values.size());
            int i = 0;
            for (DataCell value : values) {
                CellXml.save(array, Integer.toString(i++), value);
            }
        }
    }

    /** @return the domain; what of it cannot be read is left unknown */
    public static DataColumnDomain load(ConfigRO config) {
        DataCell lower = cell(config, LOWER_BOUND);
        DataCell upper = cell(config, UPPER_BOUND);
        Set<DataCell> values = null;
        try {
            if (config.containsKey(POSSIBLE_VALUES)) {
                ConfigRO array = config.getConfig(POSSIBLE_VALUES);
                Set<DataCell> loaded = new LinkedHashSet<>();
                for (int i = 0; i < array.getInt("array-size"); i++) {
                    loaded.add(CellXml.load(array, Integer.toString(i)));
                }
                values = loaded;
            }
        } catch (InvalidSettingsException e) {
            values = null;
        }
        return new DataColumnDomain(lower, upper, values);
    }

    private static DataCell cell(ConfigRO config, String key) {
        try {
            return config.containsKey(key) ? CellXml.load(config, key) : null;
        } catch (InvalidSettingsException e) {
            return null;
        }
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof DataColumnDomain o
                && Objects.equals(lower, o.lower)
                && Objects.equals(upper, o.upper)
                && Objects.equals(values, o.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(lower, upper, values);
    }

    @Override
    public String toString() {
        return "lower=" + lower + ", upper=" + upper + ", values=" + values;
    }
}
