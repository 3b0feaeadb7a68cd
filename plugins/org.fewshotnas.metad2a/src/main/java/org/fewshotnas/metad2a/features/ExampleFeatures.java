package org.fewshotnas.metad2a.features;

/**
 * The features of a data set's examples: those of {@link ImageScattering} where an example has two extents, else of {@link SeriesScattering}.
 *
 * <pre>{@code
 * ExampleFeatures features = ExampleFeatures.ofImages(3, 64, 48, 0, 255);
 * float[] numbers = features.of(pixels);
 * }</pre>
 *
 * @param channels of an example
 * @param height of an image, 1 of a series
 * @param width of an image, or the length of a series
 * @param least the value that counts as 0 in an image
 * @param most the value that counts as 1
 */
public record ExampleFeatures(int channels, int height, int width, double least, double most) {
    /** @throws IllegalArgumentException if an extent is not positive */
    public ExampleFeatures {
        if (channels < 1 || height < 1 || width < 1 || !(most >= least)) {
            throw new IllegalArgumentException(
                    "No examples: " + channels + " x " + height + " x " + width + ", values " + least + " to " + most);
        }
    }

    /** Of images, or fields, of any size, which is brought to {@link ImageScattering#SIDE}. */
    public static ExampleFeatures ofImages(int channels, int height, int width, double least, double most) {
        return new ExampleFeatures(channels, height, width, least, most);
    }

    /** Of series, whose scale does not matter. */
    public static ExampleFeatures ofSeries(int channels, int length) {
        return new ExampleFeatures(channels, 1, length, 0, 1);
    }

    /** How many numbers an example becomes. */
    public int count() {
        return height == 1 ? SeriesScattering.WIDTH : ImageScattering.WIDTH;
    }

    /**
     * The features of an example.
     *
     * @param values channel by channel and row by row
     */
    public float[] of(float[] values) {
        if (height == 1) {
            return SeriesScattering.get().of(values, channels);
        }
        int side = ImageScattering.SIDE;
        float[] image = new float[channels * side * side];
        float scale = most > least ? (float) (1 / (most - least)) : 0;
        for (int channel = 0; channel < channels; channel++) {
            resize(values, channel * height * width, image, channel * side * side);
        }
        for (int i = 0; i < image.length; i++) {
            image[i] = (image[i] - (float) least) * scale;
        }
        return ImageScattering.get().of(image, channels);
    }

    private void resize(float[] from, int at, float[] to, int start) {
        int side = ImageScattering.SIDE;
        float[] narrow = new float[height * side];
        for (int y = 0; y < height; y++) {
            new Axis(from, at + y * width, 1, width).resize(new Axis(narrow, y * side, 1, side));
        }
        for (int x = 0; x < side; x++) {
            new Axis(narrow, x, side, height).resize(new Axis(to, start + x, side, side));
        }
    }
}
