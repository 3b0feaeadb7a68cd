package org.fewshotnas.space.published;

import java.util.regex.Pattern;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Encoding;

/**
 * The size space of NATS-Bench (Dong et al. 2021): one cell with five numbers of channels, {@code 8:16:64:24:8}, 8^5 = 32,768
 * architectures. Its tables can be read and shown; nothing can be unified or predicted with them.
 */
public final class ChannelSizes implements Encoding {
    /** The encoding. */
    public static final ChannelSizes INSTANCE = new ChannelSizes();

    private static final Pattern FORM = Pattern.compile("(?:8|16|24|32|40|48|56|64)(?::(?:8|16|24|32|40|48|56|64)){4}");

    private ChannelSizes() {}

    @Override
    public String name() {
        return "NATS-Bench size";
    }

    @Override
    public String notation() {
        return "numbers of channels, 8:16:64:24:8";
    }

    @Override
    public String normalised(String architecture) {
        if (!FORM.matcher(architecture).matches()) {
            throw new InvalidInputException(
                    "Five numbers of channels were expected, each 8, 16, 24, 32, 40, 48, 56 or 64, as in 8:16:64:24:8.",
                    "Correct the file, or download it again.");
        }
        return architecture;
    }

    @Override
    public String toString() {
        return name();
    }
}
