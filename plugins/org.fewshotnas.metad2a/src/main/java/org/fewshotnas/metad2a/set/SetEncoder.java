package org.fewshotnas.metad2a.set;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.metad2a.gradient.Layout;
import org.fewshotnas.metad2a.gradient.Pass;
import org.fewshotnas.metad2a.gradient.Tape;
import org.fewshotnas.metad2a.gradient.Value;

/**
 * The set encoder of MetaD2A (Lee et al. 2021): examples of a class to a code of the class, and codes of classes to a code of the data set,
 * each by two SABs, a PMA and a linear layer (see {@link SetAttention}). So a code depends neither on the order of examples nor on that of
 * classes, and there may be any number of either.
 *
 * <p>Beside the paper, statistics of the data set (see {@link Scaling}) may join its code by a linear layer.
 *
 * <p>Classes with equally many examples, and data sets with equally many classes, are worked on together.
 */
public final class SetEncoder {
    private final Pass pass;
    private final String name;
    private final int width;
    private final Scaling scaling;
    private final boolean statistics;

    /**
     * @param name that the names of its tensors begin with
     * @param width of codes
     * @param scaling of what it sees
     * @param statistics whether statistics join the code
     */
    public SetEncoder(Pass pass, String name, int width, Scaling scaling, boolean statistics) {
        this.pass = pass;
        this.name = name;
        this.width = width;
        this.scaling = scaling;
        this.statistics = statistics;
    }

    /** Its tensors. */
    public static void describe(Layout layout, String name, int inputs, int width, boolean statistics) {
        describeLevel(layout, name + ".intra", inputs, width);
        describeLevel(layout, name + ".inter", width, width);
        if (statistics) {
            layout.linear(name + ".join", width + Scaling.STATISTICS, width);
        }
    }

    private static void describeLevel(Layout layout, String name, int inputs, int width) {
        SetAttention.describe(layout, name + ".sab1", inputs, width);
        SetAttention.describe(layout, name + ".sab2", width, width);
        SetAttention.describePooling(layout, name + ".pma", width);
        layout.linear(name + ".code", width, width);
    }

    /** The width of codes has to be a multiple of this. */
    public static int heads() {
        return SetAttention.heads();
    }

    /** Codes of draws: (draws, d). */
    public Value encode(List<Draw> draws) {
        return encode(draws, (group, examples) -> first(features(group, examples)));
    }

    /**
     * Codes of draws of one data set, whose examples go through the first layer just once, however many draws they are in.
     *
     * @param all of its examples, as {@link #prepare} makes them
     */
    public Value encode(List<Draw> draws, Prepared all) {
        return encode(draws, all::chosen);
    }

    /** What the first layer makes of all examples of a data set. */
    public Prepared prepare(DataSetFeatures dataSet) {
        int classes = dataSet.classes().size();
        int[] begins = new int[classes];
        List<List<Value>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int rows = 0;
        for (int c = 0; c < classes; c++) {
            int examples = dataSet.classes().get(c).examples();
            int[] numbers = IntStream.range(0, examples).toArray();
            Value x = features(List.of(new ClassDraw(0, dataSet, c, numbers)), examples);
            Value[] projections = first(x);
            // Wide, and not needed any more.
            x.array().close();
            for (int i = 0; i < projections.length; i++) {
                parts.get(i).add(pass.tape().reshape(projections[i], examples, width));
            }
            begins[c] = rows;
            rows += examples;
        }
        return new Prepared(
                parts.stream().map(part -> pass.tape().concatenate(part, 0)).toArray(Value[]::new), begins);
    }

    /** Queries, keys and values of all examples of a data set, (examples, d), and where those of each class begin. */
    public final class Prepared {
        private final Value[] projections;
        private final int[] begins;

        private Prepared(Value[] projections, int[] begins) {
            this.projections = projections;
            this.begins = begins;
        }

        private Value[] chosen(List<ClassDraw> group, int examples) {
            int[] rows = new int[group.size() * examples];
            int at = 0;
            for (ClassDraw one : group) {
                for (int example : one.examples) {
                    rows[at++] = begins[one.number] + example;
                }
            }
            Value[] chosen = new Value[3];
            for (int i = 0; i < 3; i++) {
                Value flat = pass.tape().rows(projections[i], rows);
                chosen[i] = pass.tape().reshape(flat, group.size(), examples, width);
            }
            return chosen;
        }
    }

    /** The examples of a class in a draw. */
    private record ClassDraw(int draw, DataSetFeatures dataSet, int number, int[] examples) {}

    /** Queries, keys and values, (B, n, d), of a group of classes with n examples each. */
    private interface FirstLayer {
        Value[] of(List<ClassDraw> group, int examples);
    }

    private Value features(List<ClassDraw> group, int examples) {
        int inputs = scaling.width();
        float[] values = new float[Math.multiplyExact(group.size() * examples, inputs)];
        int at = 0;
        for (ClassDraw one : group) {
            float[][] features = one.dataSet.classes().get(one.number).features();
            for (int example : one.examples) {
                scaling.put(features[example], values, at);
                at += inputs;
            }
        }
        return pass.tape().constant(values, group.size(), examples, inputs);
    }

    private Value[] first(Value x) {
        SetAttention attention = new SetAttention(pass, width);
        String sab = name + ".intra.sab1";
        return new Value[] {
            attention.projected(sab, "query", x),
            attention.projected(sab, "key", x),
            attention.projected(sab, "value", x)
        };
    }

    private Value encode(List<Draw> draws, FirstLayer firstLayer) {
        Tape tape = pass.tape();
        SetAttention attention = new SetAttention(pass, width);
        Map<Integer, List<ClassDraw>> groups = new TreeMap<>();
        for (int d = 0; d < draws.size(); d++) {
            Draw draw = draws.get(d);
            for (int c = 0; c < draw.examples().length; c++) {
                int[] examples = draw.examples()[c];
                groups.computeIfAbsent(examples.length, key -> new ArrayList<>())
                        .add(new ClassDraw(d, draw.dataSet(), c, examples));
            }
        }
        List<Value> codes = new ArrayList<>();
        // Where the code of each class of each draw is.
        int[][] places = new int[draws.size()][];
        for (int d = 0; d < places.length; d++) {
            places[d] = new int[draws.get(d).examples().length];
        }
        int place = 0;
        for (Map.Entry<Integer, List<ClassDraw>> group : groups.entrySet()) {
            Value[] first = firstLayer.of(group.getValue(), group.getKey());
            Value x = attention.attend(name + ".intra.sab1", first[0], first[1], first[2]);
            codes.add(rest(attention, name + ".intra", x));
            for (ClassDraw one : group.getValue()) {
                places[one.draw][one.number] = place++;
            }
        }
        Value classes = tape.concatenate(codes, 0);
        Value code = interClass(attention, classes, places);
        return statistics ? joined(code, draws) : code;
    }

    /** From the first SAB's result, (B, n, d), to codes, (B, d). */
    private Value rest(SetAttention attention, String level, Value x) {
        Value pooled = attention.pool(level + ".pma", attention.selfAttention(level + ".sab2", x));
        return pass.linear(level + ".code", pooled);
    }

    private Value interClass(SetAttention attention, Value classes, int[][] places) {
        Tape tape = pass.tape();
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        for (int d = 0; d < places.length; d++) {
            groups.computeIfAbsent(places[d].length, key -> new ArrayList<>()).add(d);
        }
        List<Value> codes = new ArrayList<>();
        int[] order = new int[places.length];
        int done = 0;
        for (Map.Entry<Integer, List<Integer>> group : groups.entrySet()) {
            int count = group.getKey();
            int[] rows = new int[count * group.getValue().size()];
            int at = 0;
            for (int d : group.getValue()) {
                System.arraycopy(places[d], 0, rows, at, count);
                at += count;
                order[d] = done++;
            }
            Value x = tape.reshape(tape.rows(classes, rows), group.getValue().size(), count, width);
            codes.add(rest(attention, name + ".inter", attention.selfAttention(name + ".inter.sab1", x)));
        }
        return tape.rows(tape.concatenate(codes, 0), order);
    }

    private Value joined(Value code, List<Draw> draws) {
        float[] values = new float[draws.size() * Scaling.STATISTICS];
        for (int d = 0; d < draws.size(); d++) {
            scaling.putStatistics(draws.get(d).dataSet(), values, d * Scaling.STATISTICS);
        }
        Value numbers = pass.tape().constant(values, draws.size(), Scaling.STATISTICS);
        return pass.linear(name + ".join", pass.tape().concatenate(List.of(code, numbers), 1));
    }
}
