/** The node Meta-Learner. Uses the shared rooms of the nodes, and no other node. */
package org.fewshotnas.knime.nodes.learner;
