/** The generator: from a data set's code to graphs. Uses the rooms of gradients, graphs and sets. */
package org.fewshotnas.metad2a.generator;
