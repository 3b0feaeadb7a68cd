/** Learns the predictor of the node Ready-Made Predictor, and measures such. Uses the benchmark and the predictor bundle; nothing uses it. */
package org.fewshotnas.readymade;
