/** The nodes that search: Predictor Search and Few-Shot NAS Learner. Uses the shared rooms of the nodes, and no other node. */
package org.fewshotnas.knime.nodes.search;
