package org.fewshotnas.network;

import java.util.List;
import java.util.Random;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.published.NasBench201;

/** What trains in less than a second, for tests. */
public final class SmallTraining {
    public static final TensorShape IMAGE = TensorShape.image(1, 8, 8);

    private SmallTraining() {}

    public static NetworkGraph network(Head head, TensorShape shape) {
        String cell = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|skip_connect~0|none~1|avg_pool_3x3~2|";
        return CellNetwork.of(
                Architecture.parse(NasBench201.INSTANCE, cell), MacroArchitecture.residual(8, 1, head), shape);
    }

    /** Noise with a bright stripe, whose direction is the class. */
    public static Split stripes() {
        Random random = new Random(1);
        float[] inputs = new float[240 * 64];
        int[] classes = new int[240];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = i % 3;
            int at = random.nextInt(8);
            for (int j = 0; j < 64; j++) {
                int along = classes[i] == 0 ? j / 8 : classes[i] == 1 ? j % 8 : (j / 8 + j % 8) % 8;
                inputs[i * 64 + j] = (float) (50 + random.nextGaussian() + (along == at ? 2 : 0));
            }
        }
        List<String> names = List.of("horizontal", "vertical", "diagonal");
        return Split.stratified(new DataSet(IMAGE, inputs, new Targets.Classes(classes, names)), .25, 1);
    }
}
