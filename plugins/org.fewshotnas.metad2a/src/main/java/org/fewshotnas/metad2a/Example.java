package org.fewshotnas.metad2a;

import org.fewshotnas.metad2a.graph.VertexGraph;

/**
 * What a network learns from.
 *
 * @param dataSet the number of the data set
 * @param graph of an architecture
 * @param target its standardised score; without meaning for the generator
 */
record Example(int dataSet, VertexGraph graph, double target) {}
