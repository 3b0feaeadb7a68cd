package org.fewshotnas.network.source;

import java.io.IOException;
import java.util.BitSet;
import java.util.Random;
import java.util.SplittableRandom;
import org.fewshotnas.network.pictures.PictureReader;
import org.fewshotnas.network.pictures.Sphere;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * A source whose pictures are laid on spheres.
 *
 * @param source of pictures
 * @param side points from pole to pole, and around
 * @param rotated whether each sphere is turned at random
 * @param seed the same one turns the same
 */
record SphereSource(LabelledSource source, int side, boolean rotated, long seed) implements WrappedSource {
    /** @throws InvalidInputException if the source has no pictures */
    SphereSource {
        if (source.shape().isPresent()) {
            throw new InvalidInputException(
                    "These examples are numbers of the shape " + source.shape().get()
                            + "; only pictures can be projected on a sphere.",
                    "Choose \"No\" under \"Project on a sphere\", or other data.");
        }
    }

    @Override
    public void read(BitSet chosen, Progress progress, Visitor visitor) throws IOException {
        source.read(chosen, progress, new Visitor() {
            @Override
            public void example(int number, Content content, double[] target) {
                byte[] png = projected(((PictureContent) content).png(), number);
                visitor.example(number, new PictureContent(png), target);
            }

            @Override
            public void damaged(int number, InvalidInputException reason) {
                visitor.damaged(number, reason);
            }
        });
    }

    private byte[] projected(byte[] png, int number) {
        Sphere sphere = rotated ? Sphere.random(side, random(number)) : Sphere.upright(side);
        return sphere.png(PictureReader.read(png, "\"" + examples().get(number).name() + "\""));
    }

    /** Of neighbouring seeds and examples, mixed. */
    private Random random(int number) {
        return new Random(new SplittableRandom(new SplittableRandom(seed).nextLong() + number).nextLong());
    }
}
