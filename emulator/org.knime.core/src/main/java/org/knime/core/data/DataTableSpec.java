package org.knime.core.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.swing.JComponent;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.core.node.port.PortObjectSpec;

/** What a table is: its name and its columns, whose names differ. */
public final class DataTableSpec implements PortObjectSpec, Iterable<DataColumnSpec> {
    private static final String NAME = "spec_name";
    private static final String COLUMNS = "number_columns";
    private static final String COLUMN = "column_spec_";
    private static final String DEFAULT_NAME = "default";

    private final String name;
    private final List<DataColumnSpec> columns;
    private final Map<String, Integer> indices = new HashMap<>();

    /** @param colSpecs the columns */
    public DataTableSpec(DataColumnSpec... colSpecs) {
        this(null, colSpecs);
    }

    /**
     * @param name of the table; {@code null} or empty for the usual one
     * @param colSpecs the columns
     * @throws IllegalArgumentException if two columns have one name
     */
    public DataTableSpec(String name, DataColumnSpec... colSpecs) {
        this.name = name == null || name.isEmpty() ? DEFAULT_NAME : name;
        columns = List.of(colSpecs);
        for (DataColumnSpec column : columns) {
            if (indices.putIfAbsent(column.getName(), indices.size()) != null) {
                throw new IllegalArgumentException("Duplicate column name: " + column.getName());
            }
        }
    }

    /** @return the name of the table */
    public String getName() {
        return name;
    }

    /** @return how many columns there are */
    public int getNumColumns() {
        return columns.size();
    }

    /** @return the names of all columns */
    public String[] getColumnNames() {
        return columns.stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }

    /** @return the column at an index, counted from 0 */
    public DataColumnSpec getColumnSpec(int index) {
        return columns.get(index);
    }

    /** @return the column of this name or {@code null} */
    public DataColumnSpec getColumnSpec(String columnName) {
        int index = findColumnIndex(columnName);
        return index < 0 ? null : columns.get(index);
    }

    /** @return the index of the column, counted from 0, -1 if there is none of this name */
    public int findColumnIndex(String columnName) {
        return indices.getOrDefault(columnName, -1);
    }

    /** @return whether there is a column of this name */
    public boolean containsName(String columnName) {
        return indices.containsKey(columnName);
    }

    /** @return the name without blanks at its ends, with a number behind it if a table has a column of that name: {@code x (#1)} */
    public static String getUniqueColumnName(DataTableSpec spec, String columnName) {
        String trimmed = columnName.trim();
        String unique = trimmed;
        for (int i = 1; spec.containsName(unique); i++) {
            unique = trimmed + " (#" + i + ")";
        }
        return unique;
    }

    /** @return whether names and types of the columns are the same */
    public boolean equalStructure(DataTableSpec spec) {
        if (spec == null || spec.getNumColumns() != getNumColumns()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).equalStructure(spec.getColumnSpec(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Iterator<DataColumnSpec> iterator() {
        return columns.iterator();
    }

    /** @return the columns */
    public Stream<DataColumnSpec> stream() {
        return columns.stream();
    }

    /** Writes this spec; {@link #load} reads it. */
    public void save(ConfigWO config) {
        config.addString(NAME, name);
        config.addInt(COLUMNS, columns.size());
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).save(config.addConfig(COLUMN + i));
        }
    }

    /** @throws InvalidSettingsException if the config does not describe a table */
    public static DataTableSpec load(ConfigRO config) throws InvalidSettingsException {
        String name = config.getString(NAME);
        int count = config.getInt(COLUMNS);
        if (count < 0 || count > config.keySet().size()) {
            throw new InvalidSettingsException("A table says it has " + count + " columns, which it does not hold.");
        }
        DataColumnSpec[] columns = new DataColumnSpec[count];
        for (int i = 0; i < count; i++) {
            columns[i] = DataColumnSpec.load(config.getConfig(COLUMN + i));
        }
        try {
            return new DataTableSpec(name, columns);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof DataTableSpec other && name.equals(other.name) && columns.equals(other.columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    @Override
    public String toString() {
        return "name=" + name + ",columns=" + Arrays.toString(getColumnNames());
    }
}
