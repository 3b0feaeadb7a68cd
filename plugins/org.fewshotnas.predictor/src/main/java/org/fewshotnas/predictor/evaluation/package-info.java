/** How well predictors would work on new tasks: protocols that hold tasks out, and how alike tasks are. Knows nothing of KNIME. */
package org.fewshotnas.predictor.evaluation;
