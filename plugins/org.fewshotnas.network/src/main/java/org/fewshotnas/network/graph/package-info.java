/**
 * What a network is: an acyclic graph of layers with the shape of everything between them, and what it costs. Knows neither cells nor how
 * a network is run or trained; everything else here builds on it.
 */
package org.fewshotnas.network.graph;
