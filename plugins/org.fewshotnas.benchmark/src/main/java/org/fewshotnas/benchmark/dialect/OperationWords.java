package org.fewshotnas.benchmark.dialect;

import static org.fewshotnas.space.cell.Operation.AVG_POOL;
import static org.fewshotnas.space.cell.Operation.CONV1_D1;
import static org.fewshotnas.space.cell.Operation.CONV3_D1;
import static org.fewshotnas.space.cell.Operation.CONV5_D1;
import static org.fewshotnas.space.cell.Operation.CONV5_D2;
import static org.fewshotnas.space.cell.Operation.CONV7_D1;
import static org.fewshotnas.space.cell.Operation.CONV7_D2;
import static org.fewshotnas.space.cell.Operation.LINEAR;
import static org.fewshotnas.space.cell.Operation.MAX_POOL;
import static org.fewshotnas.space.cell.Operation.SKIP_CONNECTION;
import static org.fewshotnas.space.cell.Operation.ZEROIZE;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.space.cell.Operation;

/**
 * What operations are called: by the benchmarks themselves, by NASLib, NNI, Archai and DARTS, and by PyTorch. Case, underscores, hyphens
 * and spaces do not matter. A word that libraries use for different operations ("no_op", "conv") is not in the table.
 */
final class OperationWords {
    private static final Map<String, Operation> BY_WORD = words(Map.ofEntries(
            Map.entry(ZEROIZE, List.of("none", "zero", "zeros", "zeroize", "zeroise", "no connection")),
            Map.entry(SKIP_CONNECTION, List.of("skip connect", "skip connection", "skip", "identity")),
            Map.entry(
                    CONV1_D1,
                    List.of(
                            "nor conv 1x1",
                            "conv 1x1",
                            "conv1x1-bn-relu",
                            "relu conv bn 1x1",
                            "conv bn relu 1x1",
                            "conv 1x1 bn relu",
                            "conv2d 1x1",
                            "conv1-d1")),
            Map.entry(
                    CONV3_D1,
                    List.of(
                            "nor conv 3x3",
                            "conv 3x3",
                            "conv3x3-bn-relu",
                            "relu conv bn 3x3",
                            "conv bn relu 3x3",
                            "conv 3x3 bn relu",
                            "conv2d 3x3",
                            "conv3-d1")),
            Map.entry(CONV5_D1, List.of("conv5", "conv5-d1")),
            Map.entry(CONV5_D2, List.of("conv5d2", "conv5-d2")),
            Map.entry(CONV7_D1, List.of("conv7", "conv7-d1")),
            Map.entry(CONV7_D2, List.of("conv7d2", "conv7-d2")),
            Map.entry(LINEAR, List.of("linear")),
            Map.entry(
                    AVG_POOL,
                    List.of(
                            "avg pool 3x3",
                            "avg pool",
                            "average pool 3x3",
                            "average pool",
                            "avg pooling 3x3",
                            "avgpool2d",
                            "avg pool 1x1",
                            "pool avg 3x3")),
            Map.entry(
                    MAX_POOL,
                    List.of(
                            "max pool 3x3",
                            "max pool",
                            "max pooling 3x3",
                            "maxpool2d",
                            "max pool 1x1",
                            "pool max 3x3"))));

    private OperationWords() {}

    private static Map<String, Operation> words(Map<Operation, List<String>> table) {
        Map<String, Operation> words = new HashMap<>();
        table.forEach((operation, names) -> names.forEach(name -> words.put(bare(name), operation)));
        return Map.copyOf(words);
    }

    /** The operation that a word stands for. */
    static Optional<Operation> of(String word) {
        return Optional.ofNullable(BY_WORD.get(bare(word)));
    }

    private static String bare(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c != '_' && c != '-' && c != ' ') {
                letters.append(c);
            }
        }
        return letters.toString();
    }
}
