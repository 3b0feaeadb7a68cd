/**
 * How well predictors would work on new tasks: protocols that hold tasks out, approaches that are compared, and how alike tasks are. Takes
 * every learner that there is. Uses finetuning, metalearning, forest, structure, rank and what a predictor is.
 */
package org.fewshotnas.predictor.evaluation;
