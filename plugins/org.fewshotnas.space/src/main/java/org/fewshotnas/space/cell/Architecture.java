package org.fewshotnas.space.cell;

import java.util.Objects;
import org.fewshotnas.space.base.InvalidInputException;

/** An architecture of a search space, which a search may propose or which has been measured. Immutable. */
public final class Architecture {
    private final SearchSpace space;
    private final Cell cell;
    /** As the user wrote it, or null: then it is printed when asked for. */
    private final String text;

    private Architecture(SearchSpace space, Cell cell, String text) {
        this.space = Objects.requireNonNull(space, "space");
        this.cell = Objects.requireNonNull(cell, "cell");
        this.text = text;
    }

    /** The architecture of a cell. */
    public static Architecture of(SearchSpace space, Cell cell) {
        return new Architecture(space, cell, null);
    }

    /**
     * The architecture of a native encoding, which it keeps as it is.
     *
     * @throws InvalidInputException if the text is not an architecture of the space
     */
    public static Architecture parse(SearchSpace space, String text) {
        return new Architecture(space, space.parse(text), text);
    }

    public SearchSpace space() {
        return space;
    }

    public Cell cell() {
        return cell;
    }

    /** The native encoding. */
    public String text() {
        return text == null ? space.print(cell) : text;
    }

    /** What a predictor sees. */
    public UnifiedGraph graph() {
        return UnifiedGraph.of(cell);
    }

    /** A text that two architectures of one space share exactly when they compute the same function. */
    public String form() {
        return space.name() + ' ' + space.canonicalForm(cell);
    }

    /** The same cell as an architecture of the mixed-ops extension of its space. */
    public Architecture inMixedOps() {
        return space.mixedOps() == space ? this : new Architecture(space.mixedOps(), cell, null);
    }

    /** Whether another object is the same encoding in the same space; isomorphic encodings share their {@link #form} only. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Architecture architecture
                && space.name().equals(architecture.space.name())
                && cell.equals(architecture.cell);
    }

    @Override
    public int hashCode() {
        return Objects.hash(space.name(), cell);
    }

    @Override
    public String toString() {
        return space.name() + " " + text();
    }
}
