package org.fewshotnas.trainings.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Images at hand, by class. */
final class Gallery {
    private final List<List<float[]>> images;

    Gallery(int classes) {
        images = IntStream.range(0, classes)
                .<List<float[]>>mapToObj(i -> new ArrayList<>())
                .toList();
    }

    void add(int number, float[] image) {
        images.get(number).add(image);
    }

    /** A copy of any of the class. */
    float[] draw(int number, Random random) {
        List<float[]> ofClass = images.get(number);
        return ofClass.get(random.nextInt(ofClass.size())).clone();
    }
}
