package org.fewshotnas.predictor.finetuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.linear.Posterior;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.cell.Vocabulary;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;

/** Chooses the few architectures of a task that are measured, or have been: the support set. */
public final class SupportSampler {
    /** How to choose. */
    public enum Strategy {
        /** Every subset is equally likely. */
        RANDOM,
        /**
         * Spread over the space: the first at random, each next one the architecture that is farthest from all chosen ones (greedy
         * k-center; Gonzalez, "Clustering to minimize the maximum intercluster distance", 1985). The distance counts the operations and
         * the edges between operations that one architecture has more of than the other.
         */
        SPREAD
    }

    /** So many embeddings fit in memory whatever their width. */
    private static final int MOST_CANDIDATES = 20_000;
    /** They are chosen one after the other, each with a look at all candidates. */
    private static final int MOST_INFORMATIVE = 10_000;
    /**
     * Of so many candidates, those with the lowest predicted quality, some hardly train. Their scores say nothing about the order of the
     * others, and stretch the scale on which a few scores are compared; so few of them are chosen.
     */
    private static final double FAILING_SHARE = 0.15;
    /**
     * One of so many architectures is one of those all the same, at random: without any, a predictor knows not how far they fall, and most of
     * them lay below its intervals. More of them stretch the scale, which costs rank correlation at 25 architectures.
     */
    private static final int ONE_FAILING_IN = 16;

    private SupportSampler() {}

    /**
     * Chooses k architectures; the same seed chooses the same ones.
     *
     * @return k distinct indices, in the order of choice
     * @throws InvalidInputException if k is below 1 or above the number of graphs
     */
    public static int[] sample(List<UnifiedGraph> graphs, int k, Strategy strategy, long seed, Progress progress) {
        check(k, graphs.size());
        RandomGenerator random = new SplittableRandom(seed);
        return strategy == Strategy.RANDOM ? random(graphs.size(), k, random) : spread(graphs, k, random, progress);
    }

    /**
     * Chooses k places spread over scores, such as predicted ones: the values in order are cut into k parts of equal size, and from each
     * one is chosen at random. Missing scores (NaN) count as the smallest.
     *
     * @return k distinct indices, the smallest score first
     * @throws InvalidInputException if k is below 1 or above the number of scores
     */
    public static int[] sampleByScore(double[] scores, int k, long seed) {
        check(k, scores.length);
        RandomGenerator random = new SplittableRandom(seed);
        // Shuffled first, so that equal scores do not fall into parts by their rows.
        int[] order = Arrays.stream(random(scores.length, scores.length, random))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Double.isNaN(scores[i]) ? Double.NEGATIVE_INFINITY : scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return IntStream.range(0, k)
                .map(part -> {
                    int from = (int) ((long) part * order.length / k);
                    int to = (int) ((part + 1L) * order.length / k);
                    return order[random.nextInt(from, to)];
                })
                .toArray();
    }

    /**
     * Chooses the architectures to measure next for a predictor: those that make its predictions of all as sure as possible, one after the
     * other, as if those before had been measured already ({@link Posterior#mostInformative}). A predictor that has seen no score yet
     * chooses by its embeddings alone. Where a quality is measured and predicted, the {@value #FAILING_SHARE} of the candidates that are
     * ranked last are passed over, or fewer if others do not suffice, but for one at random in {@value #ONE_FAILING_IN}, those that are
     * measured counted in.
     *
     * @param target what is measured, for which the predictor ranks as {@link ZeroShot#forTarget} says; null if that is not known, and it
     *     ranks for what it was fine-tuned on, or most of the tasks that it has learned
     * @param graphs the same one may be there several times, and is chosen once at most
     * @param measured graphs that are not chosen
     * @param seed of the choice of {@value #MOST_CANDIDATES} candidates where there are more, of which the rest is not looked at
     * @return at most k distinct indices, in the order of choice
     * @throws InvalidInputException if k is below 1, above the number of graphs, or above {@value #MOST_INFORMATIVE}
     */
    public static int[] sampleInformative(
            Predictor predictor,
            Metric target,
            List<UnifiedGraph> graphs,
            Set<UnifiedGraph> measured,
            int k,
            long seed,
            Device device,
            Progress progress) {
        check(k, graphs.size());
        if (k > MOST_INFORMATIVE) {
            throw new InvalidInputException(
                    k + " architectures are to be chosen by what they teach a predictor; at most " + MOST_INFORMATIVE
                            + " can be.",
                    "Choose fewer, or choose them at random.");
        }
        int[] pool = graphs.size() <= MOST_CANDIDATES
                ? IntStream.range(0, graphs.size()).toArray()
                : random(graphs.size(), MOST_CANDIDATES, new SplittableRandom(seed));
        List<UnifiedGraph> candidates =
                Arrays.stream(pool).mapToObj(graphs::get).toList();
        Torch.start(progress);
        Predictor ranking = target == null ? predictor : ZeroShot.forTarget(predictor, target);
        Posterior posterior = ranking.posterior(candidates, device, progress.part(0, 0.5));
        Set<UnifiedGraph> seen = new HashSet<>(measured);
        List<Integer> unmeasured = IntStream.range(0, pool.length)
                .filter(i -> seen.add(candidates.get(i)))
                .boxed()
                .sorted(Comparator.comparingDouble(posterior::output))
                .toList();
        int spare = Math.max(0, unmeasured.size() - k);
        int failing =
                ranksQuality(predictor.spec(), target) ? Math.min(spare, (int) (FAILING_SHARE * unmeasured.size())) : 0;
        Set<Integer> allowed = new HashSet<>(unmeasured.subList(failing, unmeasured.size()));
        int[] chosen = posterior.mostInformative(k, allowed::contains, progress.part(0.5, 1));
        int[] last = Arrays.stream(random(failing, failing, new SplittableRandom(seed)))
                .map(unmeasured::get)
                .toArray();
        return Arrays.stream(withSomeOf(chosen, last, measured.size()))
                .map(i -> pool[i])
                .toArray();
    }

    /** A choice of as many, in which some places are taken by others in their order. */
    private static int[] withSomeOf(int[] chosen, int[] others, int measured) {
        int[] result = new int[chosen.length];
        int taken = 0;
        for (int i = 0; i < result.length; i++) {
            result[i] = taken < others.length && (measured + i + 1) % ONE_FAILING_IN == 0
                    ? others[taken++]
                    : chosen[i - taken];
        }
        return result;
    }

    private static boolean ranksQuality(PredictorSpec spec, Metric target) {
        return target == null
                ? spec.predictsQuality()
                : !target.isCost()
                        && (spec.target().isPresent() || !spec.tasks().isEmpty());
    }

    private static void check(int k, int n) {
        if (k < 1) {
            throw new InvalidInputException(
                    "A support set of " + k + " architectures was asked for; at least 1 is needed.",
                    "Choose 1 or more rows.");
        }
        if (k > n) {
            throw new InvalidInputException(
                    "A support set of " + k + " architectures was asked for, but there are only " + n + ".",
                    "Choose at most " + n + " rows, or give more architectures.");
        }
    }

    /** The first k of a random order (Fisher-Yates). */
    private static int[] random(int n, int k, RandomGenerator random) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = 0; i < k; i++) {
            int j = random.nextInt(i, n);
            int chosen = order[j];
            order[j] = order[i];
            order[i] = chosen;
        }
        return Arrays.copyOf(order, k);
    }

    private static int[] spread(List<UnifiedGraph> graphs, int k, RandomGenerator random, Progress progress) {
        byte[][] features = features(graphs);
        int n = features.length;
        int[] chosen = new int[k];
        boolean[] taken = new boolean[n];
        int[] distance = new int[n];
        Arrays.fill(distance, Integer.MAX_VALUE);
        // Ties are many, so they are broken by a random order instead of by rows.
        int[] order = random(n, n, random);
        int next = order[0];
        for (int step = 0; step < k; step++) {
            progress.report(step / (double) k, "Choosing architecture " + (step + 1) + " of " + k);
            chosen[step] = next;
            taken[next] = true;
            byte[] center = features[next];
            int farthest = -1;
            for (int i : order) {
                if ((i & 0xfff) == 0) {
                    progress.checkCanceled();
                }
                distance[i] = Math.min(distance[i], distance(features[i], center));
                if (!taken[i] && (farthest < 0 || distance[i] > distance[farthest])) {
                    farthest = i;
                }
            }
            next = farthest;
        }
        return chosen;
    }

    private static int distance(byte[] a, byte[] b) {
        int sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum;
    }

    /** How many nodes of each operation and edges of each pair of operations every graph has; columns that all lack are left out. */
    private static byte[][] features(List<UnifiedGraph> graphs) {
        Map<Integer, Integer> columns = new HashMap<>();
        List<List<Integer>> occurrences = new ArrayList<>(graphs.size());
        for (UnifiedGraph graph : graphs) {
            List<Integer> found = new ArrayList<>();
            // Node 0 is the global node, the same in every graph.
            for (int from = 1; from < graph.nodeCount(); from++) {
                int operation = Vocabulary.indexOf(graph.operation(from));
                found.add(columns.computeIfAbsent(-1 - operation, key -> columns.size()));
                for (int to = from + 1; to < graph.nodeCount(); to++) {
                    if (graph.hasEdge(from, to)) {
                        int pair = operation * Vocabulary.operations().size() + Vocabulary.indexOf(graph.operation(to));
                        found.add(columns.computeIfAbsent(pair, key -> columns.size()));
                    }
                }
            }
            occurrences.add(found);
        }
        byte[][] features = new byte[graphs.size()][columns.size()];
        for (int i = 0; i < features.length; i++) {
            for (int column : occurrences.get(i)) {
                if (features[i][column] < Byte.MAX_VALUE) {
                    features[i][column]++;
                }
            }
        }
        return features;
    }
}
