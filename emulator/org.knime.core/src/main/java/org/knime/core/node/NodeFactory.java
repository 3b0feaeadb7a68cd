package org.knime.core.node;

/** Describes and makes a node. */
public abstract class NodeFactory<T> {
    /** For subclasses. */
    protected NodeFactory() {}

    /** The role of a node, which gives it its colour. */
    public enum NodeType {
        /** Makes data. */
        Source,
        /** Takes data away. */
        Sink,
        /** Learns a model. */
        Learner,
        /** Applies a model. */
        Predictor,
        /** Changes data. */
        Manipulator,
        /** Shows data. */
        Visualizer,
        /** Begins a loop. */
        LoopStart,
        /** Ends a loop. */
        LoopEnd,
        /** Anything else. */
        Other
    }
}
