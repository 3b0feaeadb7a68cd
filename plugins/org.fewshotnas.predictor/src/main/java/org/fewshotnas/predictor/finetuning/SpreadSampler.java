package org.fewshotnas.predictor.finetuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.cell.Vocabulary;

/** The choice of {@link SupportSampler.Strategy#SPREAD}. */
final class SpreadSampler {
    private SpreadSampler() {}

    static int[] sample(List<UnifiedGraph> graphs, int k, RandomGenerator random, Progress progress) {
        byte[][] features = features(graphs);
        int n = features.length;
        int[] chosen = new int[k];
        boolean[] taken = new boolean[n];
        int[] distance = new int[n];
        Arrays.fill(distance, Integer.MAX_VALUE);
        // Ties are many, so they are broken by a random order instead of by rows.
        int[] order = SupportSampler.random(n, n, random);
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
