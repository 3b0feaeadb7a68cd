/**
 * What a predictor is: its description and weights, what it predicts and how sure it is, and its file; and what a learner is, of which
 * {@code LearningMethods} lists those that there are. Uses gcn, structure, forest and linear.
 */
package org.fewshotnas.predictor;
