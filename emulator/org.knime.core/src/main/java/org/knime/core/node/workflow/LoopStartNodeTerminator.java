package org.knime.core.node.workflow;

/** Marks the model of a node that begins a loop and knows when it is over. */
public interface LoopStartNodeTerminator extends LoopStartNode {
    /** @return whether this was the last iteration */
    boolean terminateLoop();
}
