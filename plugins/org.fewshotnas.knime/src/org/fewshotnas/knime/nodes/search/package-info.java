/** The nodes that search: Predictor Search, its form as a loop, and Few-Shot NAS Learner. Uses the shared rooms of the nodes, and no other node. */
package org.fewshotnas.knime.nodes.search;
