package org.fewshotnas.sample;

import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.cell.Architecture;

/** The sample's networks: one cell a stack, so that 1,500 of them are measured in minutes; every operation counts and runs. */
final class SampleNetwork {
    private static final MacroArchitecture MACRO = MacroArchitecture.residual(16, 1, new Head.Classes(10));

    private SampleNetwork() {}

    /** The network of an architecture for images of three channels. */
    static NetworkGraph of(Architecture architecture, int image) {
        return CellNetwork.complete(architecture, MACRO, TensorShape.image(3, image, image));
    }
}
