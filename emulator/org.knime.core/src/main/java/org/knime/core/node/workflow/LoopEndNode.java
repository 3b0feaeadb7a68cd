package org.knime.core.node.workflow;

/** Marks the model of a node that ends a loop. Between iterations it is configured, but not reset. */
public interface LoopEndNode {}
