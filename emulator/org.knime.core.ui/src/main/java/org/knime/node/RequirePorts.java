package org.knime.node;

import java.util.function.Consumer;
import java.util.function.Function;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNode.RequireModel;

/** The step at which a node's ports are described. */
public interface RequirePorts {
    /** Describes ports that do not vary. */
    default RequireModel ports(Consumer<PortsAdder> ports) {
        return dynamicPorts(groups -> ports.accept(new PortsAdder() {
            @Override
            public PortsAdder addInputPort(String name, String description, PortType portType) {
                groups.addInputPortGroup(
                        name, g -> g.name(name).description(description).fixed(portType));
                return this;
            }

            @Override
            public PortsAdder addOutputPort(String name, String description, PortType portType) {
                groups.addOutputPortGroup(
                        name, g -> g.name(name).description(description).fixed(portType));
                return this;
            }
        }));
    }

    /** Describes groups of ports, of which the user can add and remove some. */
    RequireModel dynamicPorts(Consumer<DynamicPortsAdder> ports);

    /** Adds ports that do not vary; their names are their groups' identifiers. */
    interface PortsAdder {
        /** Adds an input. */
        PortsAdder addInputPort(String name, String description, PortType portType);

        /** Adds an output. */
        PortsAdder addOutputPort(String name, String description, PortType portType);

        /** Adds an input for a table. */
        default PortsAdder addInputTable(String name, String description) {
            return addInputPort(name, description, BufferedDataTable.TYPE);
        }

        /** Adds an output for a table. */
        default PortsAdder addOutputTable(String name, String description) {
            return addOutputPort(name, description, BufferedDataTable.TYPE);
        }
    }

    /** Adds groups of ports; workflows know them by their identifiers. */
    interface DynamicPortsAdder {
        /** Adds a group of inputs. */
        DynamicPortsAdder addInputPortGroup(
                String groupId, Function<RequirePortName, ConfigurablePort> groupConfiguration);

        /** Adds a group of outputs. */
        DynamicPortsAdder addOutputPortGroup(
                String groupId, Function<RequirePortName, ConfigurablePort> groupConfiguration);

        /** Adds a group whose every port is an input and an output. */
        DynamicPortsAdder addInputAndOutputPortGroup(
                String groupId, Function<RequireInputPortName, ConfigurablePort> groupConfiguration);
    }

    /** The step at which an input that has an output gets its name. */
    interface RequireInputPortName {
        /** @param name what the user reads */
        RequireInputPortDescription inputName(String name);
    }

    /** The step at which an input that has an output gets its description. */
    interface RequireInputPortDescription {
        /** @param description what goes in */
        RequireOutputPortName inputDescription(String description);
    }

    /** The step at which the input's output gets its name. */
    interface RequireOutputPortName {
        /** @param name what the user reads */
        RequireOutputPortDescription outputName(String name);
    }

    /** The step at which the input's output gets its description. */
    interface RequireOutputPortDescription {
        /** @param description what comes out */
        RequireConfigurablePortMode outputDescription(String description);
    }

    /** The step at which a port gets its name. */
    interface RequirePortName {
        /** @param name what the user reads */
        RequirePortDescription name(String name);
    }

    /** The step at which a port gets its description. */
    interface RequirePortDescription {
        /** @param description what goes through it */
        RequireConfigurablePortMode description(String description);
    }

    /** The step at which a group's kind is chosen. */
    interface RequireConfigurablePortMode {
        /** One port that is always there. */
        ConfigurablePort.FinalConfigurablePort fixed(PortType portType);

        /** No port, or one that the user adds. */
        RequireSupportedTypes<ConfigurablePort.OptionalConfigurablePort> optional();

        /** As many ports as the user adds. */
        RequireSupportedTypes<ConfigurablePort.ExtendableConfigurablePort> extendable();
    }

    /**
     * The step at which the types are named that the user can add.
     *
     * @param <T> the next step
     */
    interface RequireSupportedTypes<T> {
        /** @param portTypes the types */
        T supportedTypes(PortType... portTypes);
    }

    /** A group that is described. */
    sealed interface ConfigurablePort
            permits ConfigurablePort.FinalConfigurablePort,
                    ConfigurablePort.OptionalConfigurablePort,
                    ConfigurablePort.ExtendableConfigurablePort {
        /** Nothing is left to say. */
        final class FinalConfigurablePort implements ConfigurablePort {
            /** For the steps before. */
            public FinalConfigurablePort() {}
        }

        /** A port that can be there. */
        non-sealed interface OptionalConfigurablePort extends ConfigurablePort {}

        /** Ports that can be many. */
        non-sealed interface ExtendableConfigurablePort extends ConfigurablePort {
            /** @param portTypes ports that are always there, before the others */
            ExtendableConfigurablePort fixedTypes(PortType... portTypes);
        }
    }
}
