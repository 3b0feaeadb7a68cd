package org.fewshotnas.benchmark.dialect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.published.ChannelSizes;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.space.published.NasBenchAsr;

/** The notations of architectures that are told from each other by their form alone. */
final class Notations {
    /** One notation: reads a text as the benchmark's own, or not at all. */
    interface Notation {
        Optional<String> read(String text);
    }

    static final List<Notation> ALL = List.of(
            Notations::bars,
            Notations::edgeDictionary,
            Notations::pairsByTensor,
            Notations::transNas,
            Nb101Notations::dictionary,
            Nb101Notations::pair,
            Notations::asr,
            Notations::channels);

    private static final int TENSORS = 4;
    private static final List<Operation> OF_NAS_BENCH_201 = List.of(
            Operation.ZEROIZE, Operation.SKIP_CONNECTION, Operation.CONV1_D1, Operation.CONV3_D1, Operation.AVG_POOL);
    private static final Pattern EDGE = Pattern.compile("(?:e|edge|op)?_?([0-4])\\s*(?:->|-|_|,|\\.)?\\s*([0-4])");
    /** NATS-Bench's library names the tensor that an edge leads to first. */
    private static final Pattern BACKWARD_EDGE = Pattern.compile("([0-4])\\s*<-\\s*([0-4])");
    /** How that library prints a structure. */
    private static final Pattern PRINTED = Pattern.compile("\\w+\\(\\d+ nodes with (\\|.*\\|)\\)");

    private static final Pattern TRANS_NAS = Pattern.compile("(?:64-41414-)?([0-3]_[0-3]{2}_[0-3]{3})");

    private Notations() {}

    static boolean isOfNasBench201(Operation operation) {
        return OF_NAS_BENCH_201.contains(operation);
    }

    /** NAS-Bench-201's text with other words, other case, spaces, or without its outer bars. */
    private static Optional<String> bars(String text) {
        if (text.indexOf('~') < 0) {
            return Optional.empty();
        }
        Matcher printed = PRINTED.matcher(text);
        String[] tensors = (printed.matches() ? printed.group(1) : text)
                .replace("\\|", "|")
                .split("\\+");
        Operation[][] operations = new Operation[TENSORS][TENSORS];
        for (int to = 1; to <= tensors.length; to++) {
            for (String term : tensors[to - 1].split("\\|")) {
                int tilde = term.indexOf('~');
                String from = tilde < 0 ? "" : term.substring(tilde + 1).strip();
                if (!term.isBlank()
                        && (from.length() != 1
                                || !put(operations, from.charAt(0) - '0', to, term.substring(0, tilde)))) {
                    return Optional.empty();
                }
            }
        }
        return nasBench201(operations);
    }

    /** Notes the operation on an edge; whether there is such an edge, none was there, and the operation is known. */
    static boolean put(Operation[][] operations, int from, int to, String word) {
        Operation operation = OperationWords.of(word).orElse(null);
        if (operation == null || from < 0 || to >= TENSORS || from >= to || operations[from][to] != null) {
            return false;
        }
        operations[from][to] = operation;
        return true;
    }

    static Optional<String> nasBench201(Operation[][] operations) {
        List<Operation> six = new ArrayList<>();
        for (int to = 1; to < TENSORS; to++) {
            for (int from = 0; from < to; from++) {
                if (operations[from][to] == null) {
                    return Optional.empty();
                }
                six.add(operations[from][to]);
            }
        }
        return written(() -> NasBench201.MIXED_OPS.print(NasBench201.MIXED_OPS.cell(six)));
    }

    private interface Writer {
        String text();
    }

    private static Optional<String> written(Writer writer) {
        try {
            return Optional.of(writer.text());
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    /** The edge of a name such as "0_1", "e01", "(0, 1)" or "0->1"; its two tensors, or empty. */
    static Optional<int[]> edge(String name) {
        String bare = name.toLowerCase(Locale.ROOT).replaceAll("[()\\[\\]]", "").strip();
        Matcher backward = BACKWARD_EDGE.matcher(bare);
        if (backward.matches()) {
            return Optional.of(new int[] {
                backward.group(2).charAt(0) - '0', backward.group(1).charAt(0) - '0'
            });
        }
        Matcher edge = EDGE.matcher(bare);
        return edge.matches()
                ? Optional.of(
                        new int[] {edge.group(1).charAt(0) - '0', edge.group(2).charAt(0) - '0'})
                : Optional.empty();
    }

    /** A dictionary from edges to operations, the tensors counted from 0 (NNI) or from 1 (NASLib). */
    private static Optional<String> edgeDictionary(String text) {
        if (!text.startsWith("{") || !(PythonLiteral.parse(text).orElse(null) instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        List<int[]> edges = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = String.valueOf(entry.getKey());
            Optional<int[]> edge = edge(name);
            if (edge.isEmpty() || !(entry.getValue() instanceof String word)) {
                return Optional.empty();
            }
            edges.add(edge.get());
            words.add(word);
        }
        return ofEdges(edges, words);
    }

    /** The cell of six named edges. */
    static Optional<String> ofEdges(List<int[]> edges, List<String> words) {
        int first = edges.stream().anyMatch(edge -> edge[0] == 0) ? 0 : 1;
        Operation[][] operations = new Operation[TENSORS][TENSORS];
        for (int i = 0; i < edges.size(); i++) {
            if (!put(operations, edges.get(i)[0] - first, edges.get(i)[1] - first, words.get(i))) {
                return Optional.empty();
            }
        }
        return nasBench201(operations);
    }

    /** For each tensor the pairs of an operation and the tensor that it reads, as the benchmark's own library has genotypes. */
    private static Optional<String> pairsByTensor(String text) {
        if (text.isEmpty()
                || "[(".indexOf(text.charAt(0)) < 0
                || !(PythonLiteral.parse(text).orElse(null) instanceof List<?> tensors)
                || tensors.size() != TENSORS - 1) {
            return Optional.empty();
        }
        Operation[][] operations = new Operation[TENSORS][TENSORS];
        for (int to = 1; to < TENSORS; to++) {
            if (!(tensors.get(to - 1) instanceof List<?> pairs)) {
                return Optional.empty();
            }
            for (Object item : pairs) {
                if (!(item instanceof List<?> pair)
                        || pair.size() != 2
                        || !(pair.get(0) instanceof String word)
                        || !(pair.get(1) instanceof Long from)
                        || from >= TENSORS
                        || !put(operations, from.intValue(), to, word)) {
                    return Optional.empty();
                }
            }
        }
        return nasBench201(operations);
    }

    /** TransNAS-Bench-101's micro cell without the macro part that all have. */
    private static Optional<String> transNas(String text) {
        Matcher cell = TRANS_NAS.matcher(text.replace(" ", ""));
        return cell.matches() ? Optional.of("64-41414-" + cell.group(1)) : Optional.empty();
    }

    /** NAS-Bench-ASR's vector with tuples, or with names of operations: any list of lists of 2, 3 and 4. */
    private static Optional<String> asr(String text) {
        if (text.isEmpty()
                || "[(".indexOf(text.charAt(0)) < 0
                || !(PythonLiteral.parse(text).orElse(null) instanceof List<?> rows)
                || rows.size() != 3) {
            return Optional.empty();
        }
        List<String> nodes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!(rows.get(i) instanceof List<?> row) || row.size() != i + 2) {
                return Optional.empty();
            }
            List<String> cells = new ArrayList<>();
            for (Object item : row) {
                cells.add(item instanceof String word ? asrNumber(word) : String.valueOf(item));
            }
            nodes.add("[" + String.join(", ", cells) + "]");
        }
        return written(() -> NasBenchAsr.INSTANCE.normalised("[" + String.join(", ", nodes) + "]"));
    }

    private static String asrNumber(String word) {
        List<Operation> main = List.of(
                Operation.LINEAR,
                Operation.CONV5_D1,
                Operation.CONV5_D2,
                Operation.CONV7_D1,
                Operation.CONV7_D2,
                Operation.ZEROIZE);
        return OperationWords.of(word).map(main::indexOf).map(String::valueOf).orElse(word);
    }

    /** Five numbers of channels, however they are separated. */
    private static Optional<String> channels(String text) {
        String[] numbers = text.replaceAll("[\\[\\]()]", "").strip().split("\\s*[,;:-]\\s*|\\s+");
        String joined = String.join(":", Arrays.asList(numbers));
        return numbers.length == 5 ? written(() -> ChannelSizes.INSTANCE.normalised(joined)) : Optional.empty();
    }
}
