/** Finding good architectures with a predictor: what to evaluate next, and what has been found. Knows nothing of KNIME. */
package org.fewshotnas.search;
