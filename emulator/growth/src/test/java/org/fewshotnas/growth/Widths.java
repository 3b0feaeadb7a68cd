package org.fewshotnas.growth;

import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Encoding;

/** Architectures that are no cells: {@code widths 16}. */
public final class Widths implements Encoding {
    @Override
    public String name() {
        return "Widths";
    }

    @Override
    public String notation() {
        return "widths 16";
    }

    @Override
    public String normalised(String architecture) {
        if (!architecture.matches("widths \\d+")) {
            throw new InvalidInputException("\"" + architecture + "\" is no width.", "Write widths 16.");
        }
        return architecture;
    }
}
