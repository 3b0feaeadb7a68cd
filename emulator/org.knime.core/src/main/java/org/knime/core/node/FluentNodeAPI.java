package org.knime.core.node;

/** Marks what a node is described with, step by step. */
public interface FluentNodeAPI {}
