package org.fewshotnas.space.cell;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * How a benchmark writes its architectures. That is all that is needed to read its tables; to unify, predict or search, its architectures
 * must be cells, as those of a {@link SearchSpace} are. Implementations are immutable and safe for use by several threads.
 *
 * <p>To add one, implement it, or {@link SearchSpace}, with a public constructor without parameters, and name the class in
 * {@code META-INF/services/org.fewshotnas.space.cell.EncodingProvider}.
 */
public interface Encoding extends EncodingProvider {
    /** The name in tables and settings, such as "NAS-Bench-201" or "NAS-Bench-201 mixed-ops". It never changes. */
    String name();

    /** How an architecture is written, for messages: an example, which words may introduce. */
    String notation();

    /**
     * The one text of an architecture.
     *
     * @param architecture a text of it, which may have spaces, say, that make no difference
     * @throws InvalidInputException if the text is no architecture of this encoding
     */
    String normalised(String architecture);

    /** The search space whose cells this encoding writes; empty where architectures are something else than cells. */
    default Optional<SearchSpace> cells() {
        return Optional.empty();
    }

    /**
     * The same, where cells are needed.
     *
     * @throws InvalidInputException if architectures are something else
     */
    default SearchSpace requireCells() {
        return cells().orElseThrow(() -> new InvalidInputException(
                "Architectures of " + name() + " are no cells of operations, but " + notation()
                        + ": they cannot be unified, predicted or searched.",
                "Use tables of another benchmark here, such as NAS-Bench-201, which is NATS-Bench's topology space."));
    }

    /** Whether a text is an architecture of this encoding. */
    default boolean has(String architecture) {
        try {
            normalised(architecture);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }

    @Override
    default List<? extends Encoding> encodings() {
        return List.of(this);
    }
}
