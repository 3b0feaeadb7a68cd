package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Agglomerative clustering with average linkage (UPGMA; Sokal and Michener, 1958): which are alike, in an order that keeps them together. */
final class Clustering {
    /** A node of the tree: a leaf, or what two others were put together to at a distance. */
    record Node(List<Integer> leaves, double distance, Node left, Node right) {
        private Node(int leaf) {
            this(List.of(leaf), 0, null, null);
        }

        boolean isLeaf() {
            return left == null;
        }
    }

    private Clustering() {}

    /**
     * The root of the tree of some things.
     *
     * @param distances between any two; NaN counts as the largest
     */
    static Node of(double[][] distances) {
        double most = 0;
        for (double[] row : distances) {
            for (double distance : row) {
                most = Double.isNaN(distance) ? most : Math.max(most, distance);
            }
        }
        List<Node> open = new ArrayList<>(
                IntStream.range(0, distances.length).mapToObj(Node::new).toList());
        while (open.size() > 1) {
            int bestA = 0;
            int bestB = 1;
            double best = Double.POSITIVE_INFINITY;
            for (int a = 0; a < open.size(); a++) {
                for (int b = a + 1; b < open.size(); b++) {
                    double distance = between(open.get(a), open.get(b), distances, most);
                    if (distance < best) {
                        best = distance;
                        bestA = a;
                        bestB = b;
                    }
                }
            }
            Node right = open.remove(bestB);
            Node left = open.remove(bestA);
            List<Integer> leaves = new ArrayList<>(left.leaves());
            leaves.addAll(right.leaves());
            open.add(bestA, new Node(leaves, best, left, right));
        }
        return open.get(0);
    }

    private static double between(Node a, Node b, double[][] distances, double most) {
        double sum = 0;
        for (int i : a.leaves()) {
            for (int j : b.leaves()) {
                sum += Double.isNaN(distances[i][j]) ? most : distances[i][j];
            }
        }
        return sum / (a.leaves().size() * b.leaves().size());
    }
}
