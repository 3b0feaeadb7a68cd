package org.fewshotnas.metad2a;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.metad2a.gradient.Tape;
import org.fewshotnas.metad2a.gradient.Value;
import org.fewshotnas.metad2a.graph.VertexGraph;
import org.fewshotnas.metad2a.set.Draw;

/**
 * Divides examples into batches. Several architectures of one data set share a draw of it, as to make its code is most of the work; the same
 * data set comes up with other draws.
 */
final class Batches {
    /** Architectures that share a draw. */
    private static final int SHARING = 5;
    /** A batch is full once it has so many draws and so many examples: where data sets have one score each, it takes more draws. */
    private static final int DRAWS = 8;

    private static final int EXAMPLES = 32;
    /** What the draws of a batch may have between them, if there are several: 64 MB. */
    private static final long NUMBERS = 16L << 20;
    /** A batch is computed in so many pieces side by side, whatever the number of processors. */
    private static final int PIECES = 2;

    private final List<DataSetFeatures> dataSets;
    private final int perClass;
    private final Map<Integer, List<Example>> byDataSet = new TreeMap<>();

    Batches(List<DataSetFeatures> dataSets, int perClass, List<Example> examples) {
        this.dataSets = dataSets;
        this.perClass = perClass;
        examples.forEach(example -> byDataSet
                .computeIfAbsent(example.dataSet(), key -> new ArrayList<>())
                .add(example));
    }

    /** Architectures that share a draw. */
    record Unit(Draw draw, List<Example> examples) {}

    /** A piece of a batch. */
    record Piece(List<Unit> units) {
        List<Draw> draws() {
            return units.stream().map(Unit::draw).toList();
        }

        List<Example> examples() {
            return units.stream().flatMap(unit -> unit.examples.stream()).toList();
        }

        List<VertexGraph> graphs() {
            return examples().stream().map(Example::graph).toList();
        }

        int rows() {
            return units.stream().mapToInt(unit -> unit.examples.size()).sum();
        }

        /** For each example the code of its draw. */
        Value expanded(Tape tape, Value codes) {
            float[] ones = new float[rows() * units.size()];
            int row = 0;
            for (int u = 0; u < units.size(); u++) {
                for (int i = 0; i < units.get(u).examples.size(); i++) {
                    ones[row++ * units.size() + u] = 1;
                }
            }
            return tape.matMul(tape.constant(ones, rows(), units.size()), codes);
        }
    }

    /** What is done with a batch. */
    @FunctionalInterface
    interface Step {
        /** @param fraction of the epoch that is behind */
        void take(List<Piece> pieces, double fraction);
    }

    /**
     * All examples once, in a new order.
     *
     * @param learning whether draws are those for learning
     */
    void epoch(boolean learning, SplittableRandom random, Step step) {
        List<List<Example>> units = new ArrayList<>();
        for (List<Example> all : byDataSet.values()) {
            List<Example> shuffled = shuffled(all, random);
            int count = (all.size() + SHARING - 1) / SHARING;
            for (int i = 0; i < count; i++) {
                units.add(
                        shuffled.subList((int) ((long) i * all.size() / count), (int) ((i + 1L) * all.size() / count)));
            }
        }
        List<Unit> batch = new ArrayList<>();
        long numbers = 0;
        int examples = 0;
        int done = 0;
        int behind = 0;
        for (List<Example> unit : shuffled(units, random)) {
            DataSetFeatures dataSet = dataSets.get(unit.get(0).dataSet());
            long more = numbers(dataSet, perClass);
            boolean full = batch.size() >= DRAWS && examples >= EXAMPLES;
            if (!batch.isEmpty() && (full || numbers + more > NUMBERS)) {
                step.take(pieces(batch), (double) behind / units.size());
                batch = new ArrayList<>();
                numbers = 0;
                examples = 0;
                behind = done;
            }
            Draw draw = learning ? Draw.forLearning(dataSet, perClass, random) : Draw.of(dataSet, perClass, random);
            batch.add(new Unit(draw, unit));
            numbers += more;
            examples += unit.size();
            done++;
        }
        step.take(pieces(batch), (double) behind / units.size());
    }

    /** How many numbers a draw of a data set has. */
    static long numbers(DataSetFeatures dataSet, int perClass) {
        return Draw.size(dataSet, perClass) * dataSet.width();
    }

    private static List<Piece> pieces(List<Unit> batch) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            List<Unit> units = batch.subList(i * batch.size() / PIECES, (i + 1) * batch.size() / PIECES);
            if (!units.isEmpty()) {
                pieces.add(new Piece(List.copyOf(units)));
            }
        }
        return pieces;
    }

    static <T> List<T> shuffled(List<T> list, SplittableRandom random) {
        List<T> result = new ArrayList<>(list);
        for (int i = result.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T swapped = result.get(i);
            result.set(i, result.get(j));
            result.set(j, swapped);
        }
        return result;
    }
}
