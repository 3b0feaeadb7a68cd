package org.fewshotnas.predictor.explanation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.SmallGraph;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.cell.Vocabulary;

/**
 * What the parts of a cell are worth to its score, by exchanging each for all that could stand in its place and looking what the score
 * becomes: occlusion (Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", 2014), on operations and edges instead of
 * parts of a picture. Nothing is estimated; every changed cell is an architecture of the same search space, and is scored.
 */
public final class Occlusion {
    /** Of so many architectures all changed cells are scored at once. */
    private static final int AT_ONCE = 64;

    private Occlusion() {}

    /** Gives scores of graphs, one each, such as {@code Predictor.predict}. */
    @FunctionalInterface
    public interface Scorer {
        double[] scores(List<UnifiedGraph> graphs, Progress progress);
    }

    /**
     * One change of a cell.
     *
     * @param node whose operation is another one, or that the missing edge led to; from 0, the input
     * @param before the label of the operation, or for an edge the number of the node that it came from
     * @param after the label of the operation; empty where an edge is taken away
     * @param changed the architecture after the change, without what is then on no path from the input to the output
     * @param score of the changed architecture
     * @param difference that score less the unchanged architecture's
     */
    public record Change(int node, String before, String after, Architecture changed, double score, double difference) {
        /** Whether an edge is taken away; otherwise an operation is another one. */
        public boolean isOfEdge() {
            return after.isEmpty();
        }
    }

    /**
     * What the parts of an architecture are worth.
     *
     * @param score of the architecture
     * @param changes operations by nodes first, in the vocabulary's order, then edges
     * @param contributions of each node, the score less the mean score with another operation there; NaN where there is no other
     */
    public record Explanation(Architecture architecture, double score, List<Change> changes, double[] contributions) {
        /** Copies the list. */
        public Explanation {
            changes = List.copyOf(changes);
        }
    }

    /** A change before it is scored. */
    private record Plan(int node, String before, String after, Architecture changed) {}

    /**
     * Explains architectures, each by itself.
     *
     * @return one for each, in their order
     */
    public static List<Explanation> of(List<Architecture> architectures, Scorer scorer, Progress progress) {
        List<Explanation> explanations = new ArrayList<>();
        for (int from = 0; from < architectures.size(); from += AT_ONCE) {
            List<Architecture> some = architectures.subList(from, Math.min(architectures.size(), from + AT_ONCE));
            double start = (double) from / architectures.size();
            double end = (double) (from + some.size()) / architectures.size();
            explanations.addAll(explain(some, scorer, progress.part(start, end)));
        }
        return explanations;
    }

    private static List<Explanation> explain(List<Architecture> architectures, Scorer scorer, Progress progress) {
        List<List<Plan>> plans = new ArrayList<>();
        List<UnifiedGraph> graphs = new ArrayList<>();
        for (Architecture architecture : architectures) {
            progress.checkCanceled();
            List<Plan> own = changes(architecture);
            plans.add(own);
            graphs.add(architecture.graph());
            own.forEach(plan -> graphs.add(plan.changed().graph()));
        }
        double[] scores = scorer.scores(graphs, progress);
        List<Explanation> explanations = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < architectures.size(); i++) {
            int size = plans.get(i).size() + 1;
            explanations.add(
                    explanation(architectures.get(i), plans.get(i), Arrays.copyOfRange(scores, at, at + size)));
            at += size;
        }
        return explanations;
    }

    private static Explanation explanation(Architecture architecture, List<Plan> plans, double[] scores) {
        int nodes = architecture.cell().nodeCount();
        double[] sums = new double[nodes];
        int[] counts = new int[nodes];
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            double score = scores[i + 1];
            changes.add(new Change(plan.node(), plan.before(), plan.after(), plan.changed(), score, score - scores[0]));
            if (!plan.after().isEmpty()) {
                sums[plan.node()] += score;
                counts[plan.node()]++;
            }
        }
        double[] contributions = new double[nodes];
        for (int node = 0; node < nodes; node++) {
            contributions[node] = counts[node] == 0 ? Double.NaN : scores[0] - sums[node] / counts[node];
        }
        return new Explanation(architecture, scores[0], changes, contributions);
    }

    /** All that differs from an architecture in one operation, or has one edge less, and is of its space. */
    private static List<Plan> changes(Architecture architecture) {
        SearchSpace space = architecture.space();
        Cell cell = architecture.cell();
        List<Plan> plans = new ArrayList<>();
        for (int node = 1; node < cell.nodeCount() - 1; node++) {
            for (Operation other : Vocabulary.operations()) {
                if (other.isOfCells() && !other.equals(cell.operation(node))) {
                    List<Operation> operations = new ArrayList<>(cell.operations());
                    operations.set(node, other);
                    int place = node;
                    inSpace(space, Cell.trusted(List.copyOf(operations), cell.edgeRows()))
                            .ifPresent(changed -> plans.add(
                                    new Plan(place, cell.operation(place).label(), other.label(), changed)));
                }
            }
        }
        for (int from = 0; from < cell.nodeCount(); from++) {
            for (int to = from + 1; to < cell.nodeCount(); to++) {
                if (cell.hasEdge(from, to)) {
                    int source = from;
                    int target = to;
                    without(cell, from, to)
                            .flatMap(less -> inSpace(space, less))
                            .ifPresent(changed -> plans.add(new Plan(target, String.valueOf(source), "", changed)));
                }
            }
        }
        return plans;
    }

    private static Optional<Cell> without(Cell cell, int from, int to) {
        long[] rows = cell.edgeRows().clone();
        rows[from] &= ~(1L << to);
        SmallGraph pruned = SmallGraph.of(Cell.trusted(cell.operations(), rows)).pruned();
        return pruned.operations().isEmpty() ? Optional.empty() : Optional.of(pruned.toCell());
    }

    /** A space says which of its places may hold what by the cells that it can write. */
    private static Optional<Architecture> inSpace(SearchSpace space, Cell cell) {
        try {
            space.print(cell);
            return Optional.of(Architecture.of(space, cell));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }
}
