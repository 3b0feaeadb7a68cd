package org.fewshotnas.network;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.cells.MacroArchitecture.Skeleton;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.tensor.file.Weights;

/** Networks of random cells of every mixed-ops space for tests, and random numbers for them. */
public final class RandomNetworks {
    private RandomNetworks() {}

    /** A network and where it comes from, for messages. */
    public record Named(String name, NetworkGraph network) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Of images and of series, of odd sizes, with three classes; and of fields. */
    public static Stream<Named> all(int cellsOfASpace) {
        Random random = new Random(5);
        return SearchSpaces.all().stream()
                .filter(space -> space.mixedOps().isEmpty())
                .flatMap(space ->
                        IntStream.range(0, cellsOfASpace).mapToObj(i -> Architecture.of(space, space.sample(random))))
                .flatMap(RandomNetworks::of);
    }

    private static Stream<Named> of(Architecture architecture) {
        return Stream.of(Skeleton.RESIDUAL, ownSkeleton(architecture.space()))
                .distinct()
                .flatMap(skeleton -> of(architecture, skeleton));
    }

    private static Skeleton ownSkeleton(SearchSpace space) {
        if (space.concatenatesAtOutput()) {
            return Skeleton.POOLING;
        }
        return space.name().startsWith("Trans")
                ? Skeleton.STRIDED
                : space.name().startsWith("NAS-Bench-ASR") ? Skeleton.SPEECH : Skeleton.RESIDUAL;
    }

    private static Stream<Named> of(Architecture architecture, Skeleton skeleton) {
        MacroArchitecture classes = new MacroArchitecture(skeleton, 8, 3, 1, 2, new Head.Classes(3));
        MacroArchitecture field = new MacroArchitecture(skeleton, 8, 2, 1, 1, new Head.Field(2));
        return Stream.of(
                named(architecture, classes, TensorShape.image(2, 9, 7)),
                named(architecture, classes, TensorShape.series(2, 21)),
                named(architecture, field, TensorShape.image(3, 5, 6)));
    }

    private static Named named(Architecture architecture, MacroArchitecture macro, TensorShape input) {
        return new Named(
                architecture + " of " + input + ", " + macro.skeleton(), CellNetwork.of(architecture, macro, input));
    }

    /** Normally distributed numbers. */
    public static float[] numbers(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Weights of which none are trivial; variances are positive. */
    public static Weights weights(NetworkGraph network, long seed) {
        Weights.Builder weights = new Weights.Builder();
        List<NetworkGraph.Parameter> parameters = network.tensors();
        for (int i = 0; i < parameters.size(); i++) {
            var tensor = parameters.get(i).tensor();
            float[] values = numbers((int) tensor.size(), seed + i);
            double fan = tensor.shape().size() < 2
                    ? 1
                    : (double) tensor.size() / tensor.shape().get(0);
            for (int j = 0; j < values.length; j++) {
                values[j] = switch (tensor.kind()) {
                    case WEIGHT -> (float) (values[j] / Math.sqrt(fan));
                    case SCALE, VARIANCE, CONSTANT -> 1 + Math.abs(values[j]);
                    case BIAS, MEAN -> values[j] / 4;
                };
            }
            weights.put(parameters.get(i).name(), tensor.shape(), values);
        }
        return weights.build();
    }
}
