package org.fewshotnas.benchmark.published;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.published.NasBench101;

/**
 * The keys of NAS-Bench-Suite-Zero's files: tuples of integers, one kind a search space.
 *
 * <ul>
 *   <li>NAS-Bench-101: the 7 x 7 adjacency matrix row by row, then a code a vertex: 0 input, 1 output, 2 maxpool3x3, 3 conv1x1-bn-relu,
 *       4 conv3x3-bn-relu. Vertices without a path from input to output are in it too; the benchmark takes them away, and so is done here.
 *   <li>NAS-Bench-201: an operation (0 skip_connect, 1 none, 2 nor_conv_3x3, 3 nor_conv_1x1, 4 avg_pool_3x3) for each of the edges 0-1,
 *       0-2, 0-3, 1-2, 1-3, 2-3.
 *   <li>TransNAS-Bench-101 micro: the six digits of the native encoding.
 * </ul>
 */
final class SuiteZeroEncoding {
    private static final String NB101 = "NAS-Bench-101";
    private static final String NB201 = "NAS-Bench-201";
    private static final String TB101 = "TransNAS-Bench-101 micro";
    private static final Set<String> TB101_TASKS =
            Set.of("class_scene", "class_object", "autoencoder", "normal", "jigsaw", "room_layout", "segmentsemantic");
    private static final List<String> NB201_OPERATIONS =
            List.of("skip_connect", "none", "nor_conv_3x3", "nor_conv_1x1", "avg_pool_3x3");
    private static final List<Operation> NB101_OPERATIONS =
            List.of(Operation.MAX_POOL, Operation.CONV1_D1, Operation.CONV3_D1);

    private SuiteZeroEncoding() {}

    /** An encoding that is not one of its search space. */
    static final class BadEncoding extends Exception {
        private static final long serialVersionUID = 1L;

        BadEncoding(String message) {
            super(message);
        }
    }

    /** The search space of a file, from its first data set and encoding. */
    static String spaceOf(String file, String dataSet, String encoding) {
        int length = encoding.startsWith("[[") ? 0 : encoding.split(",").length;
        if (length == 56) {
            return NB101;
        }
        if (length == 6) {
            return TB101_TASKS.contains(dataSet.toLowerCase(Locale.ROOT)) ? TB101 : NB201;
        }
        throw new InvalidInputException(
                "The file \"" + file + "\" holds architectures of "
                        + (length == 0 ? "NAS-Bench-301 (DARTS)" : "an unknown search space") + ", such as \""
                        + Excerpts.shorten(encoding) + "\", which cannot be read.",
                "Of NAS-Bench-Suite-Zero, the files of NAS-Bench-101, NAS-Bench-201 and TransNAS-Bench-101 micro can be read.");
    }

    /** The native encoding of a key. */
    static String architecture(String space, String encoding) throws BadEncoding {
        int[] codes = integers(encoding);
        switch (space) {
            case NB101:
                return nb101(codes);
            case NB201:
                requireCodes(codes, 6, 4);
                String[] ops =
                        Arrays.stream(codes).mapToObj(NB201_OPERATIONS::get).toArray(String[]::new);
                return String.format(
                        Locale.ROOT,
                        "|%s~0|+|%s~0|%s~1|+|%s~0|%s~1|%s~2|",
                        ops[0],
                        ops[1],
                        ops[3],
                        ops[2],
                        ops[4],
                        ops[5]);
            default:
                if (Arrays.stream(codes).anyMatch(code -> code == 4)) {
                    throw new BadEncoding("it holds 4, which only macro architectures do; these cannot be read");
                }
                requireCodes(codes, 6, 3);
                return String.format(
                        Locale.ROOT,
                        "64-41414-%d_%d%d_%d%d%d",
                        codes[0],
                        codes[1],
                        codes[2],
                        codes[3],
                        codes[4],
                        codes[5]);
        }
    }

    private static String nb101(int[] codes) throws BadEncoding {
        requireCodes(codes, 56, 4);
        int[][] adjacency = new int[7][];
        for (int i = 0; i < 7; i++) {
            adjacency[i] = Arrays.copyOfRange(codes, 7 * i, 7 * i + 7);
        }
        List<Operation> inner = new ArrayList<>();
        for (int i = 1; i < 6; i++) {
            int code = codes[49 + i];
            if (code < 2) {
                throw new BadEncoding("an inner vertex has the operation code " + code + "; expected is 2, 3 or 4");
            }
            inner.add(NB101_OPERATIONS.get(code - 2));
        }
        if (codes[49] != 0 || codes[55] != 1) {
            throw new BadEncoding("its first vertex is not the input, or its last not the output");
        }
        try {
            return NasBench101.INSTANCE.print(NasBench101.INSTANCE.cell(adjacency, inner, true));
        } catch (InvalidInputException e) {
            throw new BadEncoding(e.getMessage());
        }
    }

    private static void requireCodes(int[] codes, int length, int most) throws BadEncoding {
        if (codes.length != length) {
            throw new BadEncoding(codes.length + " numbers were found, " + length + " expected");
        }
        for (int code : codes) {
            if (code < 0 || code > most) {
                throw new BadEncoding("it holds " + code + "; expected are numbers from 0 to " + most);
            }
        }
    }

    private static int[] integers(String encoding) throws BadEncoding {
        String inner = encoding.replaceAll("[()\\[\\]\\s]", "");
        try {
            return Arrays.stream(inner.split(",")).mapToInt(Integer::parseInt).toArray();
        } catch (NumberFormatException e) {
            throw new BadEncoding("a list of whole numbers was expected");
        }
    }
}
