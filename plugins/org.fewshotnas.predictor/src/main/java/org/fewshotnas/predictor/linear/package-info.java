/** Sums and products of small vectors and matrices, and Bayesian linear regression made of them. Uses nothing of the bundle. */
package org.fewshotnas.predictor.linear;
