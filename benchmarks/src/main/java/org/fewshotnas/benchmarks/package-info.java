/** Measures how long things take, and how well predictors rank. Uses the readers and the predictor; nothing uses it. */
package org.fewshotnas.benchmarks;
