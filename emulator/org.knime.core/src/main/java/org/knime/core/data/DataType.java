package org.knime.core.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/**
 * The type of a cell or a column: the interfaces by which its values can be read, the preferred one first. A type is native if one cell
 * class stands for it; the common super type of unlike types is not.
 */
public final class DataType {
    private static final String CELL_CLASS = "cell_class";
    private static final String ELEMENT_TYPE = "collection_element_type";
    private static final String VALUE_CLASSES = "value_classes";
    private static final Map<Class<? extends DataCell>, String> NAMES = Map.of(
            StringCell.class, "String",
            DoubleCell.class, "Number (Float)",
            IntCell.class, "Number (Integer)",
            LongCell.class, "Number (Long Integer)",
            BooleanCell.class, "Boolean",
            ListCell.class, "List",
            PNGImageCell.class, "PNG Image");

    /** Tables ask every cell for its type. */
    private static final Map<Native, DataType> NATIVE = new ConcurrentHashMap<>();

    private final Class<? extends DataCell> cellClass;
    private final List<Class<? extends DataValue>> valueClasses;
    private final DataType elementType;
    private final int hash;

    /** What makes a native type. */
    private record Native(Class<? extends DataCell> cell, DataType element) {}

    private DataType(
            Class<? extends DataCell> cellClass,
            Collection<Class<? extends DataValue>> valueClasses,
            DataType element) {
        this.cellClass = cellClass;
        this.valueClasses = List.copyOf(valueClasses);
        this.elementType = element;
        hash = Objects.hash(new HashSet<>(valueClasses), element);
        if (isCollectionType() && !isMissingValueType() && element == null) {
            throw new IllegalArgumentException("The type represents a collection but no element type was provided");
        }
    }

    /** @return the type of cells of this class, which is not a collection */
    public static DataType getType(Class<? extends DataCell> cell) {
        return getType(cell, null);
    }

    /** @return the type of cells of this class, a collection if the type of its elements is given */
    public static DataType getType(Class<? extends DataCell> cell, DataType collectionElementType) {
        Native key = new Native(Objects.requireNonNull(cell, "Class must not be null."), collectionElementType);
        DataType type = NATIVE.get(key);
        if (type == null) {
            Set<Class<? extends DataValue>> values = new LinkedHashSet<>();
            addValueClasses(values, cell);
            type = new DataType(cell, values, collectionElementType);
            NATIVE.put(key, type);
        }
        return type;
    }

    private static void addValueClasses(Set<Class<? extends DataValue>> values, Class<?> type) {
        for (Class<?> c : type.getInterfaces()) {
            if (DataValue.class.isAssignableFrom(c)) {
                values.add(c.asSubclass(DataValue.class));
            }
            addValueClasses(values, c);
        }
        if (type.getSuperclass() != null) {
            addValueClasses(values, type.getSuperclass());
        }
    }

    /** @return the cell for a value that is missing */
    public static DataCell getMissingCell() {
        return MissingCell.INSTANCE;
    }

    /** @return the narrowest type that both fit into */
    public static DataType getCommonSuperType(DataType type1, DataType type2) {
        if (type1.isMissingValueType()) {
            return type2;
        }
        if (type2.isMissingValueType() || type1.isASuperTypeOf(type2)) {
            return type1;
        }
        if (type2.isASuperTypeOf(type1)) {
            return type2;
        }
        List<Class<? extends DataValue>> common = new ArrayList<>(type1.valueClasses);
        common.retainAll(type2.valueClasses);
        boolean collections = common.stream().anyMatch(CollectionDataValue.class::isAssignableFrom);
        return new DataType(
                null, common, collections ? getCommonSuperType(type1.elementType, type2.elementType) : null);
    }

    /** @return whether this is the type of missing cells */
    public boolean isMissingValueType() {
        return valueClasses.contains(MissingValue.class);
    }

    /** @return whether cells of this type hold several values */
    public boolean isCollectionType() {
        return isCompatible(CollectionDataValue.class);
    }

    /** @return the type of the elements of a collection, else {@code null} */
    public DataType getCollectionElementType() {
        return elementType;
    }

    /** @return the interface by which values are read first of all */
    public Class<? extends DataValue> getPreferredValueClass() {
        return valueClasses.get(0);
    }

    /** @return the cell class, {@code null} if the type is not native */
    public Class<? extends DataCell> getCellClass() {
        return cellClass;
    }

    /** @return whether values of this type can be read by this interface; the missing type can be read by all */
    public boolean isCompatible(Class<? extends DataValue> valueClass) {
        return valueClasses.stream().anyMatch(c -> c == MissingValue.class || valueClass.isAssignableFrom(c));
    }

    /** @return whether a column of this type can hold cells of the other */
    public boolean isASuperTypeOf(DataType type) {
        if (type == this || type.isMissingValueType()) {
            return true;
        }
        for (Class<? extends DataValue> c : valueClasses) {
            if (!type.isCompatible(c)
                    || c == CollectionDataValue.class && !elementType.isASuperTypeOf(type.elementType)) {
                return false;
            }
        }
        return true;
    }

    /** Writes this type; {@link #load} reads it. */
    public void save(ConfigWO config) {
        if (elementType != null) {
            elementType.save(config.addConfig(ELEMENT_TYPE));
        }
        config.addString(CELL_CLASS, cellClass == null ? null : cellClass.getName());
        if (cellClass == null) {
            config.addBoolean("has_pref_value_class", true);
            config.addStringArray(
                    VALUE_CLASSES, valueClasses.stream().map(Class::getName).toArray(String[]::new));
        }
    }

    /** @throws InvalidSettingsException if the config names a type that is not there */
    public static DataType load(ConfigRO config) throws InvalidSettingsException {
        String cell = config.getString(CELL_CLASS);
        DataType element = config.containsKey(ELEMENT_TYPE) ? load(config.getConfig(ELEMENT_TYPE)) : null;
        try {
            if (cell != null) {
                return getType(cellClass(cell), element);
            }
            Set<Class<? extends DataValue>> values = new LinkedHashSet<>();
            for (String name : Objects.requireNonNullElse(config.getStringArray(VALUE_CLASSES), new String[0])) {
                values.add(valueClass(name));
            }
            return new DataType(null, values, element);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    /** Only types that are known: a file does not make the program load a class. */
    private static Class<? extends DataCell> cellClass(String name) throws InvalidSettingsException {
        for (Class<? extends DataCell> c : known()) {
            if (c.getName().equals(name)) {
                return c;
            }
        }
        if (name.equals(MissingCell.class.getName())) {
            return MissingCell.class;
        }
        throw new InvalidSettingsException("Data cell implementation '" + name + "' not found.");
    }

    private static Set<Class<? extends DataCell>> known() {
        Set<Class<? extends DataCell>> known = new HashSet<>(NAMES.keySet());
        known.addAll(HostCellTypes.classes());
        return known;
    }

    private static Class<? extends DataValue> valueClass(String name) throws InvalidSettingsException {
        Set<Class<? extends DataValue>> known = new HashSet<>();
        known().forEach(c -> addValueClasses(known, c));
        for (Class<? extends DataValue> c : known) {
            if (c.getName().equals(name)) {
                return c;
            }
        }
        throw new InvalidSettingsException("Data value interface '" + name + "' not found.");
    }

    @Override
    public boolean equals(Object obj) {
        return obj == this
                || obj instanceof DataType o
                        && valueClasses.get(0) == o.valueClasses.get(0)
                        && new HashSet<>(valueClasses).equals(new HashSet<>(o.valueClasses))
                        && Objects.equals(elementType, o.elementType);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** @return the name that a user reads, without the element type of a collection */
    public String getName() {
        if (cellClass == null) {
            return "?";
        }
        return HostCellTypes.name(cellClass).orElseGet(() -> NAMES.getOrDefault(cellClass, cellClass.getSimpleName()));
    }

    @Override
    public String toString() {
        String name = cellClass == null
                ? "Non-Native "
                        + valueClasses.stream().map(Class::getSimpleName).toList()
                : getName();
        return elementType == null ? name : name + " (Collection of: " + elementType + ")";
    }
}
