/** How good a ranking is: rank correlations, top-k measures and regret. Uses nothing of the bundle. */
package org.fewshotnas.predictor.rank;
