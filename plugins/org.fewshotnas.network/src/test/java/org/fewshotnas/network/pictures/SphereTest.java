package org.fewshotnas.network.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.fewshotnas.network.graph.TensorShape;
import org.junit.jupiter.api.Test;

/** Pictures on spheres, by cases that can be worked out by hand. */
class SphereTest {
    private static final TensorShape SHAPE = TensorShape.image(1, 9, 9);

    private static float[] picture() {
        float[] values = new float[81];
        Random random = new Random(1);
        for (int i = 0; i < 81; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    private static float[] filled(float value) {
        float[] values = new float[81];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void theCentreLiesAtTheSouthPoleAndTheNorthStaysEmpty() {
        float[] picture = new float[81];
        picture[40] = 1;
        float[] projected = Sphere.upright(60).project(picture, SHAPE);
        for (int i = 0; i < 60; i++) {
            assertEquals(0, projected[29 * 60 + i], "the last circle above the equator");
            assertTrue(projected[59 * 60 + i] > .8, "around the south pole: " + projected[59 * 60 + i]);
        }
        float[] full = Sphere.upright(60).project(filled(1), SHAPE);
        assertEquals(0, full[30 * 60], "the equator is farther away than the picture's side");
        assertEquals(1, full[50 * 60], 1e-6);
    }

    @Test
    void aPointIsWhereTheLineFromTheNorthPoleLeads() {
        // At the angle atan(1/2) from the south pole's axis, seen from the north pole, the plane is met at a distance
        // of 1.
        double theta = Math.PI - 2 * Math.atan(.5);
        int side = 600;
        int row = (int) Math.round(theta / Math.PI * side - .5);
        float[] ramp = new float[81];
        for (int i = 0; i < 81; i++) {
            ramp[i] = i % 9;
        }
        float[] projected = Sphere.upright(side).project(ramp, SHAPE);
        // 1 of 1.5: five sixths of the width, in the middle between columns 6 and 7 (the first pixel's centre is at a
        // half).
        assertEquals(7, projected[row * side], .02);
        assertEquals(1, projected[row * side + side / 2], .02, "on the other side");
        assertEquals(4, projected[row * side + side / 4], .02, "below");
    }

    @Test
    void aTurnAboutTheAxisTurnsThePictureAndOneOverThePolesTakesItNorth() {
        float[] picture = picture();
        float[] turnedPicture = new float[81];
        for (int i = 0; i < 81; i++) {
            turnedPicture[i] = picture[80 - i];
        }
        float[] upright = Sphere.upright(12).project(picture, SHAPE);
        float[] half = Sphere.turned(12, 0, 0, 0, 1).project(picture, SHAPE);
        assertArrayEquals(Sphere.upright(12).project(turnedPicture, SHAPE), half, 1e-6f);
        for (int i = 0; i < 144; i++) {
            assertEquals(upright[i], half[i / 12 * 12 + (i + 6) % 12], 1e-6, "half around");
        }
        float[] over = Sphere.turned(12, 0, 1, 0, 0).project(picture, SHAPE);
        for (int i = 0; i < 144; i++) {
            int row = 11 - i / 12;
            int column = (12 - i % 12) % 12;
            assertEquals(upright[i], over[row * 12 + column], 1e-6, "head over heels");
        }
    }

    @Test
    void everyTurnShowsAsMuchAndASeedTurnsAlike() {
        float[] once = Sphere.random(60, new Random(3)).project(picture(), SHAPE);
        assertArrayEquals(once, Sphere.random(60, new Random(3)).project(picture(), SHAPE));
        assertFalse(Arrays.equals(once, Sphere.random(60, new Random(4)).project(picture(), SHAPE)));
        double upright = area(Sphere.upright(60));
        for (int seed = 0; seed < 5; seed++) {
            assertEquals(1, area(Sphere.random(60, new Random(seed))) / upright, .02);
        }
    }

    /** What of the sphere a white picture covers: points near the poles stand for less. */
    private static double area(Sphere sphere) {
        float[] white = sphere.project(filled(1), SHAPE);
        double area = 0;
        for (int i = 0; i < white.length; i++) {
            area += white[i] * Math.sin(Math.PI * (i / 60 + .5) / 60);
        }
        return area;
    }
}
