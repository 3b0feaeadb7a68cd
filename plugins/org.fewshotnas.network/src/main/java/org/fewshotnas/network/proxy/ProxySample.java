package org.fewshotnas.network.proxy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Normalisation;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * The examples that proxies look at, and numbers as targets, normalised by the whole data set as for a training.
 *
 * @param examples in their order there
 */
public record ProxySample(DataSet examples) {
    /** What proxies compare is pairs of examples. */
    public static final int FEWEST = 2;

    /**
     * Draws examples.
     *
     * @param count how many; all where there are no more
     * @param seed the same one draws the same
     * @throws InvalidInputException if there are fewer than {@value #FEWEST} examples
     */
    public static ProxySample draw(DataSet data, int count, long seed) {
        if (Math.min(count, data.size()) < FEWEST) {
            throw new InvalidInputException(
                    Math.min(count, data.size()) + " examples were found; proxies need at least " + FEWEST + ".",
                    "Use more examples.");
        }
        DataSet drawn = data.subset(places(data.size(), Math.min(count, data.size()), new SplittableRandom(seed)));
        Normalisation.standard(data.inputs(), data.shape()).apply(drawn.inputs(), data.shape());
        if (data.targets() instanceof Targets.Numbers all && drawn.targets() instanceof Targets.Numbers numbers) {
            Normalisation.standard(all.values(), all.shape()).apply(numbers.values(), all.shape());
        }
        return new ProxySample(drawn);
    }

    /** Some of the places, in their order; every choice is as likely as any other. */
    private static int[] places(int all, int count, SplittableRandom random) {
        int[] order = new int[all];
        Arrays.setAll(order, i -> i);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, all);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        int[] places = Arrays.copyOf(order, count);
        Arrays.sort(places);
        return places;
    }
}
