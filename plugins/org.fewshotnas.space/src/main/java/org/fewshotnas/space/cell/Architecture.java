package org.fewshotnas.space.cell;

import java.util.Objects;
import java.util.Optional;
import org.fewshotnas.space.base.InvalidInputException;

/** An architecture of a search space, which a search may propose or which has been measured. Immutable. */
public final class Architecture {
    private final SearchSpace space;
    private final Cell cell;
    /** As the user wrote it; else it is printed when asked for. */
    private final Optional<String> text;

    private Architecture(SearchSpace space, Cell cell, Optional<String> text) {
        this.space = Objects.requireNonNull(space, "space");
        this.cell = Objects.requireNonNull(cell, "cell");
        this.text = text;
    }

    /** The architecture of a cell. */
    public static Architecture of(SearchSpace space, Cell cell) {
        return new Architecture(space, cell, Optional.empty());
    }

    /**
     * The architecture of a native encoding, which it keeps as it is.
     *
     * @throws InvalidInputException if the text is not an architecture of the space
     */
    public static Architecture parse(SearchSpace space, String text) {
        return new Architecture(space, space.parse(text), Optional.of(text));
    }

    public SearchSpace space() {
        return space;
    }

    public Cell cell() {
        return cell;
    }

    /** The native encoding. */
    public String text() {
        return text.orElseGet(() -> space.print(cell));
    }

    /** What a predictor sees. */
    public UnifiedGraph graph() {
        return UnifiedGraph.of(cell);
    }

    /** A text that two architectures of one space share exactly when they compute the same function. */
    public String form() {
        return space.name() + ' ' + space.canonicalForm(cell);
    }

    /** The same cell as an architecture of the mixed-ops extension of its space; this one where there is none. */
    public Architecture inMixedOps() {
        return space.mixedOps().map(mixedOps -> of(mixedOps, cell)).orElse(this);
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
