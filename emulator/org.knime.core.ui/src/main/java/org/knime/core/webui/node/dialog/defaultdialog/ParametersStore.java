package org.knime.core.webui.node.dialog.defaultdialog;

import java.lang.reflect.Field;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.persistence.Persistable;

/**
 * How groups of parameters are stored: an entry per field, and a config for a group within a group. Where a key is missing, a field keeps
 * its default if {@link Migrate} says so; a group that is there is read field by field.
 */
final class ParametersStore {
    private ParametersStore() {}

    static void save(Object group, NodeSettingsWO settings) {
        for (Field field : ParameterFields.of(group.getClass())) {
            Object value = ParameterFields.get(field, group);
            String key = ParameterFields.name(field);
            if (Persistable.class.isAssignableFrom(field.getType())) {
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
            Migrate migrate = field.getAnnotation(Migrate.class);
            if (migrate != null && migrate.loadDefaultIfAbsent() && !settings.containsKey(key)) {
                continue;
            }
            if (Persistable.class.isAssignableFrom(field.getType())) {
                // the declared type can be a type variable's bound, the default value has the true one
                Class<?> nested = ParameterFields.get(field, group).getClass();
                ParameterFields.set(field, group, load(nested, settings.getNodeSettings(key)));
            } else {
                ParameterFields.set(field, group, LeafValues.load(field.getType(), settings, key));
            }
        }
        return group;
    }
}
