package org.knime.core.data;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Makes types of cells known that other bundles add, as KNIME does from the extension point {@code org.knime.core.DataType}. */
public final class HostCellTypes {
    private static final Map<Class<? extends DataCell>, String> NAMES = new ConcurrentHashMap<>();

    private HostCellTypes() {}

    /**
     * Registers a class of cells, which are no collections.
     *
     * @param name that a user reads
     * @return their type
     */
    public static DataType register(Class<? extends DataCell> cell, String name) {
        NAMES.put(cell, name);
        return DataType.getType(cell);
    }

    static Optional<String> name(Class<? extends DataCell> cell) {
        return Optional.ofNullable(NAMES.get(cell));
    }

    static Collection<Class<? extends DataCell>> classes() {
        return NAMES.keySet();
    }
}
