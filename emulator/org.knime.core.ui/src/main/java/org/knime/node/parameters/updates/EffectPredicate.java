package org.knime.node.parameters.updates;

/** A condition on the values of parameters. */
public interface EffectPredicate {}
