package org.fewshotnas.network.source;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * Labelled examples that lie in files.
 *
 * <pre>{@code
 * LabelledSource source = LabelledFiles.open(folder, Reading.upTo(256), progress);
 * BitSet chosen = source.atMost(100, seed);
 * source.read(chosen, progress, visitor);
 * }</pre>
 */
public interface LabelledSource {
    /** What is to be predicted of an example that has a class. */
    double[] NO_TARGET = {};

    /**
     * An example, without its content.
     *
     * @param name unique in the source, such as a path within the folder
     * @param label the class; empty if the source has quantities
     * @param isTest whether it is there to judge a network by
     */
    record Example(String name, String label, boolean isTest) {}

    /** What a network sees of an example. */
    sealed interface Content {}

    /**
     * A picture.
     *
     * @param png the bytes of a PNG file, not to be changed
     */
    record PictureContent(byte[] png) implements Content {}

    /**
     * Numbers.
     *
     * @param values in the order of the source's shape, not to be changed
     */
    record NumberContent(double[] values) implements Content {}

    /** What comes of the examples that are read. */
    interface Visitor {
        /**
         * An example.
         *
         * @param target what is to be predicted of it, in the order of the source's target; empty if it has a class
         */
        void example(int number, Content content, double[] target);

        /** An example that cannot be read or has no usable label, and why; it may be left out, or this throws. */
        void damaged(int number, InvalidInputException reason);
    }

    /** All examples, in the order in which they are read. */
    List<Example> examples();

    /** The shape that the numbers of every example have; empty if they are pictures. */
    Optional<TensorShape> shape();

    /**
     * The shape of what is to be predicted of every example, where that is quantities: a vector of one or several numbers, or a field with
     * one or several numbers for each place of the example. Empty if the examples have classes.
     */
    default Optional<TensorShape> target() {
        return Optional.empty();
    }

    /** What the user should know: what was left out, and what was taken to be what. */
    List<String> notes();

    /**
     * Reads some of the examples, one after the other.
     *
     * @param chosen numbers of examples
     * @throws InvalidInputException if a file that holds many of them is damaged
     * @throws IOException if a file cannot be read
     */
    void read(BitSet chosen, Progress progress, Visitor visitor) throws IOException;

    /**
     * Chooses so many examples of each class for training, and so many for testing, or all where there are fewer. Examples with quantities
     * are all of one class here.
     *
     * @param seed the same one chooses the same
     */
    default BitSet atMost(int perClass, long seed) {
        return ExampleChoice.atMost(examples(), perClass, seed);
    }

    /**
     * The same source, with a share of the examples of each class for testing where its files do not say which are. Examples with
     * quantities are all of one class here.
     *
     * @param share 0 to 1; of each class one example at least stays for training
     * @param seed the same one chooses the same
     */
    default LabelledSource holdingOut(double share, long seed) {
        return share == 0 || examples().stream().anyMatch(Example::isTest) ? this : HeldOut.of(this, share, seed);
    }

    /**
     * The same source, each of its pictures laid on a {@link org.fewshotnas.network.pictures.Sphere}.
     *
     * @param side points from pole to pole, and around
     * @param rotated whether each sphere is turned at random
     * @param seed the same one turns the same
     * @throws InvalidInputException if it has no pictures
     */
    default LabelledSource onSpheres(int side, boolean rotated, long seed) {
        return new SphereSource(this, side, rotated, seed);
    }
}
