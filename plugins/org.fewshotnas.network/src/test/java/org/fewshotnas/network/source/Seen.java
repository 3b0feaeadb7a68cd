package org.fewshotnas.network.source;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import javax.imageio.ImageIO;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** What was read: the first pixel of each picture, or all numbers. */
final class Seen implements LabelledSource.Visitor {
    final List<Integer> numbers = new ArrayList<>();
    final List<double[]> targets = new ArrayList<>();
    final List<double[]> values = new ArrayList<>();
    final List<BufferedImage> pictures = new ArrayList<>();
    final List<String> damaged = new ArrayList<>();

    static Seen of(LabelledSource source, int... chosen) throws IOException {
        BitSet set = new BitSet();
        set.set(0, chosen.length == 0 ? source.examples().size() : 0);
        Arrays.stream(chosen).forEach(set::set);
        Seen seen = new Seen();
        source.read(set, Progress.NONE, seen);
        return seen;
    }

    @Override
    public void example(int number, LabelledSource.Content content, double[] target) {
        numbers.add(number);
        targets.add(target);
        if (content instanceof LabelledSource.NumberContent read) {
            values.add(read.values());
        } else if (content instanceof LabelledSource.PictureContent read) {
            try {
                pictures.add(ImageIO.read(new ByteArrayInputStream(read.png())));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void damaged(int number, InvalidInputException reason) {
        damaged.add(reason.getMessage());
    }

    /** The targets that are single numbers. */
    double[] scalars() {
        return targets.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    int pixel(int picture, int x, int y) {
        return pictures.get(picture).getRaster().getSample(x, y, 0);
    }
}
