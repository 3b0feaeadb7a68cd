package org.fewshotnas.trainings.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.trainings.DigitImages;

/** {@link DigitImages} made three times as large. Every third is for tests. */
final class DigitFamily implements ImageFamily {
    private static final int DIGITS = 10;
    private static final int OWN_SIDE = DigitImages.SIDE;
    private static final int ENLARGED = 3 * OWN_SIDE;
    private static final int EVERY = 3;

    private final Gallery training = new Gallery(DIGITS);
    private final Gallery test = new Gallery(DIGITS);

    /** @param file of all digits */
    DigitFamily(Path file) throws IOException {
        DataSet all = DigitImages.read(file);
        int[] digits = ((Targets.Classes) all.targets()).classes();
        int pixels = OWN_SIDE * OWN_SIDE;
        for (int i = 0; i < digits.length; i++) {
            float[] image = enlarged(Arrays.copyOfRange(all.inputs(), i * pixels, (i + 1) * pixels));
            ((i + 1) % EVERY == 0 ? test : training).add(digits[i], image);
        }
    }

    /** Between the four nearest pixels, in the middle of the image. */
    private static float[] enlarged(float[] digit) {
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
                image[(y + margin) * SIDE + x + margin] = (float) ((1 - down) * (1 - right) * pixel(digit, left, top)
                        + (1 - down) * right * pixel(digit, left + 1, top)
                        + down * (1 - right) * pixel(digit, left, top + 1)
                        + down * right * pixel(digit, left + 1, top + 1));
            }
        }
        return image;
    }

    private static float pixel(float[] digit, int x, int y) {
        return x < 0 || y < 0 || x >= OWN_SIDE || y >= OWN_SIDE ? 0 : digit[y * OWN_SIDE + x];
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
