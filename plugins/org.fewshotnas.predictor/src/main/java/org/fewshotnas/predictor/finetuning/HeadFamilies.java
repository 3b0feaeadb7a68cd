package org.fewshotnas.predictor.finetuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.Operation.Type;
import org.fewshotnas.space.metric.Metric;

/**
 * What the last layer of a new task may be, before any of its scores is known: one around a head of the {@link HeadPrior}, learned from the
 * embedding.
 *
 * <p>Of a cost it may also be learned from numbers of the cell's operations, one by one, around the cell's size or around nothing: what
 * computes nothing takes its time on many a device (as in the tables of Li et al., 2021, HW-NAS-Bench, and Lee et al., 2021, HELP), and an
 * embedding that was learned from accuracies does not tell it. The inputs are then the embedding and behind it the
 * {@link SupportFeatures#standardizedLinear standardised linear features}.
 */
final class HeadFamilies {
    /** What of a task's variance a head explains. */
    static final double[] EXPLAINED = {0.3, 0.5, 0.7, 0.9};

    /** What of the variance that a head does not explain is something to learn. */
    static final double[] LEARNABLE = {0.3, 0.6, 0.9};

    /** The same around the cell's size, which is a rough guess, and around nothing, where the fit can be close. */
    private static final double[] LEARNABLE_AROUND_SIZE = {0.6, 0.9};

    private static final double[] LEARNABLE_AROUND_NOTHING = {0.6, 0.9, 0.97, 0.99};

    /** Plausibility of the cell's size as written, and as far as it is live, as heads. */
    private static final double SIZE = 3;
    /** Of each measure of size beside their sum. */
    private static final double PART_OF_SIZE = -1;
    /** Of no head. */
    private static final double NOTHING = 3;
    /** Of features that are many beside the counts, and fit anything. */
    private static final double MANY_FEATURES = -3;
    /** Of each of these where a known task is a cost: that one tells more of a new device. */
    private static final double BESIDE_COSTS = -2;

    private final HeadPrior prior;
    private final SupportFeatures features;
    private final List<Operation> operations;
    private final int width;
    private final int linear;
    private final double plausibility;

    private HeadFamilies(HeadPrior prior, SupportFeatures features, boolean costKnown) {
        this.prior = prior;
        this.features = features;
        operations = features.definition().operations();
        width = prior.heads()[0].length - 1;
        linear = features.definition().linearCount();
        plausibility = costKnown ? BESIDE_COSTS : 0;
    }

    /**
     * The families for a target.
     *
     * @param known the metrics of the tasks that were learned
     * @param features of the support set; of no matter unless the target is a cost
     */
    static List<HeadFamily> of(HeadPrior prior, Metric target, List<Metric> known, SupportFeatures features) {
        if (!target.isCost()) {
            double[] all = new double[prior.heads()[0].length - 1];
            Arrays.fill(all, 1);
            return List.of(new HeadFamily(prior.heads(), prior.logWeights(), all, EXPLAINED, LEARNABLE));
        }
        return new HeadFamilies(prior, features, known.stream().anyMatch(Metric::isCost)).ofCost();
    }

    private List<HeadFamily> ofCost() {
        int m = operations.size();
        List<Integer> written = range(0, m);
        List<Integer> live = range(m, 2 * m);
        List<Integer> alone =
                range(m, linear).stream().filter(feature -> feature != 2 * m).toList();
        List<HeadFamily> families = new ArrayList<>();
        families.add(aroundPrior());
        for (int first : new int[] {0, m}) {
            List<double[]> sizes = sizes(first);
            if (!sizes.isEmpty()) {
                families.add(aroundSize(sizes, first == 0 ? written : live));
            }
        }
        families.add(aroundNothing(written, 0));
        families.add(aroundNothing(live, 0));
        families.add(aroundNothing(alone, MANY_FEATURES));
        return families;
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private HeadFamily aroundPrior() {
        double[] scales = new double[width + linear];
        Arrays.fill(scales, 0, width, 1);
        double[][] heads = Arrays.stream(prior.heads())
                .map(head -> {
                    double[] longer = Arrays.copyOf(head, width + linear + 1);
                    longer[width] = 0;
                    longer[width + linear] = head[width];
                    return longer;
                })
                .toArray(double[][]::new);
        return new HeadFamily(heads, prior.logWeights(), scales, EXPLAINED, LEARNABLE);
    }

    private HeadFamily aroundSize(List<double[]> sizes, List<Integer> learnedFrom) {
        double[][] heads = new double[sizes.size()][width + linear + 1];
        double[] logWeights = new double[heads.length];
        for (int s = 0; s < heads.length; s++) {
            for (int c = 0; c < linear; c++) {
                // Outputs are the better the larger, and costs the better the smaller.
                heads[s][width + c] = -sizes.get(s)[c];
            }
            boolean sum = s == heads.length - 1;
            logWeights[s] = plausibility + SIZE + (sum ? 0 : PART_OF_SIZE - Math.log(heads.length - 1));
        }
        return new HeadFamily(heads, logWeights, scales(learnedFrom), EXPLAINED, LEARNABLE_AROUND_SIZE);
    }

    private HeadFamily aroundNothing(List<Integer> learnedFrom, double logWeight) {
        return new HeadFamily(
                new double[][] {new double[width + linear + 1]},
                new double[] {plausibility + NOTHING + logWeight},
                scales(learnedFrom),
                new double[] {0},
                LEARNABLE_AROUND_NOTHING);
    }

    /** These features alone, with a variance of 1 between them. */
    private double[] scales(List<Integer> learnedFrom) {
        double[] scales = new double[width + linear];
        learnedFrom.forEach(feature -> scales[width + feature] = 1 / Math.sqrt(learnedFrom.size()));
        return scales;
    }

    /**
     * How large a cell is: operations other than Zeroize, operations that compute, operations with parameters, and as written also the area
     * of their kernels, each as weights of the standardised features; and last the sum of all.
     *
     * @param first of the counts as written, or of the live ones
     * @return empty where all cells are of one size
     */
    private List<double[]> sizes(int first) {
        List<double[]> raw = new ArrayList<>();
        raw.add(counts(first, operation -> operation.type() != Type.ZERO));
        raw.add(counts(first, operation -> operation.type() != Type.ZERO && operation.type() != Type.IDENTITY));
        raw.add(counts(first, operation -> operation.parameterArea() > 0));
        if (first == 0) {
            double[] area = new double[linear];
            area[2 * operations.size()] = 1;
            raw.add(area);
        }
        List<double[]> sizes = new ArrayList<>();
        double[] sum = new double[linear];
        for (double[] weights : raw) {
            features.standardizedSum(weights).ifPresent(standardized -> {
                sizes.add(standardized);
                LinearAlgebra.axpy(1, Arrays.copyOf(features.unstandardized(standardized), linear), sum);
            });
        }
        features.standardizedSum(sum).ifPresent(sizes::add);
        return sizes;
    }

    private double[] counts(int first, Predicate<Operation> counted) {
        double[] weights = new double[linear];
        for (int i = 0; i < operations.size(); i++) {
            weights[first + i] = counted.test(operations.get(i)) ? 1 : 0;
        }
        return weights;
    }
}
