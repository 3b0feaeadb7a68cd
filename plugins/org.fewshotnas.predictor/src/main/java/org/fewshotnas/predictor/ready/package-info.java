/** The predictor that ships with the extension. Uses the predictor's file alone. */
package org.fewshotnas.predictor.ready;
