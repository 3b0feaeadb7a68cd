package org.knime.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** The ports of one node in a workflow: those of its groups that are always there, and those that the user added. */
final class ConfiguredPorts implements PortsConfiguration {
    private static final String OBJECT_CLASS = "object_class";

    private final List<PortGroup> groups;
    private final Map<String, List<PortType>> added = new LinkedHashMap<>();

    /** The ports of a new node. */
    ConfiguredPorts(List<PortGroup> groups) {
        this.groups = groups;
        groups.forEach(g -> added.put(g.id, List.of()));
    }

    /**
     * Reads the ports that were added, from a node's {@code node_creation_config}; a group that it does not have keeps its ports.
     *
     * @throws InvalidSettingsException if it has ports that the groups cannot have
     */
    void load(NodeSettingsRO config) throws InvalidSettingsException {
        for (PortGroup group : groups) {
            if (group.maxAdded > 0 && config.containsKey(group.id)) {
                NodeSettingsRO ports = config.getNodeSettings(group.id);
                List<PortType> types = new ArrayList<>();
                for (String key : ports) {
                    types.add(type(group, ports.getNodeSettings(key).getString(OBJECT_CLASS)));
                }
                if (types.size() > group.maxAdded) {
                    throw new InvalidSettingsException("Port group \"" + group.id + "\" has " + types.size()
                            + " ports, but can have only " + group.maxAdded + ".");
                }
                added.put(group.id, List.copyOf(types));
            }
        }
    }

    private static PortType type(PortGroup group, String objectClass) throws InvalidSettingsException {
        Class<? extends PortObject> known = PortTypeRegistry.getInstance()
                .getObjectClass(String.valueOf(objectClass))
                .orElseThrow(() -> new InvalidSettingsException(
                        "Unable to restore port type, can't load class \"" + objectClass + "\""));
        PortType type = PortTypeRegistry.getInstance().getPortType(known);
        if (!group.supported.contains(type)) {
            throw new InvalidSettingsException(
                    "Port group \"" + group.id + "\" cannot have a port of type " + type.getName() + ".");
        }
        return type;
    }

    /** The groups of the ports of one side, each group as often as it has ports. */
    List<PortGroup> groupOfPorts(boolean input) {
        List<PortGroup> result = new ArrayList<>();
        for (PortGroup group : groups) {
            if (group.input == input) {
                types(group).forEach(t -> result.add(group));
            }
        }
        return result;
    }

    private List<PortType> types(PortGroup group) {
        List<PortType> types = new ArrayList<>(group.fixed);
        types.addAll(added.get(group.id));
        return types;
    }

    private PortType[] ports(boolean input) {
        return groups.stream()
                .filter(g -> g.input == input)
                .flatMap(g -> types(g).stream())
                .toArray(PortType[]::new);
    }

    @Override
    public PortType[] getInputPorts() {
        return ports(true);
    }

    @Override
    public PortType[] getOutputPorts() {
        return ports(false);
    }
}
