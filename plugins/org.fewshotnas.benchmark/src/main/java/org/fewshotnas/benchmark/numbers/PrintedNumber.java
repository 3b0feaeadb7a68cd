package org.fewshotnas.benchmark.numbers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a value of a table can mean as a number.
 *
 * @param point the value if a point is the decimal sign, NaN if it cannot be
 * @param comma the value if a comma is the decimal sign, NaN if it cannot be
 * @param unit what follows the number, such as "%" or "ms", or empty
 * @param deviation whether a deviation follows, as in 64.96 ± 0.21; the value is what stands before it
 * @param values of a list, else empty: point and comma are their mean
 */
record PrintedNumber(double point, double comma, String unit, boolean deviation, List<Double> values) {
    private static final int LONGEST = 2_000;
    private static final int MOST_VALUES = 200;
    private static final String SPACES = " \u00a0\u202f\u2009";
    private static final String EXPONENT = "(?:[eE][+-]?\\d{1,4})?";
    private static final Pattern POINT = Pattern.compile("[+-]?(?:(?:\\d+|[1-9]\\d{0,2}(?:([,'’" + SPACES
            + "])\\d{3})(?:\\1\\d{3})*|[1-9]\\d?(?:,\\d{2})+,\\d{3}|\\d+(?:_\\d+)+)(?:\\.\\d*)?|\\.\\d+)" + EXPONENT);
    private static final Pattern COMMA = Pattern.compile(
            "[+-]?(?:(?:\\d+|[1-9]\\d{0,2}(?:([.'’" + SPACES + "])\\d{3})(?:\\1\\d{3})*)(?:,\\d*)?|,\\d+)" + EXPONENT);
    private static final Pattern INFINITE = Pattern.compile("([+-]?)(?:inf|infinity|∞)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CALL = Pattern.compile(
            "(?:[a-z_]\\w*\\.)*(?:tensor|array|float\\w*|int\\d*|decimal|scalar)\\((.*?)(?:,\\s*[a-z_]+\\s*=[^()\\[\\],]*)*\\)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** What stands around a number and does not change it: arrows and marks of footnotes, currencies, what Excel and Python write. */
    private static final Pattern MARKED = Pattern.compile(
            "(?:=\\s*\"(.+)\"|b'(.+)'|'([^']+)|[$\u20ac\u00a3\u00a5]\\s?([+-]?[\\d.,].*)|"
                    + "(.*?[\\d.,%)])\\s*(?:[$\u20ac\u00a3\u00a5]|[*\u2020\u2021\u00a7\u2191\u2193\u2197\u2198\u25b2\u25bc]+))",
            Pattern.DOTALL);
    /** 64.96 [64.66, 65.26] and 64.96 (64.66-65.26). */
    private static final Pattern INTERVAL = Pattern.compile(
            "(.*?[\\d.,%])\\s*[\\[(]\\s*[+-]?[\\d.,]*\\d\\s*%?\\s*(?:[,;]\\s|\\s?[-\u2013]\\s?)\\s*[+-]?[\\d.,]*\\d\\s*%?\\s*[\\])]");

    private static final Pattern TEX_DEVIATION = Pattern.compile(
            "_\\{?\\s*\\{?(?:\\\\(?:scriptsize|tiny|small)\\s*)?(?:\\\\pm|\u00b1)\\s*\\{?([\\d.,]+)[}\\s]*");
    private static final Pattern TIMES_TEN =
            Pattern.compile("\\s*(?:\\\\times|\\\\cdot|[\u00d7\u00b7])\\s*10\\s*\\^?\\{?([+\u2212-]?\\d+)\\}?");
    private static final Pattern PERCENT_OF_BOTH = Pattern.compile("\\(([^()]*(?:\u00b1|\\+/-|\\\\pm)[^()]*)\\)\\s*%");
    private static final Pattern TEX = Pattern.compile("\\\\(?:textbf|mathbf|underline|bm)\\{([^{}]*)\\}");
    private static final Pattern DEVIATION =
            Pattern.compile("(.*?[\\d.,%])\\s*(?:Â?±|\\+/-|\\+-|\\\\pm|&plusmn;)\\s*\\{?([^{}]*)\\}?");
    private static final Pattern IN_PARENTHESES = Pattern.compile("(.*?[\\d.,%])\\s*\\(([^()]*)\\)");
    private static final Pattern WITH_UNIT =
            Pattern.compile("([+-]?[\\d.,].*?)[" + SPACES + "]?([%‰]|[\\p{L}µ]{1,7}(?:/[\\p{L}]{1,6})?)");

    /** The reading of a value; empty if it is no number. */
    static Optional<PrintedNumber> of(String text) {
        return text.length() > LONGEST ? Optional.empty() : unwrapped(text.strip(), 0);
    }

    private static Optional<PrintedNumber> unwrapped(String text, int depth) {
        if (text.isEmpty() || depth > 4) {
            return Optional.empty();
        }
        Optional<PrintedNumber> plain = plain(text);
        if (plain.isPresent()) {
            return plain;
        }
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        if (text.length() > 2 && first == last && "'\"`$".indexOf(first) >= 0) {
            return unwrapped(text.substring(1, text.length() - 1).strip(), depth + 1);
        }
        if (text.length() > 4 && text.startsWith("**") && text.endsWith("**")) {
            return unwrapped(text.substring(2, text.length() - 2).strip(), depth + 1);
        }
        Matcher call = CALL.matcher(text);
        if (call.matches()) {
            return unwrapped(call.group(1).strip(), depth + 1);
        }
        Matcher tex = TEX.matcher(text);
        if (tex.find()) {
            return unwrapped(tex.replaceAll("$1"), depth + 1);
        }
        if (first == '[' && last == ']' || first == '(' && last == ')' && text.indexOf(',') > 0) {
            return list(text.substring(1, text.length() - 1), depth);
        }
        String bare = bare(text);
        return bare.equals(text) ? withDeviation(text) : unwrapped(bare, depth + 1);
    }

    /** The text without one thing that does not change the number, and with what is written for people as programs write it. */
    private static String bare(String text) {
        String written = TIMES_TEN
                .matcher(text.replace("\\%", "%"))
                .replaceAll(match -> "e" + match.group(1).replace('\u2212', '-'));
        written = TEX_DEVIATION.matcher(written).replaceFirst(" \u00b1 $1");
        Matcher both = PERCENT_OF_BOTH.matcher(written);
        if (both.matches()) {
            return both.group(1) + "%";
        }
        Matcher marked = MARKED.matcher(written);
        if (marked.matches()) {
            for (int i = 1; i <= marked.groupCount(); i++) {
                if (marked.group(i) != null) {
                    return marked.group(i).strip();
                }
            }
        }
        return written.endsWith("\u00d7") ? written.substring(0, written.length() - 1) + "x" : written;
    }

    /** A number alone, in one or both of the conventions. */
    private static Optional<PrintedNumber> plain(String text) {
        String signed = text.replace('\u2212', '-').replace('\u2013', '-');
        Matcher infinite = INFINITE.matcher(signed);
        if (infinite.matches()) {
            double value = infinite.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            return Optional.of(new PrintedNumber(value, value, "", false, List.of()));
        }
        // Nobody groups the digits before an exponent.
        boolean exponent = signed.indexOf('e') > 0 || signed.indexOf('E') > 0;
        double point = POINT.matcher(signed).matches() && !(exponent && signed.indexOf(',') >= 0)
                ? value(signed, ".")
                : Double.NaN;
        double comma = COMMA.matcher(signed).matches() && !(exponent && signed.indexOf('.') >= 0)
                ? value(signed, ",")
                : Double.NaN;
        return Double.isNaN(point) && Double.isNaN(comma)
                ? Optional.empty()
                : Optional.of(new PrintedNumber(point, comma, "", false, List.of()));
    }

    private static double value(String text, String decimal) {
        String digits = decimal.equals(".")
                ? text.replaceAll("[,'’_" + SPACES + "]", "")
                : text.replaceAll("[.'’" + SPACES + "]", "").replace(',', '.');
        return Double.parseDouble(digits);
    }

    /** Numbers of several trainings, as Python or numpy prints them. */
    private static Optional<PrintedNumber> list(String inner, int depth) {
        List<Double> values = new ArrayList<>();
        for (String item : items(inner)) {
            if (MissingMarks.isUsual(item)) {
                continue;
            }
            Optional<PrintedNumber> value = unwrapped(item, depth + 1);
            if (value.isEmpty() || Double.isNaN(value.get().point()) || values.size() >= MOST_VALUES) {
                return Optional.empty();
            }
            if (value.get().values().isEmpty()) {
                values.add(value.get().point());
            } else {
                values.addAll(value.get().values());
            }
        }
        if (values.isEmpty()) {
            return Optional.empty();
        }
        double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
        return Optional.of(new PrintedNumber(mean, mean, "", false, values.size() == 1 ? List.of() : values));
    }

    /** What commas or spaces separate, outside of brackets. */
    private static List<String> items(String inner) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        int open = 0;
        for (char c : (inner + ",").toCharArray()) {
            open += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (open == 0 && (c == ',' || c == ';' || Character.isWhitespace(c))) {
                if (!item.isEmpty()) {
                    items.add(item.toString());
                    item.setLength(0);
                }
            } else {
                item.append(c);
            }
        }
        return items;
    }

    private static Optional<PrintedNumber> withDeviation(String text) {
        Matcher interval = INTERVAL.matcher(text);
        if (interval.matches()) {
            return withUnit(interval.group(1).strip())
                    .map(n -> new PrintedNumber(n.point(), n.comma(), n.unit(), true, List.of()));
        }
        for (Pattern pattern : List.of(DEVIATION, IN_PARENTHESES)) {
            Matcher split = pattern.matcher(text);
            Optional<PrintedNumber> deviation = split.matches()
                    ? withUnit(split.group(2).strip().replaceFirst("(?i)^(?:std|sd|sem|stddev)[\\s.:=]*", ""))
                    : Optional.empty();
            if (deviation.isPresent()) {
                // A deviation in percent may be one of the number itself.
                String unit = deviation.get().unit().replace("%", "");
                return withUnit(split.group(1).strip())
                        .map(n -> new PrintedNumber(
                                n.point(), n.comma(), n.unit().isEmpty() ? unit : n.unit(), true, List.of()));
            }
        }
        return withUnit(text);
    }

    private static Optional<PrintedNumber> withUnit(String text) {
        Optional<PrintedNumber> plain = plain(text);
        Matcher split = WITH_UNIT.matcher(text);
        if (plain.isPresent() || !split.matches() || isJavaSuffix(text)) {
            return plain;
        }
        return plain(split.group(1).strip())
                .map(n -> new PrintedNumber(n.point(), n.comma(), split.group(2), false, List.of()));
    }

    /** 1d, 1f and 0x1p3 are numbers of a programming language that no benchmark means. */
    private static boolean isJavaSuffix(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.endsWith("d") && !lower.endsWith("nd") || lower.endsWith("f") || lower.startsWith("0x");
    }

    /** Whether only the point can be the decimal sign, given what is there. */
    boolean needsPoint() {
        return Double.isNaN(comma);
    }

    boolean needsComma() {
        return Double.isNaN(point);
    }

    /** Whether both readings are possible and differ: 6,495 and 6.495. */
    boolean isAmbiguous() {
        return !needsPoint() && !needsComma() && point != comma;
    }
}
