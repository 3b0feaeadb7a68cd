package org.knime.core.webui.node.dialog.defaultdialog;

import java.lang.reflect.Field;
import java.util.Arrays;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;

/**
 * How groups of parameters are stored: an entry per field, and a config for a group within a group. Where a key is missing, a field keeps
 * its default if {@link Migrate} says so; a group that is there is read field by field. A {@link Persistor} stores and reads in its own way.
 */
final class ParametersStore {
    private ParametersStore() {}

    static void save(Object group, NodeSettingsWO settings) {
        for (Field field : ParameterFields.of(group.getClass())) {
            Object value = ParameterFields.get(field, group);
            String key = ParameterFields.name(field);
            Persistor persistor = field.getAnnotation(Persistor.class);
            if (persistor != null) {
                save(persistor, value, settings);
            } else if (Persistable.class.isAssignableFrom(field.getType())) {
                save(value, settings.addNodeSettings(key));
            } else {
                LeafValues.save(field.getType(), value, settings, key);
            }
        }
    }

    static <T> T load(Class<T> type, NodeSettingsRO settings) throws InvalidSettingsException {
        T group = ParameterFields.create(type);
        for (Field field : ParameterFields.of(type)) {
            String key = ParameterFields.name(field);
            Persistor persistor = field.getAnnotation(Persistor.class);
            Migrate migrate = field.getAnnotation(Migrate.class);
            if (migrate != null && migrate.loadDefaultIfAbsent() && !isStored(persistor, settings, key)) {
                continue;
            }
            if (persistor != null) {
                ParameterFields.set(
                        field, group, ParameterFields.create(persistor.value()).load(settings));
            } else if (Persistable.class.isAssignableFrom(field.getType())) {
                // the declared type can be a type variable's bound, the default value has the true one
                Class<?> nested = ParameterFields.get(field, group).getClass();
                ParameterFields.set(field, group, load(nested, settings.getNodeSettings(key)));
            } else {
                ParameterFields.set(field, group, LeafValues.load(field.getType(), settings, key));
            }
        }
        return group;
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static void save(Persistor persistor, Object value, NodeSettingsWO settings) {
        ((NodeParametersPersistor) ParameterFields.create(persistor.value())).save(value, settings);
    }

    /** By its key; what is stored in a way of its own, by the first key of each path that it names. */
    private static boolean isStored(Persistor persistor, NodeSettingsRO settings, String key) {
        if (persistor == null) {
            return settings.containsKey(key);
        }
        String[][] paths = ParameterFields.create(persistor.value()).getConfigPaths();
        if (paths.length == 0) {
            throw new IllegalStateException(
                    key + " is stored nowhere, so that it cannot be said whether it is absent: do without Migrate.");
        }
        return Arrays.stream(paths).anyMatch(path -> settings.containsKey(path[0]));
    }
}
