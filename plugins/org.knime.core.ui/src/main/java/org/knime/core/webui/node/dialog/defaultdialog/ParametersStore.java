package org.knime.core.webui.node.dialog.defaultdialog;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;

/**
 * How groups of parameters are stored: an entry per field; a group within a group is a config; an array of groups is a config of configs
 * {@code 0}, {@code 1} and so on; an {@link Optional} is its value and an entry that says whether there is one.
 */
final class ParametersStore {
    private static final String HIDDEN = "_Internals";
    private static final String IS_PRESENT = "_is_present";

    private ParametersStore() {}

    static void save(Object group, NodeSettingsWO settings) {
        Persistor own = group.getClass().getAnnotation(Persistor.class);
        if (own != null) {
            persistor(own).save(group, settings);
            return;
        }
        for (Field field : ParameterFields.of(group.getClass())) {
            saveField(field, ParameterFields.get(field, group), settings);
        }
    }

    private static void saveField(Field field, Object value, NodeSettingsWO settings) {
        Persistor own = field.getAnnotation(Persistor.class);
        Class<?> type = field.getType();
        String key = key(field);
        if (own != null) {
            persistor(own).save(value, settings);
        } else if (Persistable.class.isAssignableFrom(type)) {
            save(value, settings.addNodeSettings(key));
        } else if (isArrayOfGroups(type)) {
            NodeSettingsWO array = settings.addNodeSettings(key);
            for (int i = 0; i < Array.getLength(value); i++) {
                save(Array.get(value, i), array.addNodeSettings(Integer.toString(i)));
            }
        } else if (type == Optional.class) {
            Class<?> inner = inner(field);
            Optional<?> optional = (Optional<?>) value;
            LeafValues.save(inner, optional.isPresent() ? optional.get() : LeafValues.empty(inner), settings, key);
            settings.addBoolean(key + IS_PRESENT, optional.isPresent());
        } else {
            LeafValues.save(type, value, settings, key);
        }
    }

    static <T> T load(Class<T> type, NodeSettingsRO settings) throws InvalidSettingsException {
        Persistor own = type.getAnnotation(Persistor.class);
        if (own != null) {
            return type.cast(persistor(own).load(settings));
        }
        T group = ParameterFields.create(type);
        for (Field field : ParameterFields.of(type)) {
            if (!keepsDefault(field, settings)) {
                ParameterFields.set(field, group, loadField(field, ParameterFields.get(field, group), settings));
            }
        }
        return group;
    }

    private static Object loadField(Field field, Object defaultValue, NodeSettingsRO settings)
            throws InvalidSettingsException {
        Persistor own = field.getAnnotation(Persistor.class);
        Class<?> type = field.getType();
        String key = key(field);
        if (own != null) {
            return persistor(own).load(settings);
        } else if (Persistable.class.isAssignableFrom(type)) {
            // the declared type can be a type variable's bound, the default value has the true one
            Class<?> nested = defaultValue == null ? type : defaultValue.getClass();
            return load(nested, settings.getNodeSettings(key));
        } else if (isArrayOfGroups(type)) {
            NodeSettingsRO array = settings.getNodeSettings(key);
            int size =
                    (int) array.keySet().stream().filter(k -> k.matches("\\d+")).count();
            Object groups = Array.newInstance(type.getComponentType(), size);
            for (int i = 0; i < size; i++) {
                Array.set(groups, i, load(type.getComponentType(), array.getNodeSettings(Integer.toString(i))));
            }
            return groups;
        } else if (type == Optional.class) {
            return settings.getBoolean(key + IS_PRESENT, true)
                    ? Optional.ofNullable(LeafValues.load(inner(field), settings, key))
                    : Optional.empty();
        }
        return LeafValues.load(type, settings, key);
    }

    private static boolean keepsDefault(Field field, NodeSettingsRO settings) throws InvalidSettingsException {
        Migrate migrate = field.getAnnotation(Migrate.class);
        boolean allowed = migrate != null && migrate.loadDefaultIfAbsent()
                || field.getDeclaringClass().isAnnotationPresent(LoadDefaultsForAbsentFields.class);
        if (!allowed) {
            return false;
        }
        Persistor own = field.getAnnotation(Persistor.class);
        for (String[] path :
                own == null ? new String[][] {{key(field)}} : persistor(own).getConfigPaths()) {
            if (has(settings, path)) {
                return false;
            }
        }
        return true;
    }

    private static boolean has(NodeSettingsRO settings, String[] path) throws InvalidSettingsException {
        NodeSettingsRO group = settings;
        for (int i = 0; i < path.length; i++) {
            if (!group.containsKey(path[i])) {
                return false;
            }
            group = i < path.length - 1 ? group.getNodeSettings(path[i]) : group;
        }
        return true;
    }

    private static String key(Field field) {
        Persist persist = field.getAnnotation(Persist.class);
        if (persist == null) {
            return ParameterFields.name(field);
        }
        return (persist.configKey().isEmpty() ? ParameterFields.name(field) : persist.configKey())
                + (persist.hidden() ? HIDDEN : "");
    }

    private static boolean isArrayOfGroups(Class<?> type) {
        return type.isArray() && Persistable.class.isAssignableFrom(type.getComponentType());
    }

    private static Class<?> inner(Field field) {
        return (Class<?>) ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
    }

    @SuppressWarnings("unchecked")
    private static NodeParametersPersistor<Object> persistor(Persistor annotation) {
        return ParameterFields.create(annotation.value());
    }
}
