package org.fewshotnas.trainings.datasets;

import java.util.Locale;
import java.util.Random;

/**
 * Textures that are computed: a class is a kind (waves, squares, spots, cells, clouds) with its own size, direction and regularity; an image is
 * any piece of it, brighter or darker.
 */
final class TextureFamily implements ImageFamily {
    private static final int CLASSES = 60;
    private static final Kind[] KINDS = Kind.values();

    @Override
    public String name() {
        return "textures";
    }

    @Override
    public int classes() {
        return CLASSES;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public String className(int number) {
        return KINDS[number % KINDS.length].name().toLowerCase(Locale.ROOT) + " " + number / KINDS.length;
    }

    @Override
    public float[] image(int number, boolean test, Random random) {
        Random ofClass = new Random(7_919L * (number + 1));
        Texture texture = new Texture(
                4 + 10 * ofClass.nextDouble(), Math.PI * ofClass.nextDouble(), .05 + .3 * ofClass.nextDouble());
        float[] image = KINDS[number % KINDS.length].draw(texture, random);
        return stretched(image, .5 + .5 * random.nextDouble(), random.nextBoolean());
    }

    /** From 0 to the contrast, the other way round if inverted. */
    private static float[] stretched(float[] image, double contrast, boolean inverted) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : image) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        for (int i = 0; i < image.length; i++) {
            double value = (image[i] - least) / Math.max(1e-6, most - least);
            image[i] = (float) (contrast * (inverted ? 1 - value : value));
        }
        return image;
    }

    /**
     * What all images of a class share.
     *
     * @param period pixels after which it comes again
     * @param angle of its direction
     * @param disorder how far it strays, in periods
     */
    private record Texture(double period, double angle, double disorder) {}

    private enum Kind {
        WAVES {
            @Override
            float[] draw(Texture texture, Random random) {
                double phase = 2 * Math.PI * random.nextDouble();
                double angle = texture.angle + texture.disorder * random.nextGaussian() / 2;
                double bend = texture.disorder * 8 * random.nextGaussian();
                return filled((x, y) -> {
                    double along = x * Math.cos(angle) + y * Math.sin(angle);
                    double across = y * Math.cos(angle) - x * Math.sin(angle);
                    return Math.sin(
                            phase + 2 * Math.PI * (along + bend * Math.sin(across / SIDE * Math.PI)) / texture.period);
                });
            }
        },
        SQUARES {
            @Override
            float[] draw(Texture texture, Random random) {
                double right = texture.period * random.nextDouble() * 2;
                double down = texture.period * random.nextDouble() * 2;
                double angle = texture.angle + texture.disorder * random.nextGaussian() / 2;
                return filled((x, y) -> {
                    double along = x * Math.cos(angle) + y * Math.sin(angle) + right;
                    double across = y * Math.cos(angle) - x * Math.sin(angle) + down;
                    return (int) (Math.floor(along / texture.period) + Math.floor(across / texture.period)) & 1;
                });
            }
        },
        SPOTS {
            @Override
            float[] draw(Texture texture, Random random) {
                double[][] centres = scattered(texture, random);
                double radius = texture.period * (.2 + texture.disorder);
                return filled((x, y) -> Math.exp(-Math.pow(nearest(centres, x, y)[0] / radius, 2)));
            }
        },
        CELLS {
            @Override
            float[] draw(Texture texture, Random random) {
                double[][] centres = scattered(texture, random);
                return filled((x, y) -> {
                    double[] two = nearest(centres, x, y);
                    return Math.min(1.5, two[1] - two[0]);
                });
            }
        },
        CLOUDS {
            @Override
            float[] draw(Texture texture, Random random) {
                int waves = 24;
                double[][] wave = new double[waves][];
                for (int i = 0; i < waves; i++) {
                    double angle = texture.angle + 4 * texture.disorder * random.nextGaussian();
                    double frequency = 2 * Math.PI / texture.period * Math.exp(.5 * random.nextGaussian());
                    wave[i] = new double[] {
                        frequency * Math.cos(angle), frequency * Math.sin(angle), 2 * Math.PI * random.nextDouble()
                    };
                }
                return filled((x, y) -> {
                    double sum = 0;
                    for (double[] one : wave) {
                        sum += Math.sin(one[0] * x + one[1] * y + one[2]);
                    }
                    return sum;
                });
            }
        };

        abstract float[] draw(Texture texture, Random random);

        private static float[] filled(Pattern pattern) {
            float[] image = new float[SIDE * SIDE];
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    image[y * SIDE + x] = (float) pattern.at(x, y);
                }
            }
            return image;
        }

        /** One point in each square of the period's size, also around the image. */
        private static double[][] scattered(Texture texture, Random random) {
            int across = (int) Math.ceil(SIDE / texture.period) + 3;
            double[][] points = new double[across * across][];
            double right = random.nextDouble();
            double down = random.nextDouble();
            for (int i = 0; i < points.length; i++) {
                points[i] = new double[] {
                    (i % across - 1 - right + 2 * texture.disorder * random.nextGaussian()) * texture.period,
                    (i / across - 1 - down + 2 * texture.disorder * random.nextGaussian()) * texture.period
                };
            }
            return points;
        }

        /** The distances of the nearest and the second nearest. */
        private static double[] nearest(double[][] points, int x, int y) {
            double first = Double.POSITIVE_INFINITY;
            double second = Double.POSITIVE_INFINITY;
            for (double[] point : points) {
                double distance = Math.hypot(point[0] - x, point[1] - y);
                if (distance < first) {
                    second = first;
                    first = distance;
                } else if (distance < second) {
                    second = distance;
                }
            }
            return new double[] {first, second};
        }
    }

    private interface Pattern {
        double at(int x, int y);
    }
}
