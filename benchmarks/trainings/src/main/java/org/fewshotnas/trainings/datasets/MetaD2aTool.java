package org.fewshotnas.trainings.datasets;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.fewshotnas.metad2a.LearningResult;
import org.fewshotnas.metad2a.MetaD2aLearning;
import org.fewshotnas.metad2a.MetaD2aModel;
import org.fewshotnas.metad2a.MetaD2aSettings;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.file.Weights;

/** Learns a MetaD2A model of all data sets that cells were trained on: the one that ships. Or measures how well that is learned. */
public final class MetaD2aTool {
    /** Binary digits of a weight, of 24. */
    private static final int DROPPED = 12;

    private MetaD2aTool() {}

    /**
     * @param args the four places of images, as {@link DataSetsTool#tasks} wants them, the file of rows, a folder for features, and either
     *     "learn" and the file of the model, "measure" or "regret" and a folder for what was learned with a family held out, or "published" and
     *     the folder of the published database's tables
     */
    public static void main(String[] args) throws IOException {
        if (args[6].equals("published")) {
            new PublishedDatabase(Path.of(args[7])).print();
            return;
        }
        List<DataSetTask> all =
                DataSetsTool.tasks(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
        TrainedTasks tasks = TrainedTasks.read(all, new FeatureFolder(Path.of(args[5])), Path.of(args[4]));
        Path output = Path.of(args[7]);
        switch (args[6]) {
            case "learn" -> {
                try (OutputStream out = Files.newOutputStream(output)) {
                    rounded(learned(tasks, 1).model()).write(out);
                }
            }
            case "regret" -> new SearchRegret(tasks, output).print();
            default -> new HeldOutFamilies(tasks, output).print();
        }
    }

    /** With weights of 12 binary digits, which pack into two thirds of the room. */
    static MetaD2aModel rounded(MetaD2aModel model) {
        Weights.Builder weights = new Weights.Builder();
        for (String name : model.weights().names()) {
            float[] values = model.weights().values(name).clone();
            for (int i = 0; i < values.length; i++) {
                int bits = Float.floatToIntBits(values[i]) + (1 << DROPPED - 1);
                values[i] = Float.intBitsToFloat(bits >> DROPPED << DROPPED);
            }
            weights.put(name, model.weights().shape(name), values);
        }
        return new MetaD2aModel(model.spec(), weights.build());
    }

    static LearningResult learned(TrainedTasks tasks, long seed) {
        long start = System.nanoTime();
        LearningResult result = MetaD2aLearning.learn(
                tasks.features(), tasks.scores(), MetaD2aSettings.defaults().withSeed(seed), Progress.NONE);
        System.out.printf(
                Locale.ROOT,
                "Learned %d scores on %d data sets in %.0f s; kept epoch %d of the predictor (%s), %d of the generator%n",
                tasks.scores().size(),
                tasks.tasks().size(),
                (System.nanoTime() - start) / 1e9,
                result.predictor().kept(),
                result.predictor().epochs().get(result.predictor().kept() - 1),
                result.generator().kept());
        return result;
    }
}
