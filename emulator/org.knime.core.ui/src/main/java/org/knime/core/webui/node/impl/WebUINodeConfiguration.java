package org.knime.core.webui.node.impl;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/** The description of a node with a model of its own, made step by step. */
public final class WebUINodeConfiguration {
    final String name;
    final String icon;
    final String shortDescription;
    final String fullDescription;
    final Class<? extends NodeParameters> parametersClass;
    final List<HostWebUINode.Port> inputs;
    final List<HostWebUINode.Port> outputs;
    final List<String> keywords;
    /** Can be {@code null}. */
    final NodeType nodeType;

    private WebUINodeConfiguration(NodeOptionals said) {
        name = said.name;
        icon = said.icon;
        shortDescription = said.shortDescription;
        fullDescription = said.fullDescription;
        parametersClass = said.parametersClass;
        inputs = List.copyOf(said.inputs);
        outputs = List.copyOf(said.outputs);
        keywords = List.copyOf(said.keywords);
        nodeType = said.nodeType;
    }

    /** @return the first step */
    public static Builder builder() {
        return new Builder();
    }

    /** The step at which the node gets its name. */
    public static final class Builder {
        private Builder() {}

        /** @param name what the user reads */
        public RequireIcon name(String name) {
            return icon -> summary ->
                    description -> parameters -> new NodeOptionals(name, icon, summary, description, parameters);
        }
    }

    /** The step at which the node gets its icon. */
    public interface RequireIcon {
        /** @param icon the path of a picture of 16 x 16 pixels, relative to the factory */
        RequireShortDescription icon(String icon);
    }

    /** The step at which the node gets its short description. */
    public interface RequireShortDescription {
        /** @param shortDescription what the node does, in one sentence */
        RequireFullDescription shortDescription(String shortDescription);
    }

    /** The step at which the node gets its full description. */
    public interface RequireFullDescription {
        /** @param fullDescription what the node does and why, as XHTML */
        RequireModelSettingsClass fullDescription(String fullDescription);
    }

    /** The step at which the parameters are named. */
    public interface RequireModelSettingsClass {
        /** @param modelSettingsClass the class of the parameters */
        NodeOptionals modelSettingsClass(Class<? extends NodeParameters> modelSettingsClass);
    }

    /** What can be said besides. */
    public static final class NodeOptionals {
        private final String name;
        private final String icon;
        private final String shortDescription;
        private final String fullDescription;
        private final Class<? extends NodeParameters> parametersClass;
        private final List<HostWebUINode.Port> inputs = new ArrayList<>();
        private final List<HostWebUINode.Port> outputs = new ArrayList<>();
        private final List<String> keywords = new ArrayList<>();
        private NodeType nodeType;

        NodeOptionals(
                String name,
                String icon,
                String shortDescription,
                String fullDescription,
                Class<? extends NodeParameters> parametersClass) {
            this.name = Objects.requireNonNull(name, "name");
            this.icon = Objects.requireNonNull(icon, "icon");
            this.shortDescription = Objects.requireNonNull(shortDescription, "short description");
            this.fullDescription = Objects.requireNonNull(fullDescription, "full description");
            this.parametersClass = parametersClass;
        }

        /** Says the role of the node. */
        public NodeOptionals nodeType(NodeType type) {
            nodeType = type;
            return this;
        }

        /** Adds an input that takes a table. */
        public NodeOptionals addInputTable(String portName, String description) {
            return addInputPort(portName, BufferedDataTable.TYPE, description);
        }

        /** Adds an input. */
        public NodeOptionals addInputPort(String portName, PortType type, String description) {
            inputs.add(new HostWebUINode.Port(portName, type, description));
            return this;
        }

        /** Adds an output that gives a table. */
        public NodeOptionals addOutputTable(String portName, String description) {
            return addOutputPort(portName, BufferedDataTable.TYPE, description);
        }

        /** Adds an output. */
        public NodeOptionals addOutputPort(String portName, PortType type, String description) {
            outputs.add(new HostWebUINode.Port(portName, type, description));
            return this;
        }

        /** Says by which words the node is found. */
        public NodeOptionals keywords(String... words) {
            keywords.addAll(List.of(words));
            return this;
        }

        /** Says since when there is the node. */
        public NodeOptionals sinceVersion(int major, int minor, int revision) {
            return this;
        }

        /** @return the description */
        public WebUINodeConfiguration build() {
            return new WebUINodeConfiguration(this);
        }
    }
}
