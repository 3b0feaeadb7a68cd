package org.knime.core.node.workflow;

/**
 * Marks the model of a node that begins a loop. Between iterations it is neither reset nor configured, but executed again; from the second
 * iteration on it knows the end of its loop.
 */
public interface LoopStartNode {}
