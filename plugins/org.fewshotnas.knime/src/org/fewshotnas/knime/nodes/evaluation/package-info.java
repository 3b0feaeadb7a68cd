/** The node Transfer Evaluation. Uses the shared rooms of the nodes, and the Meta-Learner's choice of learners. */
package org.fewshotnas.knime.nodes.evaluation;
