package org.fewshotnas.search.fewshot;

import java.util.Optional;
import java.util.SplittableRandom;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.network.worker.TrainingJob;
import org.fewshotnas.network.worker.Trainings;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;

/**
 * How to spend a time limit: such that one core, by estimate, would do all trainings within it; then two cores have time left, for estimates
 * are rough. It follows from data and settings alone, not from the machine, so that it is the same everywhere.
 *
 * <p>First the epochs give way, down to {@value #FEWEST_EPOCHS}, below which scores hardly tell architectures apart; then the examples,
 * down to {@value #FEWEST_EXAMPLES}; then the number of trainings, as the limit ends the search.
 *
 * @param data what networks learn from and are judged by
 * @param training how each learns
 * @param lastEpochs of the last training, of the best network
 * @param note what the user should know
 */
record Plan(Split data, TrainingSettings training, int lastEpochs, Optional<String> note) {
    private static final int FEWEST_EPOCHS = 5;
    private static final int MOST_EPOCHS = 30;
    private static final int FEWEST_EXAMPLES = 2_000;
    private static final int SMALLEST_BATCH = 16;
    /** The last training is twice as long as the others, of a network that is larger than most. */
    private static final int LAST_AS_TRAININGS = 4;
    /** Cells whose mean cost stands for all. */
    private static final int SAMPLE = 30;

    static Plan of(Split data, MacroArchitecture macro, FewShotNasSettings settings, Progress progress) {
        progress.report(0, "Planning the trainings");
        TrainingSettings usual = usual(data.training(), settings);
        if (settings.epochs().isPresent()) {
            int epochs = settings.epochs().getAsInt();
            return new Plan(data, usual.withBudget(epochs, usual.batch()), 2 * epochs, Optional.empty());
        }
        double epochSeconds = epochSeconds(data, macro, usual, settings, progress);
        double trainings = settings.trainings() + LAST_AS_TRAININGS;
        double seconds = settings.timeLimit().toSeconds() / trainings;
        // Starting a process counts only where a training takes so long that it has one.
        double useful = seconds > 2 * Trainings.START_SECONDS ? seconds - Trainings.START_SECONDS : seconds;
        double affordable = useful / epochSeconds;
        int epochs = (int) Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, affordable));
        double share = Math.min(1, affordable / FEWEST_EPOCHS);
        int examples = data.training().size();
        int fewer = (int) Math.max(FEWEST_EXAMPLES, share * examples);
        TrainingSettings training = usual.withBudget(epochs, usual.batch());
        if (fewer >= examples) {
            return new Plan(data, training, 2 * epochs, Optional.empty());
        }
        Split part = part(data, (double) fewer / examples, settings.seed());
        String note = "Networks learned from " + part.training().size() + " of " + examples
                + " examples, drawn at random from every class alike, as more would take too much of the time limit. With a "
                + "longer limit they learn from more.";
        return new Plan(part, training, 2 * epochs, Optional.of(note));
    }

    /** The rate goes with the batch (Goyal et al., 2017, "Accurate, large minibatch SGD"), or small ones diverge. */
    private static TrainingSettings usual(DataSet training, FewShotNasSettings settings) {
        TrainingSettings usual = TrainingSettings.of(settings.score());
        int batch = settings.batch().orElse(batch(training.size(), usual.batch()));
        return usual.withBudget(usual.epochs(), batch)
                .withRate(usual.rate() * batch / usual.batch())
                .withAugmentation(settings.augmentation())
                .withSeed(settings.seed());
    }

    /** From {@value #SMALLEST_BATCH}, so that an epoch has some twenty steps at least. */
    private static int batch(int examples, int usual) {
        return Math.max(SMALLEST_BATCH, Math.min(usual, Integer.highestOneBit(Math.max(1, examples / 20))));
    }

    /** What an epoch takes one core in the mean of some cells. */
    private static double epochSeconds(
            Split data,
            MacroArchitecture macro,
            TrainingSettings usual,
            FewShotNasSettings settings,
            Progress progress) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        TrainingSettings oneEpoch = usual.withBudget(1, usual.batch());
        double sum = 0;
        int count = 0;
        for (int i = 0; i < SAMPLE; i++) {
            progress.checkCanceled();
            Architecture cell =
                    Architecture.of(settings.space(), settings.space().sample(random));
            try {
                var graph = CellNetwork.of(cell, macro, data.training().shape());
                sum += new TrainingJob("", graph, data.training(), Optional.empty(), oneEpoch).estimatedSeconds();
                count++;
            } catch (InvalidInputException | IllegalArgumentException | ArithmeticException e) {
                // Its network does not fit the examples; the search will say so of those that it chooses.
            }
        }
        return count == 0 ? Trainings.START_SECONDS : Math.max(1e-6, sum / count);
    }

    private static Split part(Split data, double share, long seed) {
        return new Split(
                Split.stratified(data.training(), share, seed).validation(),
                Split.stratified(data.validation(), share, seed).validation());
    }
}
