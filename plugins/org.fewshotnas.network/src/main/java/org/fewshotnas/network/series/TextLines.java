package org.fewshotnas.network.series;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.fewshotnas.space.base.InvalidInputException;

/** The lines of a text file in UTF-8 that are not blank, one after the other; none is longer than memory bears. */
final class TextLines implements AutoCloseable {
    private static final int LONGEST = 1 << 26;

    private final String name;
    private final InputStream in;
    private int number;

    /** @param in a buffered stream, which is closed with this */
    TextLines(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /** The number of the line that was read last, from 1. */
    int number() {
        return number;
    }

    /**
     * The next line that is not blank, without spaces around it; empty at the end.
     *
     * @throws InvalidInputException if a line is too long
     */
    Optional<String> next() throws IOException {
        int first = in.read();
        while (first >= 0) {
            String line = line(first);
            if (!line.isEmpty()) {
                return Optional.of(line);
            }
            first = in.read();
        }
        return Optional.empty();
    }

    private String line(int first) throws IOException {
        number++;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = first; next >= 0 && next != '\n'; next = in.read()) {
            bytes.write(next);
            if (bytes.size() > LONGEST) {
                throw new InvalidInputException(
                        "Line " + number + " of the file \"" + name + "\" has more than " + LONGEST + " characters.",
                        "Check that it is the right file, with one series in each line.");
            }
        }
        String line = bytes.toString(StandardCharsets.UTF_8);
        return (number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line).strip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
