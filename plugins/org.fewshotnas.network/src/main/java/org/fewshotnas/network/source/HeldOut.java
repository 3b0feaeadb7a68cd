package org.fewshotnas.network.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.fewshotnas.space.base.Progress;

/**
 * A source of which some examples of each class are for testing.
 *
 * @param source whose files do not say so
 * @param examples with those for testing
 */
record HeldOut(LabelledSource source, List<Example> examples) implements WrappedSource {
    static HeldOut of(LabelledSource source, double share, long seed) {
        List<Example> examples = new ArrayList<>(source.examples());
        Map<String, List<Integer>> classes = new TreeMap<>();
        for (int i = 0; i < examples.size(); i++) {
            classes.computeIfAbsent(examples.get(i).label(), key -> new ArrayList<>())
                    .add(i);
        }
        Random random = new Random(seed);
        for (List<Integer> one : classes.values()) {
            Collections.shuffle(one, random);
            int count = (int) Math.min(Math.round(share * one.size()), one.size() - 1);
            one.subList(0, count).forEach(i -> examples.set(i, forTesting(examples.get(i))));
        }
        return new HeldOut(source, List.copyOf(examples));
    }

    private static Example forTesting(Example example) {
        return new Example(example.name(), example.label(), true);
    }

    @Override
    public void read(BitSet chosen, Progress progress, Visitor visitor) throws IOException {
        source.read(chosen, progress, visitor);
    }
}
