package org.knime.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.RequireModelParameters;
import org.knime.node.DefaultView.RequireViewParameters;

/** The description of a node, made step by step. */
public final class DefaultNode implements FluentNodeAPI {
    final String name;
    final String icon;
    final String shortDescription;
    final String fullDescription;
    final List<PortGroup> ports;
    final DefaultModel.Standard model;
    /** Descriptions by URL. */
    final Map<String, String> externalResources = new LinkedHashMap<>();

    final List<String> keywords = new ArrayList<>();
    /** Can be {@code null}. */
    NodeType nodeType;
    /** Can be {@code null}. */
    DefaultView view;

    private DefaultNode(
            String name,
            String icon,
            String shortDescription,
            String fullDescription,
            List<PortGroup> ports,
            DefaultModel model) {
        this.name = Objects.requireNonNull(name, "name");
        this.icon = Objects.requireNonNull(icon, "icon");
        this.shortDescription = Objects.requireNonNull(shortDescription, "short description");
        this.fullDescription = Objects.requireNonNull(fullDescription, "full description");
        this.ports = ports;
        this.model = (DefaultModel.Standard) model;
    }

    /** @return the first step */
    public static RequireName create() {
        return name -> icon -> summary -> description -> (major, minor, revision) -> ports -> model -> new DefaultNode(
                name, icon, summary, description, PortGroup.describe(ports), model.apply(DefaultModel.create()));
    }

    /** @param view says what the node's view is */
    public DefaultNode addView(Function<RequireViewParameters, DefaultView> view) {
        this.view = view.apply(DefaultView.create());
        return this;
    }

    /** Says the role of the node, once. */
    public DefaultNode nodeType(NodeType nodeType) {
        if (this.nodeType != null) {
            throw new IllegalStateException("nodeType() has already been called; a node can only have one node type.");
        }
        this.nodeType = nodeType;
        return this;
    }

    /** Says by which words the node is found, once. */
    public DefaultNode keywords(String... keywords) {
        if (!this.keywords.isEmpty()) {
            throw new IllegalStateException(
                    "keywords() has already been called; a node can only have one list of keywords.");
        }
        this.keywords.addAll(List.of(keywords));
        return this;
    }

    /** Adds a link to the description. */
    public DefaultNode addExternalResource(String href, String description) {
        externalResources.put(Objects.requireNonNull(href), Objects.requireNonNull(description));
        return this;
    }

    /** The step at which the node gets its name. */
    public interface RequireName {
        /** @param name what the user reads */
        RequireIcon name(String name);
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
        RequireSinceVersion fullDescription(String fullDescription);
    }

    /** The step at which is said since when there is the node. */
    public interface RequireSinceVersion {
        /** Says the version. */
        RequirePorts sinceVersion(int major, int minor, int revision);
    }

    /** The step at which is said what the node does. */
    public interface RequireModel {
        /** @param model what the node does */
        DefaultNode model(Function<RequireModelParameters, DefaultModel> model);
    }
}
