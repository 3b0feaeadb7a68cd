package org.knime.core.webui.node.port;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.knime.core.node.port.PortType;

/** Knows the views of every type of port. */
public final class PortViewManager {
    private static final Map<String, PortViews> VIEWS = new ConcurrentHashMap<>();

    private PortViewManager() {}

    /**
     * Registers the views of a type of port.
     *
     * @param portObjectClassName of what the ports hold
     * @param viewDescriptors the views
     * @param configuredIndices which of them are shown once the node is configured
     * @param executedIndices which of them are shown once it is executed
     */
    public static void registerPortViews(
            String portObjectClassName,
            List<PortViewDescriptor> viewDescriptors,
            List<Integer> configuredIndices,
            List<Integer> executedIndices) {
        VIEWS.put(portObjectClassName, new PortViews(viewDescriptors, configuredIndices, executedIndices));
    }

    /** @return the views of a type of port, or {@code null} if it has none */
    public static PortViews getPortViews(PortType portType) {
        return VIEWS.get(portType.getPortObjectClass().getName());
    }

    /**
     * The views of a type of port.
     *
     * @param viewDescriptors all of them
     * @param configuredIndices which of them are shown once the node is configured
     * @param executedIndices which of them are shown once it is executed
     */
    public record PortViews(
            List<PortViewDescriptor> viewDescriptors, List<Integer> configuredIndices, List<Integer> executedIndices) {}

    /**
     * A view.
     *
     * @param label its name for the user
     * @param viewFactory a {@link PortSpecViewFactory} or a {@link PortViewFactory}
     */
    public record PortViewDescriptor(String label, Object viewFactory) {}
}
