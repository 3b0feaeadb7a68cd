/** A random forest for regression, small and quick, on plain arrays of numbers. Knows nothing of architectures. */
package org.fewshotnas.predictor.forest;
