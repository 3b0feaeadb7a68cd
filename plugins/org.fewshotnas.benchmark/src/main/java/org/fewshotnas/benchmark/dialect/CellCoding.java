package org.fewshotnas.benchmark.dialect;

import static org.fewshotnas.space.cell.Operation.AVG_POOL;
import static org.fewshotnas.space.cell.Operation.CONV1_D1;
import static org.fewshotnas.space.cell.Operation.CONV3_D1;
import static org.fewshotnas.space.cell.Operation.SKIP_CONNECTION;
import static org.fewshotnas.space.cell.Operation.ZEROIZE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.published.NasBench201;

/**
 * What six operations in a row say of a NAS-Bench-201 cell: which number is which operation, and which place is which edge. A tuple does
 * not tell; {@link CodingEvidence} finds out from scores.
 */
public enum CellCoding {
    /** The benchmark's own numbers and order, as LatBench and BRP-NAS have it: none, skip, conv 1x1, conv 3x3, average pooling. */
    NAS_BENCH_201("NAS-Bench-201's coding", Numbers.BENCHMARK, Edges.BENCHMARK),
    /** NASLib's: skip, none, conv 3x3, conv 1x1, average pooling; the edges by the tensor that they begin at. */
    NASLIB("NASLib's coding", Numbers.NASLIB, Edges.NASLIB),
    /** The benchmark's numbers, NASLib's edges. */
    BENCHMARK_NUMBERS_NASLIB_EDGES(
            "NAS-Bench-201's numbers in NASLib's order of edges", Numbers.BENCHMARK, Edges.NASLIB),
    /** NASLib's numbers, the benchmark's edges. */
    NASLIB_NUMBERS_BENCHMARK_EDGES(
            "NASLib's numbers in NAS-Bench-201's order of edges", Numbers.NASLIB, Edges.BENCHMARK);

    private static final class Numbers {
        private static final List<Operation> BENCHMARK =
                List.of(ZEROIZE, SKIP_CONNECTION, CONV1_D1, CONV3_D1, AVG_POOL);
        private static final List<Operation> NASLIB = List.of(SKIP_CONNECTION, ZEROIZE, CONV3_D1, CONV1_D1, AVG_POOL);
    }

    /** Of each place of the benchmark's text, where its operation is among the six. */
    private static final class Edges {
        private static final int[] BENCHMARK = {0, 1, 2, 3, 4, 5};
        private static final int[] NASLIB = {0, 1, 3, 2, 4, 5};
    }

    private final String label;
    private final List<Operation> numbers;
    private final int[] edges;

    CellCoding(String label, List<Operation> numbers, int[] edges) {
        this.label = label;
        this.numbers = numbers;
        this.edges = edges;
    }

    /** What it is, for messages and dialogs. */
    public String label() {
        return label;
    }

    /** The benchmark's text of a cell. */
    public String decode(CodedCell cell) {
        List<Operation> six = new ArrayList<>();
        for (int edge : cell.edgesKnown() ? Edges.BENCHMARK : edges) {
            six.add(
                    cell.isNamed()
                            ? cell.operations().get(edge)
                            : numbers.get(cell.numbers().get(edge)));
        }
        return NasBench201.INSTANCE.print(NasBench201.INSTANCE.cell(six));
    }

    /** The codings that a cell can be in: where operations are named, only the order of edges is open, and the other way round. */
    static List<CellCoding> of(CodedCell cell) {
        return cell.isNamed() || cell.edgesKnown() ? List.of(NAS_BENCH_201, NASLIB) : List.of(values());
    }

    /** The coding of this name, as {@link #name} gives it. */
    public static Optional<CellCoding> ofName(String name) {
        for (CellCoding coding : values()) {
            if (coding.name().equals(name)) {
                return Optional.of(coding);
            }
        }
        return Optional.empty();
    }
}
