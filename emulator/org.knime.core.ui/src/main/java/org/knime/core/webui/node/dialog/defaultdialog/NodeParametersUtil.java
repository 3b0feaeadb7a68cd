package org.knime.core.webui.node.dialog.defaultdialog;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.HostParametersInput;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;

/** Makes, stores and reads the parameters of nodes. */
public final class NodeParametersUtil {
    private NodeParametersUtil() {}

    /** @return the defaults */
    public static <S extends NodeParameters> S createSettings(Class<S> clazz) {
        return ParameterFields.create(clazz);
    }

    /** @return the defaults for these inputs, if the parameters have a constructor that takes them */
    public static <S extends NodeParameters> S createSettings(Class<S> clazz, PortObjectSpec[] specs) {
        try {
            clazz.getDeclaredConstructor(NodeParametersInput.class);
        } catch (NoSuchMethodException e) {
            return createSettings(clazz);
        }
        return ParameterFields.create(
                clazz, new Class<?>[] {NodeParametersInput.class}, new HostParametersInput(specs));
    }

    /**
     * Reads parameters; {@link NodeParameters#validate()} is not called.
     *
     * @throws InvalidSettingsException if one is missing or of another type
     */
    public static <S extends NodeParameters> S loadSettings(NodeSettingsRO settings, Class<S> clazz)
            throws InvalidSettingsException {
        return ParametersStore.load(clazz, settings);
    }

    /** Writes parameters. */
    public static void saveSettings(
            Class<? extends NodeParameters> settingsClass, NodeParameters settingsObject, NodeSettingsWO settings) {
        ParametersStore.save(settingsClass.cast(settingsObject), settings);
    }
}
