/**
 * The nodes of MetaD2A: Ready-Made MetaD2A Model, MetaD2A Learner and Architecture Generator. Uses the shared rooms of the nodes, and no other
 * node.
 */
package org.fewshotnas.knime.nodes.metad2a;
