package org.fewshotnas.metad2a.set;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * <p>Beside the paper, codes of classes and of data sets are normalised to mean 0 and variance 1, so that what follows learns at once, and
 * statistics of the data set (see {@link Scaling}) may join its code by a linear layer.
 *
 * <p>Classes of about as many examples are worked on together, filled up to the same number; and the classes of several data sets, each of
 * which sees those of its own data set alone. Masks see to it that neither makes a difference.
 */
public final class SetEncoder {
    /** A score that softmax makes nothing of. */
    private static final float HIDDEN = -1e9f;
    /** Classes of several data sets that are worked on together. */
    private static final int CLASSES = 256;

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
                for (int i = 0; i < examples; i++) {
                    rows[at++] = begins[one.number] + one.examples[Math.min(i, one.examples.length - 1)];
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

    /** Queries, keys and values, (B, n, d), of a group of classes with at most n examples each; what fills others up does not matter. */
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
            at += (examples - one.examples.length) * inputs;
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
        Map<Integer, List<ClassDraw>> groups = new TreeMap<>();
        // Where the code of each class of each draw is.
        int[][] places = new int[draws.size()][];
        for (int d = 0; d < draws.size(); d++) {
            Draw draw = draws.get(d);
            places[d] = new int[draw.examples().length];
            for (int c = 0; c < draw.examples().length; c++) {
                int[] examples = draw.examples()[c];
                groups.computeIfAbsent(magnitude(examples.length), key -> new ArrayList<>())
                        .add(new ClassDraw(d, draw.dataSet(), c, examples));
            }
        }
        List<Value> codes = new ArrayList<>();
        int place = 0;
        for (List<ClassDraw> group : groups.values()) {
            codes.add(classCodes(group, firstLayer));
            for (ClassDraw one : group) {
                places[one.draw][one.number] = place++;
            }
        }
        Value code = setCodes(tape.concatenate(codes, 0), places);
        return statistics ? joined(code, draws) : code;
    }

    /** Classes whose numbers of examples have one magnitude, within a factor of four, are filled up to the largest. */
    private static int magnitude(int examples) {
        return (33 - Integer.numberOfLeadingZeros(examples - 1)) / 2;
    }

    private Value classCodes(List<ClassDraw> group, FirstLayer firstLayer) {
        Tape tape = pass.tape();
        int most = group.stream().mapToInt(one -> one.examples.length).max().orElseThrow();
        Optional<Value> mask = Optional.empty();
        if (group.stream().anyMatch(one -> one.examples.length < most)) {
            int heads = SetAttention.heads();
            float[] hidden = new float[group.size() * heads * most];
            for (int row = 0; row < group.size() * heads; row++) {
                int count = group.get(row / heads).examples.length;
                Arrays.fill(hidden, row * most + count, (row + 1) * most, HIDDEN);
            }
            mask = Optional.of(tape.constant(hidden, (long) group.size() * heads, 1, most));
        }
        Value[] first = firstLayer.of(group, most);
        SetAttention attention = new SetAttention(pass, width);
        Value x = attention.attend(name + ".intra.sab1", first[0], first[1], first[2], mask);
        x = attention.selfAttention(name + ".intra.sab2", x, mask);
        return code(".intra", attention.pool(name + ".intra.pma", x, 1, mask));
    }

    /** Of the codes of classes, and where those of each draw are. */
    private Value setCodes(Value classes, int[][] places) {
        List<Value> codes = new ArrayList<>();
        int begin = 0;
        while (begin < places.length) {
            int end = begin + 1;
            int count = places[begin].length;
            while (end < places.length && count + places[end].length <= CLASSES) {
                count += places[end++].length;
            }
            codes.add(setCodes(classes, Arrays.copyOfRange(places, begin, end), count));
            begin = end;
        }
        return pass.tape().concatenate(codes, 0);
    }

    private Value setCodes(Value classes, int[][] places, int count) {
        Tape tape = pass.tape();
        Optional<Value> among = Optional.empty();
        Optional<Value> pooling = Optional.empty();
        if (places.length > 1) {
            float[] hiddenAmong = new float[count * count];
            float[] hiddenPooling = new float[places.length * count];
            Arrays.fill(hiddenAmong, HIDDEN);
            Arrays.fill(hiddenPooling, HIDDEN);
            int begin = 0;
            for (int d = 0; d < places.length; d++) {
                int end = begin + places[d].length;
                for (int row = begin; row < end; row++) {
                    Arrays.fill(hiddenAmong, row * count + begin, row * count + end, 0);
                }
                Arrays.fill(hiddenPooling, d * count + begin, d * count + end, 0);
                begin = end;
            }
            among = Optional.of(tape.constant(hiddenAmong, count, count));
            pooling = Optional.of(tape.constant(hiddenPooling, places.length, count));
        }
        int[] rows = Arrays.stream(places).flatMapToInt(Arrays::stream).toArray();
        SetAttention attention = new SetAttention(pass, width);
        Value x = tape.reshape(tape.rows(classes, rows), 1, count, width);
        x = attention.selfAttention(name + ".inter.sab1", x, among);
        x = attention.selfAttention(name + ".inter.sab2", x, among);
        return code(".inter", attention.pool(name + ".inter.pma", x, places.length, pooling));
    }

    /** The end of a level: (rows, d). */
    private Value code(String level, Value pooled) {
        Tape tape = pass.tape();
        Value flat = tape.reshape(pooled, pooled.array().size() / width, width);
        return tape.normalize(pass.linear(name + level + ".code", flat));
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
