package org.fewshotnas.network.cells;

import org.fewshotnas.network.graph.NetworkGraph;

/** The layers of one cell, to be added to a network as often as it has cells. */
interface CellLayers {
    /**
     * Adds the cell.
     *
     * @param name begins the names of its layers
     * @param channels that come out
     * @param stride by which it shrinks extents
     * @param input the number of the node that it reads
     * @return the number of its output
     */
    int add(NetworkGraph.Builder network, String name, int channels, int stride, int input);
}
