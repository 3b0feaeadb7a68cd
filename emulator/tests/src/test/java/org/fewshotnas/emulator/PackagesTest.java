package org.fewshotnas.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The packages of a bundle are rooms: not too large, and no two of them use each other, be it by way of others. */
class PackagesTest {
    /** A class of each bundle of the project. */
    static final List<String> ONE_OF_EACH = List.of(
            "org.fewshotnas.host.Main",
            "org.fewshotnas.knime.nodes.reader.BenchmarkReaderNodeFactory",
            "org.fewshotnas.space.SearchSpaces",
            "org.fewshotnas.benchmark.BenchmarkFiles",
            "org.fewshotnas.tensor.engine.Torch",
            "org.fewshotnas.predictor.Predictor",
            "org.fewshotnas.network.training.Training",
            "org.fewshotnas.metad2a.MetaD2aModel",
            "org.fewshotnas.search.PredictorSearch",
            "org.fewshotnas.view.View");

    private static final int LARGEST = 25;

    @ParameterizedTest
    @FieldSource("ONE_OF_EACH")
    void packagesUseEachOtherOneWayAndAreOfSomeTwentyFiveClasses(String one) throws Exception {
        List<ClassFile> classes = ClassFiles.beside(Class.forName(one, false, PackagesTest.class.getClassLoader()));
        assertEquals(Set.of(), inCircles(arrows(classes)), "packages that use each other");
        Map<String, Integer> sizes = new TreeMap<>();
        classes.stream()
                .filter(file -> !file.name().contains("$"))
                .forEach(file -> sizes.merge(packageOf(file.name()), 1, Integer::sum));
        sizes.values().removeIf(size -> size <= LARGEST);
        assertEquals(Map.of(), sizes, "packages of more than " + LARGEST + " classes");
    }

    /** Which bundle may use which, itself aside; the nodes may use all but the host. */
    @Test
    void bundlesUseThoseBelowThemAlone() throws Exception {
        Map<String, Set<String>> below = Map.of(
                "space", Set.of(),
                "benchmark", Set.of("space"),
                "tensor", Set.of("space"),
                "predictor", Set.of("tensor", "space"),
                "network", Set.of("tensor", "space"),
                "metad2a", Set.of("tensor", "space"),
                "search", Set.of("predictor", "network", "tensor", "space"),
                "view", Set.of("search", "predictor", "network", "metad2a", "tensor", "space"),
                "host", Set.of("space"),
                "knime", Set.of("view", "search", "predictor", "network", "metad2a", "tensor", "benchmark", "space"));
        Map<String, Set<String>> wrong = new TreeMap<>();
        for (String one : ONE_OF_EACH) {
            String bundle = one.split("\\.")[2];
            for (ClassFile file : ClassFiles.beside(Class.forName(one, false, PackagesTest.class.getClassLoader()))) {
                file.types().stream()
                        .filter(type -> type.startsWith("org/fewshotnas/"))
                        .map(type -> type.split("/")[2])
                        .filter(used ->
                                !used.equals(bundle) && !below.get(bundle).contains(used))
                        .forEach(used -> wrong.computeIfAbsent(bundle, key -> new TreeSet<>())
                                .add(file.name() + " uses " + used));
            }
        }
        assertEquals(Map.of(), wrong);
    }

    @Test
    void aCircleIsFound() throws IOException {
        Map<String, Set<String>> arrows = new HashMap<>(
                Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("b", "d"), "d", Set.of(), "e", Set.of("a")));
        assertEquals(Set.of("b", "c"), inCircles(arrows));
        List<ClassFile> own = ClassFiles.beside(PackagesTest.class);
        assertTrue(arrows(own).containsKey("org/fewshotnas/emulator"));
    }

    private static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    private static Map<String, Set<String>> arrows(List<ClassFile> classes) {
        Map<String, Set<String>> arrows = new HashMap<>();
        classes.forEach(file -> arrows.put(packageOf(file.name()), new TreeSet<>()));
        for (ClassFile file : classes) {
            String from = packageOf(file.name());
            file.types().stream()
                    .map(PackagesTest::packageOf)
                    .filter(to -> arrows.containsKey(to) && !to.equals(from))
                    .forEach(arrows.get(from)::add);
        }
        return arrows;
    }

    // What is left when packages that use nothing, or that nothing uses, are taken away one after the other.
    private static Set<String> inCircles(Map<String, Set<String>> arrows) {
        Set<String> left = new TreeSet<>(arrows.keySet());
        boolean changed = true;
        while (changed) {
            List<String> ends = new ArrayList<>();
            for (String name : left) {
                boolean uses = arrows.get(name).stream().anyMatch(left::contains);
                boolean used = left.stream().anyMatch(other -> arrows.get(other).contains(name));
                if (!uses || !used) {
                    ends.add(name);
                }
            }
            changed = left.removeAll(ends);
        }
        return left;
    }
}
