package org.fewshotnas.host.option;

import java.util.Locale;
import org.fewshotnas.host.message.HostException;
import org.fewshotnas.host.option.Options.Assignment;
import org.fewshotnas.host.option.Options.SettingAssignment;
import org.fewshotnas.host.option.Options.ValueType;

/**
 * Reads the typed values of the command line. The name ends at the first comma and the type begins after the last one, so that a value may
 * hold commas itself; quotes around a part are dropped.
 */
final class AssignmentParser {
    private AssignmentParser() {}

    /** Reads the value of {@code -workflow.variable}: name,value,type. */
    static Assignment variable(String text) throws HostException {
        int first = text.indexOf(',');
        int last = text.lastIndexOf(',');
        if (first < 0 || first == last) {
            throw HostException.badOption(
                    "-workflow.variable=" + text + " is not of the form name,value,type (as in seed,42,int).");
        }
        String name = unquote(text.substring(0, first));
        if (name.isBlank()) {
            throw HostException.badOption("-workflow.variable=" + text + " has no name before the first comma.");
        }
        ValueType type = type(text, text.substring(last + 1));
        return new Assignment(name, checked(text, unquote(text.substring(first + 1, last)), type), type);
    }

    /** Reads the value of {@code -option}: nodeID,name,value,type. */
    static SettingAssignment setting(String text) throws HostException {
        int first = text.indexOf(',');
        int second = text.indexOf(',', first + 1);
        int last = text.lastIndexOf(',');
        if (first < 0 || second < 0 || second == last) {
            throw HostException.badOption(
                    "-option=" + text + " is not of the form nodeID,name,value,type (as in 3,shots,5,int).");
        }
        int node;
        try {
            node = Integer.parseInt(text.substring(0, first).strip());
        } catch (NumberFormatException e) {
            throw HostException.badOption(
                    "-option=" + text + ": the node ID \"" + text.substring(0, first) + "\" is not a whole number.");
        }
        ValueType type = type(text, text.substring(last + 1));
        String value = checked(text, unquote(text.substring(second + 1, last)), type);
        return new SettingAssignment(node, unquote(text.substring(first + 1, second)), value, type);
    }

    private static String unquote(String text) {
        String stripped = text.strip();
        boolean quoted = stripped.length() >= 2 && stripped.startsWith("\"") && stripped.endsWith("\"");
        return quoted ? stripped.substring(1, stripped.length() - 1) : text;
    }

    private static ValueType type(String argument, String text) throws HostException {
        return switch (unquote(text).strip().toLowerCase(Locale.ROOT)) {
            case "string", "stringcell" -> ValueType.STRING;
            case "int", "integer", "intcell" -> ValueType.INT;
            case "long", "longcell" -> ValueType.LONG;
            case "double", "float", "doublecell" -> ValueType.DOUBLE;
            case "boolean", "booleancell" -> ValueType.BOOLEAN;
            default ->
                throw HostException.badOption(argument + ": unknown type \"" + text
                        + "\". The types are String, int, long, double and boolean.");
        };
    }

    private static String checked(String argument, String value, ValueType type) throws HostException {
        String number = value.strip();
        try {
            switch (type) {
                case INT -> Integer.parseInt(number);
                case LONG -> Long.parseLong(number);
                case DOUBLE -> Double.parseDouble(number);
                case BOOLEAN -> {
                    if (!number.equalsIgnoreCase("true") && !number.equalsIgnoreCase("false")) {
                        throw new NumberFormatException();
                    }
                }
                default -> {
                    return value;
                }
            }
        } catch (NumberFormatException e) {
            throw HostException.badOption(argument + ": \"" + value + "\" is not a value of type "
                    + type.name().toLowerCase(Locale.ROOT) + ".");
        }
        return number;
    }
}
