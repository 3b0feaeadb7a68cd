package org.fewshotnas.trainings.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.trainings.FashionImages;

/** Photographs of clothes: {@link FashionImages} with a margin. */
final class FashionFamily implements ImageFamily {
    private static final List<String> NAMES = FashionImages.NAMES;
    private static final int OWN_SIDE = FashionImages.SIDE;

    private final Gallery training;
    private final Gallery test;

    /** @param folder of the data set's four files */
    FashionFamily(Path folder) throws IOException {
        training = gallery(folder, "train");
        test = gallery(folder, "t10k");
    }

    private static Gallery gallery(Path folder, String kind) throws IOException {
        DataSet data = FashionImages.read(folder, kind);
        int[] classes = ((Targets.Classes) data.targets()).classes();
        Gallery gallery = new Gallery(NAMES.size());
        for (int i = 0; i < classes.length; i++) {
            float[] image = new float[SIDE * SIDE];
            int margin = (SIDE - OWN_SIDE) / 2;
            for (int y = 0; y < OWN_SIDE; y++) {
                System.arraycopy(
                        data.inputs(), (i * OWN_SIDE + y) * OWN_SIDE, image, (y + margin) * SIDE + margin, OWN_SIDE);
            }
            gallery.add(classes[i], image);
        }
        return gallery;
    }

    @Override
    public String name() {
        return "fashion";
    }

    @Override
    public int classes() {
        return NAMES.size();
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public String className(int number) {
        return NAMES.get(number);
    }

    @Override
    public float[] image(int number, boolean forTest, Random random) {
        return (forTest ? test : training).draw(number, random);
    }
}
