package org.fewshotnas.sample;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The files of the workflow two-benchmarks: what the sample says of its first cells of NAS-Bench-201, in the shapes of two published
 * benchmarks.
 */
final class TwoBenchmarks {
    static final String LATENCIES = "latbench-sample-cpu-batch-4-image-32x32.pickle";
    static final String COSTS = "zc_sample_nasbench201.json";
    private static final int CELLS = 300;
    /** As LatBench numbers them. */
    private static final List<String> LATBENCH =
            List.of("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3");
    /** As NAS-Bench-Suite-Zero numbers them. */
    private static final List<String> SUITE_ZERO =
            List.of("skip_connect", "none", "nor_conv_3x3", "nor_conv_1x1", "avg_pool_3x3");

    private TwoBenchmarks() {}

    /**
     * Writes both files.
     *
     * @param sample the sample's table of NAS-Bench-201
     * @param folder where to
     */
    static void write(Path sample, Path folder) throws IOException {
        List<NamedCsvRecord> rows;
        try (Reader text = new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(sample)), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            rows = csv.stream().limit(CELLS).toList();
        }
        Files.write(folder.resolve(LATENCIES), latBench(rows, new LatencyTask(4, 32)));
        Files.writeString(folder.resolve(COSTS), suiteZero(rows));
    }

    /** A pickled dictionary from tuples of operations, in the order of the cell's text, to seconds (protocol 2). */
    private static byte[] latBench(List<NamedCsvRecord> rows, LatencyTask task) {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.writeBytes(new byte[] {(byte) 0x80, 2, '}', '('});
        for (NamedCsvRecord row : rows) {
            pickle.write('(');
            for (String operation : operations(row)) {
                pickle.writeBytes(new byte[] {'K', (byte) LATBENCH.indexOf(operation)});
            }
            double seconds = Double.parseDouble(row.getField(task.column())) / 1000;
            pickle.writeBytes(new byte[] {'t', 'G'});
            pickle.writeBytes(ByteBuffer.allocate(8).putDouble(seconds).array());
        }
        pickle.writeBytes(new byte[] {'u', '.'});
        return pickle.toByteArray();
    }

    /** For each size of the image, parameters and FLOPs by the operations of the edges 0-1, 0-2, 0-3, 1-2, 1-3 and 2-3. */
    private static String suiteZero(List<NamedCsvRecord> rows) {
        return SampleTool.FLOPS_IMAGES.stream()
                .map(image -> "image " + image + "x" + image)
                .map(image -> rows.stream()
                        .map(row -> String.format(
                                Locale.ROOT,
                                "\"(%s)\": {\"params\": %s, \"flops\": %s}",
                                suiteZeroKey(row),
                                row.getField("parameters [M]"),
                                row.getField("flops [M] " + image)))
                        .collect(Collectors.joining(",\n", "\"" + image + "\": {\n", "\n}")))
                .collect(Collectors.joining(",\n", "{", "}\n"));
    }

    private static String suiteZeroKey(NamedCsvRecord row) {
        String[] inText = operations(row);
        return List.of(0, 1, 3, 2, 4, 5).stream()
                .map(edge -> String.valueOf(SUITE_ZERO.indexOf(inText[edge])))
                .collect(Collectors.joining(", "));
    }

    /** The six operations in the order of the cell's text: edges 0-1, 0-2, 1-2, 0-3, 1-3 and 2-3. */
    private static String[] operations(NamedCsvRecord row) {
        return Arrays.stream(row.getField("architecture").split("[|+]+"))
                .filter(edge -> !edge.isEmpty())
                .map(edge -> edge.substring(0, edge.indexOf('~')))
                .toArray(String[]::new);
    }
}
