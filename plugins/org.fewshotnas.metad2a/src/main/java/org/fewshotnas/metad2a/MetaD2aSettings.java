package org.fewshotnas.metad2a;

import java.util.Objects;
import org.fewshotnas.metad2a.set.SetEncoder;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Direction;

/**
 * How MetaD2A learns.
 *
 * @param network its size
 * @param training how weights move
 * @param goodCells what the generator learns to make
 * @param direction whether a larger or a smaller score is better
 * @param examplesPerClass drawn anew each time that a data set is looked at; all where a class has fewer
 * @param seed of everything random
 */
public record MetaD2aSettings(
        Network network, Training training, GoodCells goodCells, Direction direction, int examplesPerClass, long seed) {
    /**
     * @throws InvalidInputException if a number is out of its range, or the direction is not known
     */
    public MetaD2aSettings {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(goodCells, "goodCells");
        check(examplesPerClass >= 1 && examplesPerClass <= 1000, "examples per class", examplesPerClass, "1 to 1000");
        if (!direction.isKnown()) {
            throw new InvalidInputException(
                    "It is not known whether larger or smaller scores are better.",
                    "Choose the direction of the scores.");
        }
    }

    /**
     * The size of the networks.
     *
     * @param codeSize the width of codes of data sets and graphs, a multiple of 4
     * @param predictorHidden the width of states in the performance predictor
     * @param generatorHidden the width of states in the generator
     * @param statistics whether the numbers of classes, examples, channels and places join the code of a data set
     */
    public record Network(int codeSize, int predictorHidden, int generatorHidden, boolean statistics) {
        /**
         * @throws InvalidInputException if a number is out of its range
         */
        public Network {
            boolean divides = codeSize % SetEncoder.heads() == 0;
            check(
                    codeSize >= 4 && codeSize <= 1024 && divides,
                    "code size",
                    codeSize,
                    "a multiple of 4 from 4 to 1024");
            check(predictorHidden >= 4 && predictorHidden <= 2048, "predictor size", predictorHidden, "4 to 2048");
            check(generatorHidden >= 4 && generatorHidden <= 2048, "generator size", generatorHidden, "4 to 2048");
        }

        /** The paper's code with a smaller predictor, and with statistics. */
        public static Network defaults() {
            return new Network(56, 128, 56, true);
        }

        /** The paper's size: four times as wide a predictor, which takes several times as long. */
        public static Network paper() {
            return new Network(56, 512, 56, false);
        }
    }

    /**
     * How weights move: by Adam.
     *
     * @param predictorEpochs how often the performance predictor sees every score
     * @param generatorEpochs how often the generator sees every good cell
     * @param rate of Adam at the start; it falls to zero along a cosine
     * @param heldOut the share of data sets whose scores are put aside to tell which epoch is the best; 0 to keep the last
     */
    public record Training(int predictorEpochs, int generatorEpochs, double rate, double heldOut) {
        /**
         * @throws InvalidInputException if a number is out of its range
         */
        public Training {
            check(
                    predictorEpochs >= 1 && predictorEpochs <= 100_000,
                    "predictor epochs",
                    predictorEpochs,
                    "1 to 100000");
            check(
                    generatorEpochs >= 1 && generatorEpochs <= 100_000,
                    "generator epochs",
                    generatorEpochs,
                    "1 to 100000");
            check(rate > 0 && rate <= 1, "learning rate", rate, "above 0, at most 1");
            check(heldOut >= 0 && heldOut <= 0.5, "share held out", heldOut, "0 to 0.5");
        }

        /** What learns a thousand scores in a minute or two. */
        public static Training defaults() {
            return new Training(50, 40, 1e-3, 0.15);
        }

        /** The published numbers of epochs and rate. */
        public static Training paper() {
            return new Training(400, 400, 1e-4, 0.15);
        }
    }

    /**
     * Which architectures the generator learns to make for a data set.
     *
     * @param source where they come from
     * @param perDataSet so many for each data set; fewer where fewer were measured
     * @param candidates of which the best by prediction is taken; without effect where they were measured
     */
    public record GoodCells(Source source, int perDataSet, int candidates) {
        /** Where good cells come from. */
        public enum Source {
            /** The best of those that were measured. */
            MEASURED,
            /**
             * The best, by the performance predictor, of random ones, as in the MobileNetV3 experiment of the paper. Where few were measured on
             * each data set, the best of these is good by chance, and what is generated from such is hardly better than random cells.
             */
            PREDICTED
        }

        /**
         * @throws InvalidInputException if a number is out of its range
         */
        public GoodCells {
            Objects.requireNonNull(source, "source");
            check(perDataSet >= 1 && perDataSet <= 1000, "good cells per data set", perDataSet, "1 to 1000");
            check(candidates >= 1 && candidates <= 10_000, "candidates", candidates, "1 to 10000");
        }

        /** The best that was measured on each data set. */
        public static GoodCells measured() {
            return new GoodCells(Source.MEASURED, 1, 10);
        }

        /** Of 10 random ones the best by prediction, five times for each data set. */
        public static GoodCells predicted() {
            return new GoodCells(Source.PREDICTED, 5, 10);
        }
    }

    private static void check(boolean fits, String name, Number value, String range) {
        if (!fits) {
            throw new InvalidInputException(
                    "The setting \"" + name + "\" is " + value + "; expected is " + range + ".",
                    "Set " + name + " to " + range + ".");
        }
    }

    /** Settings that two processor cores work through in a minute or two, for scores that are better the larger. */
    public static MetaD2aSettings defaults() {
        return new MetaD2aSettings(
                Network.defaults(), Training.defaults(), GoodCells.predicted(), Direction.MAXIMIZE, 20, 1);
    }

    public MetaD2aSettings withNetwork(Network newNetwork) {
        return new MetaD2aSettings(newNetwork, training, goodCells, direction, examplesPerClass, seed);
    }

    public MetaD2aSettings withTraining(Training newTraining) {
        return new MetaD2aSettings(network, newTraining, goodCells, direction, examplesPerClass, seed);
    }

    public MetaD2aSettings withGoodCells(GoodCells newGoodCells) {
        return new MetaD2aSettings(network, training, newGoodCells, direction, examplesPerClass, seed);
    }

    public MetaD2aSettings withDirection(Direction newDirection) {
        return new MetaD2aSettings(network, training, goodCells, newDirection, examplesPerClass, seed);
    }

    public MetaD2aSettings withExamplesPerClass(int newExamples) {
        return new MetaD2aSettings(network, training, goodCells, direction, newExamples, seed);
    }

    public MetaD2aSettings withSeed(long newSeed) {
        return new MetaD2aSettings(network, training, goodCells, direction, examplesPerClass, newSeed);
    }
}
