package org.fewshotnas.host.result;

import java.util.List;
import java.util.Optional;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.workflow.FlowVariable;

/**
 * What the execution of a node gave.
 *
 * @param id names this execution, as no other one
 * @param fingerprint of everything that the result depends on: factory, settings, inputs, variables
 * @param outputs one object for each data port; empty where the node gave none
 * @param pushed the flow variables that settings of the node become
 * @param warning what the node warned of
 * @param view the JSON of what its view shows; empty without a view
 */
public record NodeResult(
        String id,
        String fingerprint,
        List<Optional<PortObject>> outputs,
        List<FlowVariable> pushed,
        Optional<String> warning,
        Optional<String> view) {}
