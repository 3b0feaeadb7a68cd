/**
 * From a cell to a network: what each benchmark's operations and connections are in layers, and the network around the cells. Uses {@code
 * graph} and {@code org.fewshotnas.space}.
 */
package org.fewshotnas.network.cells;
