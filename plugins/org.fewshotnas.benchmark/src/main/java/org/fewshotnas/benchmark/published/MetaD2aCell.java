package org.fewshotnas.benchmark.published;

import static org.fewshotnas.space.cell.Operation.AVG_POOL;
import static org.fewshotnas.space.cell.Operation.CONV1_D1;
import static org.fewshotnas.space.cell.Operation.CONV3_D1;
import static org.fewshotnas.space.cell.Operation.SKIP_CONNECTION;
import static org.fewshotnas.space.cell.Operation.ZEROIZE;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleRecord;
import org.fewshotnas.benchmark.pickle.PickledNumbers;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.published.NasBench201;

/**
 * NAS-Bench-201's cells as MetaD2A has them: graphs of eight vertices, a start, the operations of the edges 1←0, 2←0, 2←1, 3←0, 3←1, 3←2, and
 * an end. Their edges are the same for all cells; a vertex's type says what it is. Source: Lee, Hyung and Hwang, ICLR 2021.
 */
final class MetaD2aCell {
    /** Of the types from {@link #FIRST_OPERATION} on. */
    private static final List<Operation> OPERATIONS = List.of(ZEROIZE, SKIP_CONNECTION, CONV1_D1, CONV3_D1, AVG_POOL);

    private static final int START = 0;
    private static final int END = 1;
    private static final int FIRST_OPERATION = 2;
    private static final int TYPES = FIRST_OPERATION + OPERATIONS.size();
    private static final int VERTICES = 8;
    /** Where an igraph graph has the number of its vertices and their attributes. */
    private static final int VERTEX_COUNT = 0;

    private static final int VERTEX_ATTRIBUTES = 4;

    private MetaD2aCell() {}

    /**
     * The types of a graph's vertices, (8).
     *
     * @param place of the entry, for messages
     * @throws InvalidInputException if it is no such graph
     */
    static int[] ofGraph(Object graph, String place) {
        if (!(graph instanceof PickleRecord record)) {
            throw wrong(place + " has no graph of igraph under \"g\".");
        }
        double count = PickledNumbers.number(record.get(VERTEX_COUNT));
        Object types = record.get(VERTEX_ATTRIBUTES) instanceof PickleDict attributes ? attributes.get("type") : null;
        int length = PickledNumbers.length(types);
        if (count != VERTICES || length != VERTICES) {
            throw wrong(place + ": its graph has " + (Double.isNaN(count) ? "an unknown number of" : shown(count))
                    + " vertices and " + Math.max(0, length) + " types of vertices; expected are " + VERTICES
                    + " of each: a start, six operations, an end.");
        }
        int[] found = new int[VERTICES];
        for (int vertex = 0; vertex < VERTICES; vertex++) {
            double type = PickledNumbers.number(PickledNumbers.item(types, vertex));
            if (!(type >= 0 && type < TYPES && type == Math.rint(type))) {
                throw wrong(place + ": vertex " + vertex + " of its graph has the type " + shown(type)
                        + "; types are 0 to " + (TYPES - 1) + ".");
            }
            found[vertex] = (int) type;
        }
        return found;
    }

    /**
     * The types of vertices that are written as rows of noughts and a one, (8, 7) to (8).
     *
     * @param place of the entry, for messages
     * @throws InvalidInputException if they are not
     */
    static int[] ofOneHot(Object rows, String place) {
        int length = PickledNumbers.length(rows);
        if (length != VERTICES * TYPES) {
            throw wrong(place + " has " + Math.max(0, length) + " numbers under \"x\"; expected are " + VERTICES + " x "
                    + TYPES + ", a one in each row at the vertex's type.");
        }
        int[] found = new int[VERTICES];
        for (int vertex = 0; vertex < VERTICES; vertex++) {
            int ones = 0;
            for (int type = 0; type < TYPES; type++) {
                double number = PickledNumbers.number(PickledNumbers.item(rows, vertex * TYPES + type));
                if (number == 1) {
                    ones++;
                    found[vertex] = type;
                } else if (number != 0) {
                    ones = TYPES;
                }
            }
            if (ones != 1) {
                throw wrong(place + ": the row of vertex " + vertex
                        + " under \"x\" is not a single one among noughts, so that it tells no type.");
            }
        }
        return found;
    }

    /**
     * The benchmark's text of a cell.
     *
     * @param types of its vertices, (8)
     * @param place of the entry, for messages
     * @throws InvalidInputException if the first is no start, the last no end, or one between them no operation
     */
    static String text(int[] types, String place) {
        List<Operation> six = new ArrayList<>();
        for (int vertex = 0; vertex < VERTICES; vertex++) {
            int type = types[vertex];
            boolean inner = vertex > 0 && vertex < VERTICES - 1;
            if (inner ? type < FIRST_OPERATION : type != (vertex == 0 ? START : END)) {
                throw wrong(place + ": vertex " + vertex + " of its cell has the type " + type + "; expected is "
                        + (inner
                                ? "an operation, " + FIRST_OPERATION + " to " + (TYPES - 1)
                                : vertex == 0 ? "the start, " + START : "the end, " + END)
                        + ".");
            }
            if (inner) {
                six.add(OPERATIONS.get(type - FIRST_OPERATION));
            }
        }
        return NasBench201.INSTANCE.print(NasBench201.INSTANCE.cell(six));
    }

    /** A number as a message has it. */
    static String shown(double number) {
        return Double.isNaN(number)
                ? "(no number)"
                : number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    /** What is thrown where an entry is not as its authors publish it. */
    static InvalidInputException wrong(String what) {
        return new InvalidInputException(what, "Download MetaD2A's database again, or choose another file.");
    }
}
