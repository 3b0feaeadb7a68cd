package org.fewshotnas.trainings.datasets;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fewshotnas.metad2a.data.ClassFeatures;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.metad2a.data.DataSetShape;
import org.fewshotnas.metad2a.features.ImageScattering;
import org.fewshotnas.network.data.DataSet;

/** The features of data sets, each computed once and kept in a file: some minutes for all. */
final class FeatureFolder {
    private static final int PER_CLASS = 20;

    private final Path folder;

    FeatureFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    DataSetFeatures of(DataSetTask task) throws IOException {
        int count = PER_CLASS * task.classes().size();
        float[][] features = features(task, count);
        List<ClassFeatures> classes = new ArrayList<>();
        for (int i = 0; i < task.classes().size(); i++) {
            int first = i;
            float[][] ofClass = IntStream.range(0, PER_CLASS)
                    .mapToObj(j -> features[first + j * task.classes().size()])
                    .toArray(float[][]::new);
            classes.add(new ClassFeatures(task.family().className(task.classes().get(i)), ofClass));
        }
        int channels = task.variant().channels(task.family());
        return new DataSetFeatures(
                task.name(), classes, new DataSetShape(channels, ImageFamily.SIDE, ImageFamily.SIDE, task.examples()));
    }

    private float[][] features(DataSetTask task, int count) throws IOException {
        Path file = folder.resolve(task.name().replace(' ', '-') + ".bin");
        if (!Files.exists(file)) {
            write(file, computed(task, count));
        }
        float[][] features = new float[count][ImageScattering.WIDTH];
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (float[] row : features) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = in.readFloat();
                }
            }
        }
        return features;
    }

    private static float[][] computed(DataSetTask task, int count) {
        DataSet data = task.large(false, count);
        int size = (int) data.shape().size();
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> ImageScattering.get()
                        .of(
                                Arrays.copyOfRange(data.inputs(), i * size, (i + 1) * size),
                                data.shape().channels()))
                .toArray(float[][]::new);
    }

    private static void write(Path file, float[][] features) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
            for (float[] row : features) {
                for (float value : row) {
                    out.writeFloat(value);
                }
            }
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
