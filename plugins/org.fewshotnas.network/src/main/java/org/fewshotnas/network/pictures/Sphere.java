package org.fewshotnas.network.pictures;

import java.util.Random;
import org.fewshotnas.network.graph.TensorShape;

/**
 * Lays a picture on a sphere, as in Cohen et al., "Spherical CNNs" (2018), section 5.2, and gives the sphere as a picture of its own. The picture
 * lies on the plane below the sphere, its centre at the south pole, and is projected from the north pole (stereographically), so that it covers the
 * southern half; what it does not reach is 0. A row of the new picture is a circle of latitude, from north to south; its columns are the meridians.
 */
public final class Sphere {
    /** Half the side of the picture, on the plane that touches a sphere of radius 1; the equator is at a distance of 2. */
    private static final double REACH = 1.5;

    private final int side;
    private final double[][] rotation;

    private Sphere(int side, double[][] rotation) {
        this.side = side;
        this.rotation = rotation;
    }

    /** A sphere that is not turned. */
    public static Sphere upright(int side) {
        return turned(side, 1, 0, 0, 0);
    }

    /** A sphere that is turned at random, every turn as likely as any other. */
    public static Sphere random(int side, Random random) {
        return turned(side, random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
    }

    /** A sphere that is turned by a quaternion of any length but 0: w + x i + y j + z k. */
    static Sphere turned(int side, double w, double x, double y, double z) {
        double s = 2 / (w * w + x * x + y * y + z * z);
        return new Sphere(side, new double[][] {
            {1 - s * (y * y + z * z), s * (x * y - z * w), s * (x * z + y * w)},
            {s * (x * y + z * w), 1 - s * (x * x + z * z), s * (y * z - x * w)},
            {s * (x * z - y * w), s * (y * z + x * w), 1 - s * (x * x + y * y)}
        });
    }

    /** The sphere with a picture on it, as a PNG file of 8 bits, side x side. */
    public byte[] png(Picture picture) {
        PictureHeader header = picture.header();
        TensorShape shape = TensorShape.image(header.channels(), header.height(), header.width());
        return PngEncoder.encode(
                TensorShape.image(shape.channels(), side, side), project(picture.values(shape, Fit.STRETCH), shape), 8);
    }

    /**
     * The sphere with a picture on it.
     *
     * @param values of the picture, channel by channel, row by row
     * @param shape of these: channels, height, width
     * @return (channels, side, side): latitudes pi (i + 1/2) / side from the north pole, longitudes 2 pi j / side
     */
    float[] project(float[] values, TensorShape shape) {
        float[] projected = new float[shape.channels() * side * side];
        int places = (int) shape.positions();
        int height = shape.extents().get(0);
        int width = shape.extents().get(1);
        for (int place = 0; place < side * side; place++) {
            double theta = Math.PI * (place / side + .5) / side;
            double phi = 2 * Math.PI * (place % side) / side;
            double[] point = turned(Math.sin(theta) * Math.cos(phi), Math.sin(theta) * Math.sin(phi), Math.cos(theta));
            if (point[2] > 0) {
                continue;
            }
            // The line from the north pole through the point meets the plane z = -1.
            double stretch = 2 / (1 - point[2]);
            double column = (stretch * point[0] / REACH + 1) / 2 * width - .5;
            double row = (stretch * point[1] / REACH + 1) / 2 * height - .5;
            for (int channel = 0; channel < shape.channels(); channel++) {
                projected[channel * side * side + place] =
                        between(values, channel * places, height, width, row, column);
            }
        }
        return projected;
    }

    private double[] turned(double x, double y, double z) {
        double[] point = new double[3];
        for (int i = 0; i < 3; i++) {
            point[i] = rotation[i][0] * x + rotation[i][1] * y + rotation[i][2] * z;
        }
        return point;
    }

    /** Linear between the four nearest pixels; 0 where there is none. */
    private static float between(float[] values, int at, int height, int width, double row, double column) {
        int top = (int) Math.floor(row);
        int left = (int) Math.floor(column);
        double sum = 0;
        for (int y = top; y <= top + 1; y++) {
            for (int x = left; x <= left + 1; x++) {
                if (y >= 0 && y < height && x >= 0 && x < width) {
                    double share = (1 - Math.abs(row - y)) * (1 - Math.abs(column - x));
                    sum += share * values[at + y * width + x];
                }
            }
        }
        return (float) sum;
    }
}
