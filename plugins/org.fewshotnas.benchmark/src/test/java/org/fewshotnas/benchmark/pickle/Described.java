package org.fewshotnas.benchmark.pickle;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a pickle holds as text, to compare it with what Python says of it. */
public final class Described {
    private Described() {}

    /** What an object holds, written as the Python scripts among the resources write it. */
    public static String of(Object value) {
        StringBuilder text = new StringBuilder();
        if (value == null) {
            return "None";
        } else if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        } else if (value instanceof Double number) {
            return number.toString();
        } else if (value instanceof String string) {
            return "'" + string.replace("\n", "\\n") + "'";
        } else if (value instanceof byte[] raw) {
            return "b" + HexFormat.of().formatHex(raw);
        } else if (value instanceof NumpyArray array) {
            text.append("array[");
            for (int d = 0; d < array.rank(); d++) {
                text.append(d == 0 ? "" : ",").append(array.length(d));
            }
            text.append("][");
            for (int i = 0; i < array.size(); i++) {
                text.append(i == 0 ? "" : ",").append(of(array.get(i)));
            }
            return text.append("]").toString();
        } else if (value instanceof TorchTensor tensor) {
            for (int i = 0; i < tensor.size(); i++) {
                text.append(i == 0 ? "" : ",").append(of(tensor.get(i)));
            }
            return "tensor" + tensor.rank() + "[" + text + "]";
        } else if (value instanceof PickleList list) {
            for (int i = 0; i < list.size(); i++) {
                text.append(i == 0 ? "" : ",").append(of(list.get(i)));
            }
            return "[" + text + "]";
        } else if (value instanceof PickleTuple tuple) {
            for (int i = 0; i < tuple.size(); i++) {
                text.append(i == 0 ? "" : ",").append(of(tuple.get(i)));
            }
            return "(" + text + ")";
        } else if (value instanceof PickleDict dict) {
            for (int i = 0; i < dict.size(); i++) {
                text.append(i == 0 ? "" : ",")
                        .append(of(dict.key(i)))
                        .append(":")
                        .append(of(dict.value(i)));
            }
            return "{" + text + "}";
        }
        return value.toString();
    }

    /** Python's notation of numbers and of numpy's byte texts, made the same as ours. */
    public static String ofPython(String python) {
        StringBuilder text = new StringBuilder();
        Matcher number = Pattern.compile("-?0x[0-9a-f.]+p[+-][0-9]+|(?<![a-z'0-9])-?(?:inf|nan)")
                .matcher(python);
        while (number.find()) {
            String found = number.group()
                    .replace("inf", "Infinity")
                    .replace("nan", "NaN")
                    .replace("p+", "p");
            number.appendReplacement(
                    text, Double.toString(found.contains("0x") ? Double.parseDouble(found) : Double.valueOf(found)));
        }
        return number.appendTail(text).toString();
    }
}
