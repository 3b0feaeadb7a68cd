package org.fewshotnas.trainings;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;

/**
 * Written digits of 8 x 8 pixels: the test part of UCI's Optical Recognition of Handwritten Digits (Alpaydin and Kaynak 1998, CC BY 4.0), as
 * scikit-learn's {@code digits.csv.gz} holds them.
 */
public final class DigitImages {
    /** Pixels along each side. */
    public static final int SIDE = 8;

    private static final int PIXELS = SIDE * SIDE;
    private static final int DIGITS = 10;
    private static final float WHITE = 16;

    private DigitImages() {}

    /** All 1,797, with values of 0 to 1. */
    public static DataSet read(Path file) throws IOException {
        List<float[]> images = new ArrayList<>();
        List<Integer> digits = new ArrayList<>();
        try (Reader text = new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII);
                CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text);
                Stream<CsvRecord> rows = reader.stream()) {
            rows.forEach(row -> {
                float[] image = new float[PIXELS];
                for (int i = 0; i < PIXELS; i++) {
                    image[i] = Float.parseFloat(row.getField(i)) / WHITE;
                }
                images.add(image);
                digits.add((int) Double.parseDouble(row.getField(PIXELS)));
            });
        }
        float[] inputs = new float[images.size() * PIXELS];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(images.get(i), 0, inputs, i * PIXELS, PIXELS);
        }
        int[] classes = digits.stream().mapToInt(Integer::intValue).toArray();
        List<String> names =
                IntStream.range(0, DIGITS).mapToObj(Integer::toString).toList();
        return new DataSet(TensorShape.image(1, SIDE, SIDE), inputs, new Targets.Classes(classes, names));
    }
}
