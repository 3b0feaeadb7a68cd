package org.fewshotnas.network.source;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Chooses some of the examples of each class. */
final class ExampleChoice {
    private ExampleChoice() {}

    static BitSet atMost(List<LabelledSource.Example> examples, int perClass, long seed) {
        Map<String, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < examples.size(); i++) {
            String group =
                    (examples.get(i).isTest() ? "1" : "0") + examples.get(i).label();
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(i);
        }
        BitSet chosen = new BitSet();
        Random random = new Random(seed);
        for (List<Integer> group : groups.values()) {
            Collections.shuffle(group, random);
            group.subList(0, Math.min(perClass, group.size())).forEach(chosen::set);
        }
        return chosen;
    }
}
