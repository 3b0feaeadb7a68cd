package org.fewshotnas.metad2a;

import java.util.List;
import org.fewshotnas.space.cell.Architecture;

/**
 * What was generated for a data set.
 *
 * @param architectures different ones, the best by prediction first
 * @param drawn how many graphs were drawn for them
 * @param valid how many of these are architectures of the search space
 * @param different how many architectures these are
 * @param novel how many of the valid graphs are none that the generator has learned to make
 */
public record Generation(List<Generated> architectures, int drawn, int valid, int different, int novel) {
    public Generation {
        architectures = List.copyOf(architectures);
    }

    /**
     * An architecture that was generated.
     *
     * @param architecture of the search space
     * @param score that is predicted for it
     * @param novel whether the generator has not learned to make just this one
     */
    public record Generated(Architecture architecture, double score, boolean novel) {}

    /** The share of the graphs drawn that are valid. */
    public double validity() {
        return share(valid, drawn);
    }

    /** The share of the valid graphs that are different from each other. */
    public double uniqueness() {
        return share(different, valid);
    }

    /** The share of the valid graphs that the generator has not learned. */
    public double novelty() {
        return share(novel, valid);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
