package org.fewshotnas.benchmark.numbers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cell can mean as a number.
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
    private static final Pattern TEX = Pattern.compile("\\\\(?:textbf|mathbf|underline|bm)\\{([^{}]*)\\}");
    private static final Pattern DEVIATION =
            Pattern.compile("(.*?[\\d.,%])\\s*(?:Â?±|\\+/-|\\+-|\\\\pm|&plusmn;)\\s*\\{?([^{}]*)\\}?");
    private static final Pattern IN_PARENTHESES = Pattern.compile("(.*?[\\d.,%])\\s*\\(([^()]*)\\)");
    private static final Pattern WITH_UNIT =
            Pattern.compile("([+-]?[\\d.,].*?)[" + SPACES + "]?([%‰]|[\\p{L}µ]{1,7}(?:/[\\p{L}]{1,6})?)");

    /** The reading of a cell; empty if it is no number. */
    static Optional<PrintedNumber> of(String cell) {
        return cell.length() > LONGEST ? Optional.empty() : unwrapped(cell.strip(), 0);
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
        return withDeviation(text, depth);
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

    private static Optional<PrintedNumber> withDeviation(String text, int depth) {
        for (Pattern pattern : List.of(DEVIATION, IN_PARENTHESES)) {
            Matcher parts = pattern.matcher(text);
            if (parts.matches() && withUnit(parts.group(2).strip()).isPresent()) {
                return withUnit(parts.group(1).strip())
                        .map(n -> new PrintedNumber(n.point(), n.comma(), n.unit(), true, List.of()));
            }
        }
        return withUnit(text);
    }

    private static Optional<PrintedNumber> withUnit(String text) {
        Optional<PrintedNumber> plain = plain(text);
        Matcher parts = WITH_UNIT.matcher(text);
        if (plain.isPresent() || !parts.matches() || isJavaSuffix(text)) {
            return plain;
        }
        return plain(parts.group(1).strip())
                .map(n -> new PrintedNumber(n.point(), n.comma(), parts.group(2), false, List.of()));
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
