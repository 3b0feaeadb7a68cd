package org.fewshotnas.benchmark.layout;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import org.fewshotnas.benchmark.dialect.Dialects;
import org.fewshotnas.benchmark.numbers.NumberColumn;

/** Which column of a table holds the architectures, whatever the format of its file. */
public final class ArchitectureColumn {
    /** How many texts of a column are looked at. */
    public static final int SAMPLE = 20;

    private static final Set<String> NAMES = Set.of(
            "architecture", "arch", "arch_str", "architecture_str", "arch_string", "cell", "encoding", "genotype");

    private ArchitectureColumn() {}

    /**
     * The first column, one called "architecture" or the like before others, most of whose texts are architectures of a known search
     * space; else the first that is called so.
     *
     * @param names of the columns that may hold architectures
     * @param texts the first {@value #SAMPLE} filled values of a column
     * @return its place among these columns, -1 if there is none
     */
    static int find(List<String> names, IntFunction<List<String>> texts) {
        int found = -1;
        for (int i = 0; i < names.size(); i++) {
            boolean named = isNamed(names.get(i));
            if ((found < 0 || named) && holdsArchitectures(texts.apply(i))) {
                if (named) {
                    return i;
                }
                found = i;
            }
        }
        for (int i = 0; found < 0 && i < names.size(); i++) {
            if (isNamed(names.get(i))) {
                return i;
            }
        }
        return found;
    }

    private static boolean isNamed(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean holdsArchitectures(List<String> texts) {
        long good = texts.stream()
                .filter(text -> !NumberColumn.isBareNumber(text) && Dialects.isArchitecture(text))
                .count();
        return good * 2 > texts.size();
    }
}
