/**
 * What a predictor is: its description, its weights, what it predicts and how sure it is, and its file. Uses gcn, structure and
 * linear.
 */
package org.fewshotnas.predictor;
