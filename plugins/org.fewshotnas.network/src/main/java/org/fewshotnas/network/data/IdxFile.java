package org.fewshotnas.network.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * The content of a file in the format of MNIST and the data sets after it (LeCun et al.), as {@link IdxStream} reads it.
 *
 * @param extents the first is the number of examples
 * @param values 0 to 255, row by row
 */
public record IdxFile(List<Integer> extents, byte[] values) {
    private static final long LARGEST = 1L << 30;

    /**
     * Reads the first examples of a file.
     *
     * @param most so many, or all if there are fewer
     * @throws InvalidInputException if it is not such a file, ends too soon, or is larger than 1 GiB
     */
    public static IdxFile read(Path file, int most) throws IOException {
        try (IdxStream stream = IdxStream.open(file)) {
            List<Integer> extents = new ArrayList<>(stream.extents());
            extents.set(0, Math.min(extents.get(0), most));
            if ((long) extents.get(0) * stream.size() > LARGEST) {
                throw invalid(file, "it says that it holds more than " + LARGEST + " values");
            }
            return new IdxFile(extents, stream.next(extents.get(0)));
        }
    }

    private static InvalidInputException invalid(Path file, String what) {
        return IdxStream.invalid(file.getFileName().toString(), what);
    }

    /**
     * Images and their labels as a data set of one channel, values from 0 to 1.
     *
     * @param names of the classes
     * @throws InvalidInputException if the files do not belong together
     */
    public static DataSet images(Path images, Path labels, List<String> names, int most) throws IOException {
        IdxFile pixels = read(images, most);
        IdxFile numbers = read(labels, most);
        if (pixels.extents.size() != 3 || numbers.extents.size() != 1) {
            throw invalid(images, "images have three dimensions and labels one");
        }
        if (!pixels.extents.get(0).equals(numbers.extents.get(0))) {
            throw invalid(
                    images,
                    "it holds " + pixels.extents.get(0) + " images, but there are " + numbers.extents.get(0)
                            + " labels");
        }
        float[] inputs = new float[pixels.values.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (pixels.values[i] & 0xff) / 255f;
        }
        int[] classes = new int[numbers.values.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = numbers.values[i] & 0xff;
            if (classes[i] >= names.size()) {
                throw invalid(
                        labels, "label " + i + " is " + classes[i] + ", but there are " + names.size() + " classes");
            }
        }
        TensorShape shape = TensorShape.image(1, pixels.extents.get(1), pixels.extents.get(2));
        return new DataSet(shape, inputs, new Targets.Classes(classes, names));
    }
}
