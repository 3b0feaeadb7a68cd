package org.fewshotnas.host.setting;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.VariableType.BooleanType;
import org.knime.core.node.workflow.VariableType.LongType;

/**
 * Settings that flow variables control. KNIME stores them beside the settings, in a tree of the same keys whose leaves name the variable
 * that replaces the setting ({@code used_variable}) and the variable that the setting's value becomes ({@code exposed_variable}).
 */
public final class VariableTree {
    /** Where no setting is controlled. */
    public static final VariableTree NONE = new VariableTree(new NodeSettings("variables"));

    private static final String USED = "used_variable";
    private static final String EXPOSED = "exposed_variable";

    private final NodeSettings tree;

    private VariableTree(NodeSettings tree) {
        this.tree = tree;
    }

    /** The tree in a node's settings.xml; empty where no setting is controlled. */
    public static VariableTree of(NodeSettings nodeSettings) throws InvalidSettingsException {
        if (!nodeSettings.containsKey("variables")) {
            return NONE;
        }
        NodeSettings variables = nodeSettings.getNodeSettings("variables");
        // Since KNIME 4.1 the tree stands below a version; before, it was the config itself.
        boolean versioned = variables.getString("version", null) != null && variables.containsKey("tree");
        return new VariableTree(versioned ? variables.getNodeSettings("tree") : variables);
    }

    /** The name of the variable that controls a setting, if one does; groups of settings are separated by slashes. */
    public Optional<String> controls(String path) {
        NodeSettings branch = tree;
        try {
            for (String key : path.split("/")) {
                branch = branch.getNodeSettings(key);
            }
        } catch (InvalidSettingsException e) {
            return Optional.empty();
        }
        return isLeaf(branch) ? Optional.ofNullable(branch.getString(USED, null)) : Optional.empty();
    }

    /** The names of all variables that control settings. */
    public Set<String> used() throws InvalidSettingsException {
        Set<String> names = new LinkedHashSet<>();
        collectUsed(tree, names);
        return names;
    }

    private static void collectUsed(NodeSettings branch, Set<String> names) throws InvalidSettingsException {
        for (String key : branch.keySet()) {
            if (branch.getString(key, null) != null) {
                continue; // the version
            }
            NodeSettings child = branch.getNodeSettings(key);
            if (!isLeaf(child)) {
                collectUsed(child, names);
            } else if (child.getString(USED, null) != null) {
                names.add(child.getString(USED));
            }
        }
    }

    /**
     * Replaces the controlled settings by the values of their variables.
     *
     * @param settings the node's model settings, changed
     * @param available the variables that reach the node, by name
     * @return the variables that settings become, in the order of the tree
     * @throws InvalidSettingsException if a variable is not there or has no fitting type
     */
    public List<FlowVariable> apply(NodeSettings settings, Map<String, FlowVariable> available)
            throws InvalidSettingsException {
        List<FlowVariable> exposed = new ArrayList<>();
        apply(tree, settings, "", available, exposed);
        return exposed;
    }

    private static void apply(
            NodeSettings branch,
            NodeSettings settings,
            String path,
            Map<String, FlowVariable> available,
            List<FlowVariable> exposed)
            throws InvalidSettingsException {
        for (String key : branch.keySet()) {
            if (key.equals("version") && path.isEmpty() && branch.getString(key, null) != null) {
                continue;
            }
            NodeSettings child = branch.getNodeSettings(key);
            String place = path + key;
            if (!settings.containsKey(key)) {
                continue; // KNIME ignores what the settings do not have
            }
            if (isLeaf(child)) {
                String used = child.getString(USED, null);
                if (used != null) {
                    overwrite(settings, key, place, variable(used, place, available));
                }
                String name = child.getString(EXPOSED, null);
                if (name != null) {
                    exposed.add(expose(settings, key, place, name));
                }
            } else {
                apply(child, settings.getNodeSettings(key), place + "/", available, exposed);
            }
        }
    }

    // A setting may itself be called used_variable: a leaf holds strings only.
    private static boolean isLeaf(NodeSettings config) {
        for (String key : config.keySet()) {
            try {
                config.getNodeSettings(key);
                return false;
            } catch (InvalidSettingsException e) {
                // an entry
            }
        }
        return config.containsKey(USED) || config.containsKey(EXPOSED);
    }

    private static FlowVariable variable(String name, String place, Map<String, FlowVariable> available)
            throws InvalidSettingsException {
        FlowVariable variable = available.get(name);
        if (variable == null) {
            throw new InvalidSettingsException(
                    "The setting \"" + place + "\" is controlled by the flow variable \"" + name
                            + "\", which does not reach this node. Available: "
                            + (available.isEmpty() ? "none" : String.join(", ", available.keySet())) + ".");
        }
        return variable;
    }

    private static void overwrite(NodeSettings settings, String key, String place, FlowVariable variable)
            throws InvalidSettingsException {
        try {
            SettingValue.set(settings, key, variable);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(
                    "The setting \"" + place + "\" cannot take the value of the flow variable \"" + variable.getName()
                            + "\" (" + variable.getVariableType().getIdentifier() + "): " + e.getMessage());
        }
    }

    private static FlowVariable expose(NodeSettings settings, String key, String place, String name)
            throws InvalidSettingsException {
        return switch (SettingValue.kindOf(settings, key)) {
            case STRING -> new FlowVariable(name, String.valueOf(settings.getString(key)));
            case INT -> new FlowVariable(name, settings.getInt(key));
            case DOUBLE -> new FlowVariable(name, settings.getDouble(key));
            case LONG -> new FlowVariable(name, LongType.INSTANCE, settings.getLong(key));
            case BOOLEAN -> new FlowVariable(name, BooleanType.INSTANCE, settings.getBoolean(key));
            default ->
                throw new InvalidSettingsException("The setting \"" + place + "\" cannot become the flow variable \""
                        + name + "\": only single values can.");
        };
    }
}
