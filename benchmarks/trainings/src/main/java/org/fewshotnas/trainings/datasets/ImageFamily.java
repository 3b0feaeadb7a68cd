package org.fewshotnas.trainings.datasets;

import java.util.Random;

/** Images of one kind, of as many as there are classes of. */
interface ImageFamily {
    /** Pixels along each side of an image. */
    int SIDE = 32;

    /** As tasks are named. */
    String name();

    /** How many classes there are to choose among. */
    int classes();

    /** 1 for grey images, 3 for coloured ones. */
    int channels();

    /** What a class is called, without what would have to be quoted in a CSV file. */
    String className(int number);

    /**
     * Draws an image.
     *
     * @param number of its class
     * @param test whether it is one to be judged by; no such image can be drawn for learning
     * @return values of 0 to 1, channel by channel and row by row
     */
    float[] image(int number, boolean test, Random random);
}
