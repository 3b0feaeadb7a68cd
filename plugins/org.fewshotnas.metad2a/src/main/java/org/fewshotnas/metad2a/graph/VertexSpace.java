package org.fewshotnas.metad2a.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.Vocabulary;

/**
 * The architectures of a search space as {@link VertexGraph}s. A cell's nodes are the vertices, in their order, and its edges the edges.
 * Where all cells of the space have one topology, an edge leads from each inner vertex to the next besides (D-VAE's habit: a state that
 * went along a chain knows its order), and types alone say which cell a graph is.
 *
 * <p>So NAS-Bench-201 has the graphs of the published MetaD2A: 8 vertices, the 10 edges of the cell and the 5 of the chain.
 */
public final class VertexSpace {
    /** So many random cells show every operation and every topology of a space. */
    private static final int SHOWN = 2_000;

    private final SearchSpace space;
    private final List<Operation> operations;
    private final int maxVertices;
    /** Of all cells; empty where cells differ in it. */
    private final Optional<Cell> topology;

    private VertexSpace(SearchSpace space, List<Operation> operations, int maxVertices, Optional<Cell> topology) {
        this.space = space;
        this.operations = operations;
        this.maxVertices = maxVertices;
        this.topology = topology;
    }

    /** Of a search space. */
    public static VertexSpace of(SearchSpace space) {
        SplittableRandom random = new SplittableRandom(1);
        TreeSet<Operation> operations = new TreeSet<>(
                Comparator.comparingInt(operation -> Vocabulary.operations().indexOf(operation)));
        Cell first = null;
        boolean fixed = true;
        int largest = 0;
        for (int i = 0; i < SHOWN; i++) {
            Cell cell = space.sample(random);
            operations.addAll(cell.operations().subList(1, cell.nodeCount() - 1));
            largest = Math.max(largest, cell.nodeCount());
            first = i == 0 ? cell : first;
            fixed &= Arrays.equals(cell.edgeRows(), first.edgeRows());
        }
        return new VertexSpace(space, List.copyOf(operations), largest, fixed ? Optional.of(first) : Optional.empty());
    }

    /** The search space. */
    public SearchSpace space() {
        return space;
    }

    /** The operations of inner vertices, of which number i is type i + 2. */
    public List<Operation> operations() {
        return operations;
    }

    /** How many types vertices have: start, end, and the operations. */
    public int types() {
        return operations.size() + 2;
    }

    /** The most vertices of a graph. */
    public int maxVertices() {
        return maxVertices;
    }

    /** Whether all graphs have the same edges. */
    public boolean hasFixedTopology() {
        return topology.isPresent();
    }

    /**
     * The graph of an architecture.
     *
     * @throws InvalidInputException if it is of another search space
     */
    public VertexGraph graph(Architecture architecture) {
        if (!architecture.space().name().equals(space.name())) {
            throw new InvalidInputException(
                    "The architecture " + architecture.text() + " is of the search space "
                            + architecture.space().name() + "; expected is " + space.name() + ".",
                    "Use architectures of one search space, the one that the model has learned.");
        }
        Cell cell = architecture.cell();
        int last = cell.nodeCount() - 1;
        int[] types = new int[last + 1];
        types[last] = VertexGraph.END;
        long[] edges = cell.edgeRows().clone();
        for (int i = 1; i < last; i++) {
            int number = operations.indexOf(cell.operation(i));
            if (number < 0) {
                throw new InvalidInputException(
                        "The architecture " + architecture.text() + " has the operation "
                                + cell.operation(i).label() + ", which no other cell of " + space.name() + " has.",
                        "Use architectures of the search space that the model has learned.");
            }
            types[i] = number + 2;
            if (hasFixedTopology() && i < last - 1) {
                edges[i] |= 1L << i + 1;
            }
        }
        return new VertexGraph(types, edges);
    }

    /** The architecture of a graph; empty where the graph is not valid or the space does not have it. */
    public Optional<Architecture> architecture(VertexGraph graph) {
        if (!graph.isValid() || hasFixedTopology() && graph.size() != maxVertices) {
            return Optional.empty();
        }
        List<Operation> nodes = new ArrayList<>();
        nodes.add(Operation.INPUT);
        for (int i = 1; i < graph.size() - 1; i++) {
            nodes.add(operations.get(graph.types()[i] - 2));
        }
        nodes.add(Operation.OUTPUT);
        try {
            Cell cell = Cell.trusted(
                    List.copyOf(nodes), topology.map(Cell::edgeRows).orElse(graph.edges()));
            // Through its text: the space checks it, and writes it as it would have it.
            return Optional.of(Architecture.of(space, space.parse(space.print(cell))));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }
}
