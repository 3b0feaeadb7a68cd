package org.fewshotnas.trainings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.fewshotnas.network.cache.CachedTrainings;
import org.fewshotnas.network.cache.TrainingCache;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.network.training.Training;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.network.worker.Workers;
import org.fewshotnas.search.trainings.CandidateTrainings;
import org.fewshotnas.search.trainings.Outcome;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.published.NasBench201;

/**
 * Compares stopping the worst early with training all to the end: the same random cells for 1,250 images of Fashion-MNIST, a fifth of which
 * they are judged by. What is found is judged by 4,000 test images.
 */
public final class HalvingTool {
    private static final int CELLS = 30;
    /** As many cost as much to the end as all do by halving: 30 for 3 epochs and 10 for 9. */
    private static final int CELLS_OF_EQUAL_COST = 20;

    private static final int EPOCHS = 9;
    private static final int EXAMPLES = 1_250;
    private static final int TEST_EXAMPLES = 4_000;
    private static final double VALIDATION = .2;
    private static final NasBench201 SPACE = NasBench201.INSTANCE;

    private final DataSet training;
    private final DataSet test;
    private final MacroArchitecture macro;
    private final CachedTrainings trainings;

    private HalvingTool(Path folder, int workers) throws IOException {
        FashionTask task = FashionTask.ALL.get(0);
        training = task.training(folder, EXAMPLES);
        test = task.test(folder, TEST_EXAMPLES);
        macro = MacroArchitecture.residual(8, 1, new Head.Classes(task.classes().size()));
        trainings = new CachedTrainings(Workers.processes(workers), TrainingCache.off());
    }

    /** @param args the folder of the data set's four files, how many seeds, and how many workers */
    public static void main(String[] args) throws IOException {
        HalvingTool tool = new HalvingTool(Path.of(args[0]), Integer.parseInt(args[2]));
        System.out.println("| Seed | halving 30 cells: validation, test | 20 cells to the end | 30 cells to the end |");
        System.out.println("|---|---|---|---|");
        for (long seed = 1; seed <= Integer.parseInt(args[1]); seed++) {
            System.out.println(tool.row(seed));
        }
    }

    private String row(long seed) {
        Split split = Split.stratified(training, VALIDATION, seed);
        List<Architecture> cells = cells(seed);
        TrainingSettings settings =
                TrainingSettings.of(Score.ACCURACY).withBudget(EPOCHS, 64).withSeed(seed);
        List<Outcome> halved =
                new CandidateTrainings(cells, split, macro, settings, 1).runHalving(trainings, Progress.NONE);
        List<Outcome> full = new CandidateTrainings(cells, split, macro, settings, 1).run(trainings, Progress.NONE);
        return "| " + seed + " | " + best(halved, cells, split, settings) + " | "
                + best(full.subList(0, CELLS_OF_EQUAL_COST), cells, split, settings) + " | "
                + best(full, cells, split, settings) + " |";
    }

    private static List<Architecture> cells(long seed) {
        Random random = new Random(seed);
        List<Architecture> cells = new ArrayList<>();
        while (cells.size() < CELLS) {
            Architecture cell = Architecture.of(SPACE, SPACE.sample(random));
            if (!cells.contains(cell)) {
                cells.add(cell);
            }
        }
        return cells;
    }

    /** The best one's score by the validation images, and by the test images, for which it is trained once more in the same way. */
    private String best(List<Outcome> outcomes, List<Architecture> cells, Split split, TrainingSettings settings) {
        int best = IntStream.range(0, outcomes.size())
                .boxed()
                .max(Comparator.comparingDouble(i -> outcomes.get(i).score().orElse(Double.NEGATIVE_INFINITY)))
                .orElseThrow();
        double accuracy = Training.run(
                        CellNetwork.of(cells.get(best), macro, training.shape()),
                        split.training(),
                        Optional.of(split.validation()),
                        settings,
                        Progress.NONE)
                .network()
                .orElseThrow()
                .score(test, Score.ACCURACY, Progress.NONE);
        return String.format(
                Locale.ROOT, "%.4f, %.4f", outcomes.get(best).score().orElseThrow(), accuracy);
    }
}
