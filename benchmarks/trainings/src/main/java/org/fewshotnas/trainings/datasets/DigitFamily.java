package org.fewshotnas.trainings.datasets;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Written digits: the test part of UCI's Optical Recognition of Handwritten Digits (Alpaydin and Kaynak 1998, CC BY 4.0), 8 x 8 pixels made
 * three times as large, as scikit-learn's {@code digits.csv.gz} holds them. Every third is for tests.
 */
final class DigitFamily implements ImageFamily {
    private static final int DIGITS = 10;
    private static final int OWN_SIDE = 8;
    private static final int ENLARGED = 24;
    private static final int EVERY = 3;
    private static final float WHITE = 16;

    private final Gallery training = new Gallery(DIGITS);
    private final Gallery test = new Gallery(DIGITS);

    /** @param file of 64 pixels and the digit a row */
    DigitFamily(Path file) throws IOException {
        try (Reader text = new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII);
                CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text);
                Stream<CsvRecord> rows = reader.stream()) {
            rows.forEach(row -> {
                int digit = (int) Double.parseDouble(row.getField(OWN_SIDE * OWN_SIDE));
                (row.getStartingLineNumber() % EVERY == 0 ? test : training).add(digit, enlarged(row));
            });
        }
    }

    /** Between the four nearest pixels, in the middle of the image. */
    private static float[] enlarged(CsvRecord row) {
        float[] image = new float[SIDE * SIDE];
        int margin = (SIDE - ENLARGED) / 2;
        for (int y = 0; y < ENLARGED; y++) {
            for (int x = 0; x < ENLARGED; x++) {
                double ownY = (y + .5) * OWN_SIDE / ENLARGED - .5;
                double ownX = (x + .5) * OWN_SIDE / ENLARGED - .5;
                int top = (int) Math.floor(ownY);
                int left = (int) Math.floor(ownX);
                double down = ownY - top;
                double right = ownX - left;
                image[(y + margin) * SIDE + x + margin] = (float) ((1 - down) * (1 - right) * pixel(row, left, top)
                        + (1 - down) * right * pixel(row, left + 1, top)
                        + down * (1 - right) * pixel(row, left, top + 1)
                        + down * right * pixel(row, left + 1, top + 1));
            }
        }
        return image;
    }

    private static float pixel(CsvRecord row, int x, int y) {
        return x < 0 || y < 0 || x >= OWN_SIDE || y >= OWN_SIDE
                ? 0
                : Float.parseFloat(row.getField(y * OWN_SIDE + x)) / WHITE;
    }

    @Override
    public String name() {
        return "digits";
    }

    @Override
    public int classes() {
        return DIGITS;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public String className(int number) {
        return Integer.toString(number);
    }

    @Override
    public float[] image(int number, boolean forTest, Random random) {
        return (forTest ? test : training).draw(number, random);
    }
}
