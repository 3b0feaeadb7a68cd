package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.knime.core.node.port.PortType;
import org.knime.node.RequirePorts.ConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.ExtendableConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.FinalConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.OptionalConfigurablePort;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.knime.node.RequirePorts.RequireConfigurablePortMode;
import org.knime.node.RequirePorts.RequireInputPortName;
import org.knime.node.RequirePorts.RequirePortName;
import org.knime.node.RequirePorts.RequireSupportedTypes;

/** A group of ports, as the node describes it; one of inputs and outputs is two with the same id, which have the same ports. */
final class PortGroup {
    final String id;
    final boolean input;
    String name;
    String description;
    /** Ports that are always there. */
    List<PortType> fixed = List.of();
    /** Types of the ports that can be added. */
    List<PortType> supported = List.of();
    /** How many can be added. */
    int maxAdded;

    private PortGroup(String id, boolean input) {
        this.id = id;
        this.input = input;
    }

    static List<PortGroup> describe(Consumer<DynamicPortsAdder> ports) {
        List<PortGroup> groups = new ArrayList<>();
        ports.accept(new DynamicPortsAdder() {
            @Override
            public DynamicPortsAdder addInputPortGroup(
                    String groupId, Function<RequirePortName, ConfigurablePort> configuration) {
                return add(new PortGroup(groupId, true), configuration);
            }

            @Override
            public DynamicPortsAdder addOutputPortGroup(
                    String groupId, Function<RequirePortName, ConfigurablePort> configuration) {
                return add(new PortGroup(groupId, false), configuration);
            }

            @Override
            public DynamicPortsAdder addInputAndOutputPortGroup(
                    String groupId, Function<RequireInputPortName, ConfigurablePort> configuration) {
                PortGroup input = new PortGroup(groupId, true);
                PortGroup output = new PortGroup(groupId, false);
                add(
                        input,
                        in -> configuration.apply(inputName -> inputDescription -> outputName -> outputDescription -> {
                            output.name = outputName;
                            output.description = outputDescription;
                            return in.name(inputName).description(inputDescription);
                        }));
                output.fixed = input.fixed;
                output.supported = input.supported;
                output.maxAdded = input.maxAdded;
                groups.add(output);
                return this;
            }

            private DynamicPortsAdder add(PortGroup group, Function<RequirePortName, ConfigurablePort> configuration) {
                if (groups.stream().anyMatch(g -> g.id.equals(group.id))) {
                    throw new IllegalArgumentException("There are two port groups \"" + group.id + "\".");
                }
                configuration.apply(group::named);
                groups.add(group);
                return this;
            }
        });
        return List.copyOf(groups);
    }

    private RequirePorts.RequirePortDescription named(String portName) {
        name = portName;
        return text -> {
            description = text;
            return new Mode();
        };
    }

    /** The choice of a kind, and what can be said after it. */
    private final class Mode
            implements RequireConfigurablePortMode, OptionalConfigurablePort, ExtendableConfigurablePort {
        @Override
        public FinalConfigurablePort fixed(PortType portType) {
            fixed = List.of(portType);
            return new FinalConfigurablePort();
        }

        @Override
        public RequireSupportedTypes<OptionalConfigurablePort> optional() {
            return types -> addable(1, types);
        }

        @Override
        public RequireSupportedTypes<ExtendableConfigurablePort> extendable() {
            return types -> addable(Integer.MAX_VALUE, types);
        }

        private Mode addable(int max, PortType... types) {
            maxAdded = max;
            supported = List.of(types);
            return this;
        }

        @Override
        public ExtendableConfigurablePort fixedTypes(PortType... portTypes) {
            fixed = List.of(portTypes);
            return this;
        }
    }
}
