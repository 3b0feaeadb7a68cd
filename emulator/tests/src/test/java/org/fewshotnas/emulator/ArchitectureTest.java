package org.fewshotnas.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/architecture.md names is there. */
class ArchitectureTest {
    private static final Path FILE = Path.of("../../docs/architecture.md");
    /** A class, or a method of one, in backticks. */
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)(?:\\.([a-z]\\w+))?`");

    @Test
    void everyTypeAndMethodOfTheWalksExists() throws Exception {
        Set<String> known = new TreeSet<>();
        for (String one : PackagesTest.ONE_OF_EACH) {
            for (ClassFile file :
                    ClassFiles.beside(Class.forName(one, false, getClass().getClassLoader()))) {
                names(file).forEach(known::add);
            }
        }
        known.add("PackagesTest");
        List<String> walks = Files.readAllLines(FILE);
        Set<String> missing = new TreeSet<>();
        int found = 0;
        for (String line : walks) {
            Matcher name = NAME.matcher(line);
            while (name.find()) {
                found++;
                String what = name.group(2) == null ? name.group(1) : name.group(1) + "." + name.group(2);
                if (!known.contains(what)) {
                    missing.add(what);
                }
            }
        }
        assertTrue(found > 40, found + " names");
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyRoomSaysWhatItIsFor() throws Exception {
        Set<Path> silent = new TreeSet<>();
        for (String sources : List.of("plugins", "emulator/org.fewshotnas.host", "benchmarks")) {
            try (Stream<Path> files = Files.walk(Path.of("../..").resolve(sources))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(Path::getParent)
                        .filter(room -> !room.toString()
                                .matches(".*([/\\\\]test[/\\\\]|\\.tests[/\\\\]|[/\\\\]target[/\\\\]).*"))
                        .filter(room -> !Files.exists(room.resolve("package-info.java")))
                        .forEach(silent::add);
            }
        }
        assertEquals(Set.of(), silent);
    }

    private static Stream<String> names(ClassFile file) {
        String type = file.name().replaceAll(".*[/$]", "");
        return Stream.concat(
                Stream.of(type), file.shape().members().keySet().stream().map(member -> type + "." + member.name()));
    }
}
