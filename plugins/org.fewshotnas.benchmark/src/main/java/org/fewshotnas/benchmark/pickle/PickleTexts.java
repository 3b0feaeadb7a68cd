package org.fewshotnas.benchmark.pickle;

import java.nio.charset.StandardCharsets;

/** The ways in which the oldest protocol writes texts. */
final class PickleTexts {
    private PickleTexts() {}

    /** A text of Python 2, whose bytes are the characters. */
    static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A text of Python 2 in quotes. */
    static String quoted(String line, long offset) throws PickleException {
        int n = line.length();
        if (n < 2 || line.charAt(0) != line.charAt(n - 1) || "'\"".indexOf(line.charAt(0)) < 0) {
            throw PickleException.damaged(offset, "a text is not in quotes");
        }
        StringBuilder text = new StringBuilder(n);
        for (int i = 1; i < n - 1; i++) {
            char c = line.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            i++;
            char kind = i < n - 1 ? line.charAt(i) : 0;
            switch (kind) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case '\\', '\'', '"' -> text.append(kind);
                case 'x' -> {
                    text.append((char) hexadecimal(line, i + 1, 2, offset));
                    i += 2;
                }
                default -> throw PickleException.damaged(offset, "a text has an unknown escape");
            }
        }
        return text.toString();
    }

    /** A text in which only a few characters are written by their code. */
    static String rawUnicode(String line, long offset) throws PickleException {
        StringBuilder text = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            char kind = c == '\\' && i + 1 < line.length() ? line.charAt(i + 1) : 0;
            if (kind == 'u' || kind == 'U') {
                int digits = kind == 'u' ? 4 : 8;
                int code = hexadecimal(line, i + 2, digits, offset);
                if (!Character.isValidCodePoint(code)) {
                    throw PickleException.damaged(offset, "a text has an unknown character");
                }
                text.appendCodePoint(code);
                i += 1 + digits;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static int hexadecimal(String line, int from, int digits, long offset) throws PickleException {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = i < line.length() ? Character.digit(line.charAt(i), 16) : -1;
            if (digit < 0) {
                throw PickleException.damaged(offset, "a text has an unknown escape");
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
