/** Bayesian linear algebra of small matrices. Uses nothing of the bundle. */
package org.fewshotnas.predictor.linear;
