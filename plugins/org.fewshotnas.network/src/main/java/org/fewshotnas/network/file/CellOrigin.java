package org.fewshotnas.network.file;

import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.space.cell.Architecture;

/**
 * The cell that a network was built of. Texts, because a network can be applied where its search space is not known.
 *
 * @param space the name of the search space
 * @param text the cell in the space's own notation
 * @param macro the network around it
 */
public record CellOrigin(String space, String text, MacroArchitecture macro) {
    /** Of an architecture that is at hand. */
    public static CellOrigin of(Architecture architecture, MacroArchitecture macro) {
        return new CellOrigin(architecture.space().name(), architecture.text(), macro);
    }
}
