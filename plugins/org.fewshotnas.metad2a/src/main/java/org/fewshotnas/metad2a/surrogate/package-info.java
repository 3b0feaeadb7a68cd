/** The performance predictor: from a data set's code and an architecture to a score. Uses the rooms of gradients, graphs and sets. */
package org.fewshotnas.metad2a.surrogate;
