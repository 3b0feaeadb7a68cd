package org.fewshotnas.network.series;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * A file of the UCR archive (Dau et al. 2019: a class and the numbers of a series in each line, separated by tabs) or of the UEA archive
 * (Bagnall et al. 2018: {@code .ts}, a header of lines that begin with {@code @}, then in each line the channels, separated by colons, and the
 * class or target), read line by line.
 */
public final class SeriesFile implements AutoCloseable {
    /** So many first bytes tell whether a file is one of these. */
    public static final int HEAD = 1 << 16;

    /** A line with more numbers is refused before it is taken apart: no series is so long. */
    static final int MOST_NUMBERS = 1 << 24;

    static final int MOST_CHANNELS = 1 << 16;

    private static final Pattern TABBED =
            Pattern.compile("^\\uFEFF?\\s*[-+]?\\d+(\\.\\d*)?([eE][-+]?\\d+)?\\t\\s*([-+.\\d?]|[nN]a[nN])[^\\n]*");
    private static final Pattern TS_DATA = Pattern.compile("(?im)^@data\\s*$");
    private static final Pattern TS_KEY =
            Pattern.compile("(?im)^@(problemname|timestamps|classlabel|targetlabel|univariate)\\b");

    private final String name;
    private final TextLines lines;
    /** Empty if the file is one of the UCR archive. */
    private final Optional<TsHeader> header;

    /**
     * Opens a file.
     *
     * @param name in messages
     * @param bytes the content, buffered; closed with this
     * @param head the first {@link #HEAD} bytes of it
     * @throws InvalidInputException if its header says that there is what is not read
     */
    public SeriesFile(String name, InputStream bytes, byte[] head) throws IOException {
        this.name = name;
        lines = new TextLines(name, bytes);
        header = isTabbed(head) ? Optional.empty() : Optional.of(TsHeader.read(name, lines));
    }

    /** Whether a file that begins with these bytes, up to {@link #HEAD} of them, is one of either archive. */
    public static boolean recognises(byte[] head) {
        return isTabbed(head) || isTs(head);
    }

    private static boolean isTabbed(byte[] head) {
        return TABBED.matcher(text(head)).lookingAt();
    }

    private static boolean isTs(byte[] head) {
        String text = text(head);
        return TS_DATA.matcher(text).find() && TS_KEY.matcher(text).find();
    }

    private static String text(byte[] head) {
        return new String(head, StandardCharsets.UTF_8);
    }

    /** Whether what is said of a series is a number to be predicted, not a class. */
    public boolean hasQuantities() {
        return header.isPresent() && header.get().quantities();
    }

    /** How many steps every series has, where the file says so. */
    public Optional<Integer> length() {
        return header.flatMap(TsHeader::length);
    }

    /**
     * The next series; empty at the end. One that cannot be used says why.
     *
     * @throws InvalidInputException if the file is damaged as a whole
     */
    public Optional<SeriesRow> next() throws IOException {
        try {
            Optional<String> line = lines.next();
            while (line.isPresent() && line.get().startsWith("#")) {
                line = lines.next();
            }
            return line.map(text -> header.isPresent() ? ofTs(text, header.get()) : ofTabs(text));
        } catch (EOFException | ZipException e) {
            throw new InvalidInputException(
                    "The file \"" + name + "\" cannot be unpacked behind line " + lines.number()
                            + ": it ends too soon or is damaged.",
                    "Copy or download it again.",
                    e);
        }
    }

    private SeriesRow ofTabs(String line) {
        int end = line.indexOf('\t');
        String label = (end < 0 ? line : line.substring(0, end)).strip();
        if (count(line, '\t') > MOST_NUMBERS) {
            return tooMany(label, count(line, '\t') + " numbers", MOST_NUMBERS);
        }
        try {
            double number = number(label);
            if (number != Math.rint(number) || Math.abs(number) > 1e15) {
                return flawed(
                        label,
                        "its class is \"" + label + "\", but classes are whole numbers in this format",
                        "If "
                                + "these are quantities, or the first column is no class, read the file with KNIME's CSV Reader.");
            }
            if (end < 0) {
                return flawed(label, "there are no numbers behind the class");
            }
            double[] values = numbers(line.substring(end + 1), '\t');
            return SeriesRow.of(lines.number(), Long.toString((long) number), new double[][] {values});
        } catch (NumberFormatException e) {
            return flawed(label, e.getMessage());
        }
    }

    private SeriesRow ofTs(String line, TsHeader said) {
        int channelCount = count(line, ':');
        String label = line.substring(line.lastIndexOf(':') + 1).strip();
        if (channelCount == 0 || label.isEmpty()) {
            return flawed("", "there is no colon with a " + (said.quantities() ? "target" : "class") + " behind it");
        }
        if (!said.quantities() && !said.classes().isEmpty() && !said.classes().contains(label)) {
            return flawed(
                    label,
                    "its class \"" + label + "\" is none of those that the header names: "
                            + String.join(
                                    ", ",
                                    said.classes()
                                            .subList(
                                                    0,
                                                    Math.min(10, said.classes().size()))));
        }
        if (channelCount > MOST_CHANNELS) {
            return tooMany(label, channelCount + " channels", MOST_CHANNELS);
        }
        int numbers = count(line, ',') + channelCount;
        if (numbers > MOST_NUMBERS) {
            return tooMany(label, numbers + " numbers", MOST_NUMBERS);
        }
        try {
            double[][] channels = new double[channelCount][];
            int from = 0;
            for (int i = 0; i < channels.length; i++) {
                int to = line.indexOf(':', from);
                channels[i] = numbers(line.substring(from, to), ',');
                from = to + 1;
            }
            if (said.channels().isPresent() && said.channels().get() != channels.length) {
                return flawed(
                        label,
                        "it has " + channels.length + " channels, but the header says "
                                + said.channels().get());
            }
            return SeriesRow.of(lines.number(), label, channels);
        } catch (NumberFormatException e) {
            return flawed(label, e.getMessage());
        }
    }

    private static int count(String text, char wanted) {
        int count = 0;
        for (int i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + 1)) {
            count++;
        }
        return count;
    }

    /** One after the other, so that of many there are never all texts at once. */
    private static double[] numbers(String text, char separator) {
        double[] values = new double[count(text, separator) + 1];
        int from = 0;
        for (int i = 0; i < values.length; i++) {
            int to = i < values.length - 1 ? text.indexOf(separator, from) : text.length();
            values[i] = number(text.substring(from, to).strip());
            from = to + 1;
        }
        return values;
    }

    /** NaN where a number is missing. */
    private static double number(String text) {
        if (text.equals("?") || text.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        boolean plain = !text.isEmpty();
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            plain &= sign >= '0' && sign <= '9' || "+-.eE".indexOf(sign) >= 0;
        }
        try {
            double number = plain ? Double.parseDouble(text) : Double.NaN;
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words.
        }
        throw new NumberFormatException("\"" + text.substring(0, Math.min(20, text.length())) + "\" is no number");
    }

    private SeriesRow tooMany(String label, String found, int most) {
        return flawed(
                label,
                "it has " + found + ", and at most " + most + " are read",
                "Check that the file has one series in each line; cut or resample what is so long.");
    }

    private SeriesRow flawed(String label, String what) {
        return flawed(label, what, "Correct the line, or remove it.");
    }

    private SeriesRow flawed(String label, String what, String advice) {
        return SeriesRow.flawed(
                lines.number(),
                label,
                new InvalidInputException(
                        "Line " + lines.number() + " of the file \"" + name + "\" cannot be used: " + what + ".",
                        advice));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
