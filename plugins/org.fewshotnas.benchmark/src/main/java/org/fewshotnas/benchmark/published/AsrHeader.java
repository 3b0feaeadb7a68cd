package org.fewshotnas.benchmark.published;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleList;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/**
 * What the header of one of NAS-Bench-ASR's files says.
 *
 * @param type "training", or what else the rows are of
 * @param columns names of the values of a row
 * @param epochs of the training, or empty
 * @param seedOrDevice what the rows were measured with
 */
record AsrHeader(String type, List<String> columns, String epochs, String seedOrDevice) {
    static final String HASH = "model_hash";
    static final String TRAINING = "training";
    private static final String VALID = "val_per";
    private static final String TEST = "test_per";

    static AsrHeader of(SourceFile file, Object value) {
        if (value instanceof PickleDict dict
                && dict.get("dataset_type") instanceof String type
                && dict.get("columns") instanceof PickleList names) {
            List<String> columns = new ArrayList<>();
            for (int i = 0; i < Math.min(100, names.size()); i++) {
                columns.add(String.valueOf(names.get(i)));
            }
            Object name = type.equals(TRAINING) ? dict.get("seed") : dict.get("device");
            if (columns.contains(HASH)) {
                return new AsrHeader(
                        type,
                        columns,
                        dict.get("epochs") instanceof Long n ? n.toString() : "",
                        name == null ? "" : String.valueOf(name));
            }
        }
        throw AsrFormat.wrong(file, "has no header with its type and columns");
    }

    boolean isTraining() {
        return type.equals(TRAINING);
    }

    /** The metric of a column, if it holds one. */
    Optional<Metric> metric(String column) {
        return switch (column) {
            case VALID -> Optional.of(errorRate("valid"));
            case TEST -> Optional.of(errorRate("test"));
            case "latency" -> Optional.of(cost((seedOrDevice + " latency").strip(), seedOrDevice, "latency"));
            case "params" -> Optional.of(cost("parameters", "", "parameters"));
            case "flops" -> Optional.of(cost("flops", "", "flops"));
            default -> Optional.empty();
        };
    }

    private Metric errorRate(String split) {
        String name = "timit " + split + " PER @" + epochs;
        return new Metric(name, "timit", split, "per", "", Direction.MINIMIZE, epochs, "", "", "");
    }

    private static Metric cost(String name, String device, String quantity) {
        return new Metric(name, device, "", quantity, "", Direction.MINIMIZE, "", "", "", "");
    }
}
