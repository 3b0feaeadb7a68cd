package org.fewshotnas.metad2a.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.List;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.AdamW;
import org.fewshotnas.tensor.engine.ParallelTasks;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.Weights;

/**
 * Trains one network with Adam, at a rate that falls to zero along a cosine. The pieces of a batch are computed side by side and added up in
 * their order, so that the same seed gives the same bits on any number of processors.
 */
public final class Descent implements AutoCloseable {
    private final NDManager manager;
    private final Tensors tensors;
    private final AdamW optimizer;
    private final ParallelTasks workers;
    private final double rate;
    private final String what;
    private long done;

    /** A part of a batch. */
    @FunctionalInterface
    public interface Piece {
        /** Its loss, a scalar, summed over its rows. */
        Value loss(Pass pass);
    }

    /**
     * @param tensors to move
     * @param rate of Adam at the start
     * @param what learns, for messages
     */
    public Descent(NDManager manager, Tensors tensors, double rate, String what, Progress progress) {
        this.manager = manager;
        this.tensors = tensors;
        this.rate = rate;
        this.what = what;
        optimizer = new AdamW(tensors.list(), 0);
        workers = new ParallelTasks(Torch.threads(manager), progress);
    }

    private record Result(double loss, NDList gradient) {}

    /**
     * One step.
     *
     * @param rows of all pieces: the gradient is that of the mean loss
     * @param fraction of the training that is behind, 0 to 1
     * @return the sum of the losses, before the step
     * @throws InvalidInputException if it is not finite
     */
    public double step(List<Piece> pieces, int rows, double fraction) {
        List<Result> results = workers.run(pieces.stream().map(this::work).toList());
        double loss = results.stream().mapToDouble(Result::loss).sum();
        NDList sum = results.get(0).gradient();
        for (Result result : results.subList(1, results.size())) {
            for (int i = 0; i < sum.size(); i++) {
                sum.get(i).addi(result.gradient().get(i));
            }
            result.gradient().close();
        }
        if (!Double.isFinite(loss)) {
            sum.close();
            throw diverged();
        }
        for (NDArray array : sum) {
            array.muli(1.0 / rows);
        }
        optimizer.step(sum, rate * 0.5 * (1 + Math.cos(Math.PI * fraction)));
        sum.close();
        done++;
        return loss;
    }

    private ParallelTasks.Work<Result> work(Piece piece) {
        return progress -> {
            progress.checkCanceled();
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                Pass pass = Pass.learning(manager, tensors);
                Value loss = piece.loss(pass);
                NDList gradient = pass.gradient(loss);
                NDScope.unregister(gradient);
                return new Result(Torch.toDoubles(loss.array())[0], gradient);
            }
        };
    }

    /**
     * The weights as they are now.
     *
     * @throws InvalidInputException if one is not finite
     */
    public Weights weights() {
        Weights weights = tensors.weights();
        if (!weights.finite()) {
            throw diverged();
        }
        return weights;
    }

    private InvalidInputException diverged() {
        return new InvalidInputException(
                "The " + what + " diverged: after " + done + " steps its loss or a weight is no finite number.",
                "Lower the learning rate (" + rate + ").");
    }

    @Override
    public void close() {
        workers.close();
        optimizer.close();
    }
}
