package org.fewshotnas.trainings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.IdxFile;

/** The images of Fashion-MNIST (Xiao et al. 2017, MIT licence). */
public final class FashionImages {
    /** Pixels along each side. */
    public static final int SIDE = 28;

    /** The classes, in the order of their numbers. */
    public static final List<String> NAMES = List.of(
            "T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    private static final int READ = 10_000;

    private FashionImages() {}

    /**
     * The first 10,000.
     *
     * @param folder of the data set's four files
     * @param kind train or t10k
     */
    public static DataSet read(Path folder, String kind) throws IOException {
        return IdxFile.images(
                folder.resolve(kind + "-images-idx3-ubyte.gz"),
                folder.resolve(kind + "-labels-idx1-ubyte.gz"),
                NAMES,
                READ);
    }
}
