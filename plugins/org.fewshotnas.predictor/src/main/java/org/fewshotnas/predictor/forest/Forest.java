package org.fewshotnas.predictor.forest;

import org.fewshotnas.space.base.InvalidInputException;

/**
 * A random forest for regression (Breiman, 2001, "Random forests"): the mean of regression trees, each grown to the end on a bootstrap
 * sample of its own, with all features to choose from at every split. Immutable.
 *
 * <p>Its nodes are a table of four numbers a node: the feature that it splits by, or -1 for a leaf; the threshold, at or below which an
 * example goes to the first child; the row of the first child, behind which the second comes; and the value of a leaf. The first rows are
 * the trees' roots, and children come after their parents.
 */
public final class Forest {
    /** Numbers of a node. */
    public static final int OF_A_NODE = 4;
    /** The most trees, and the most nodes: the number of a child must be exact as a 32-bit float. */
    public static final int MOST_NODES = 1 << 23;

    private static final int LEAF = -1;

    private final int trees;
    private final float[] nodes;

    /**
     * A forest of these nodes.
     *
     * @param trees how many
     * @param nodes the table above, row by row; it is copied
     * @param features how many features an example has
     * @throws InvalidInputException if they are not the nodes of such a forest
     */
    public Forest(int trees, float[] nodes, int features) {
        this.trees = trees;
        this.nodes = nodes.clone();
        int count = nodes.length / OF_A_NODE;
        if (trees < 1 || trees > count || count > MOST_NODES || nodes.length % OF_A_NODE != 0) {
            throw invalid(trees + " trees with " + nodes.length + " numbers of nodes");
        }
        for (int i = 0; i < count; i++) {
            float feature = nodes[i * OF_A_NODE];
            float child = nodes[i * OF_A_NODE + 2];
            if (feature != LEAF
                    && !(feature >= 0
                            && feature < features
                            && feature == Math.rint(feature)
                            && child > i
                            && child >= trees
                            && child < count - 1
                            && child == Math.rint(child))) {
                throw invalid("node " + i + " splits by feature " + feature + " of " + features + " and leads to node "
                        + child + " of " + count);
            }
        }
    }

    private static InvalidInputException invalid(String what) {
        return new InvalidInputException(
                "This is no random forest: " + what + ".", "Fine-tune the predictor again with this release.");
    }

    public int trees() {
        return trees;
    }

    /** How many nodes all trees have. */
    public int nodeCount() {
        return nodes.length / OF_A_NODE;
    }

    /** The table of nodes, row by row: a copy. */
    public float[] nodes() {
        return nodes.clone();
    }

    /** The prediction for an example: the mean of the trees'. */
    public double value(double[] features) {
        double sum = 0;
        for (int tree = 0; tree < trees; tree++) {
            sum += value(tree, features);
        }
        return sum / trees;
    }

    /** The prediction of one tree. */
    double value(int tree, double[] features) {
        int at = tree * OF_A_NODE;
        while (nodes[at] != LEAF) {
            int child = (int) nodes[at + 2];
            at = (features[(int) nodes[at]] <= nodes[at + 1] ? child : child + 1) * OF_A_NODE;
        }
        return nodes[at + 3];
    }
}
