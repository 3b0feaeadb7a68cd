package org.fewshotnas.network.source;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.darcy.DarcyFlow;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.Progress;

/** Darcy flow: examples that are computed when they are read, 1,000 for training and 100 for testing as in NAS-Bench-360. */
public final class DarcySource implements LabelledSource {
    private static final int TRAINING = 1_000;
    private static final int TEST = 100;

    private final TensorShape shape;
    private final DarcyFlow flow;
    private final long seed;
    private final List<Example> examples = new ArrayList<>();

    /**
     * @param side points along a side, {@value DarcyFlow#SMALLEST} to {@value DarcyFlow#LARGEST}
     * @param seed the same one gives the same examples
     */
    public DarcySource(int side, long seed) {
        shape = TensorShape.image(1, side, side);
        flow = new DarcyFlow(side);
        this.seed = seed;
        for (int i = 0; i < TRAINING + TEST; i++) {
            boolean isTest = i >= TRAINING;
            examples.add(new Example(isTest ? "test " + (i - TRAINING) : "train " + i, "", isTest));
        }
    }

    @Override
    public List<Example> examples() {
        return examples;
    }

    @Override
    public Optional<TensorShape> shape() {
        return Optional.of(shape);
    }

    @Override
    public Optional<TensorShape> target() {
        return Optional.of(shape);
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public void read(BitSet chosen, Progress progress, Visitor visitor) {
        int count = chosen.cardinality();
        int done = 0;
        for (int i = chosen.nextSetBit(0); i >= 0; i = chosen.nextSetBit(i + 1)) {
            progress.checkCanceled();
            progress.report((double) done++ / count, "Flow " + done + " of " + count);
            DarcyFlow.Example example = flow.example(seed, i);
            visitor.example(i, new NumberContent(example.permeability()), example.pressure());
        }
    }
}
