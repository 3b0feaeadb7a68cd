package org.fewshotnas.benchmark.features;

import java.util.Optional;
import org.fewshotnas.benchmark.pickle.PickleList;
import org.fewshotnas.benchmark.pickle.PickledNumbers;
import org.fewshotnas.benchmark.pickle.TorchStorage;
import org.fewshotnas.benchmark.pickle.TorchTensor;

/**
 * A class's tensor (pictures, numbers).
 *
 * @param tensor of two dimensions, or of one: a single picture, whose dimension the authors' program squeezes out
 */
record FeatureTensor(TorchTensor tensor) {
    /** Less is no description of a picture, but a column of scores. */
    private static final int LEAST_WIDTH = 2;
    /** More is a row of scores, as of the 15,625 architectures of NAS-Bench-201. */
    private static final int MOST_WIDTH = 10_000;

    /** The tensor of a dictionary's value, if there is one. */
    static Optional<FeatureTensor> of(Object value) {
        return content(value) instanceof TorchTensor tensor
                        && (tensor.rank() == 1 || tensor.rank() == 2)
                        && tensor.length(tensor.rank() - 1) >= LEAST_WIDTH
                        && tensor.length(tensor.rank() - 1) <= MOST_WIDTH
                ? Optional.of(new FeatureTensor(tensor))
                : Optional.empty();
    }

    /** Whether a dictionary's value is a tensor of two dimensions, of which no scores are. */
    static boolean isTable(Object value) {
        return of(value).filter(found -> found.tensor.rank() == 2).isPresent();
    }

    /** Whether a dictionary's value is a list in which no tensor has been put yet. */
    static boolean isEmptyList(Object value) {
        return value instanceof PickleList list && list.size() == 0;
    }

    private static Object content(Object value) {
        return value instanceof PickleList list && list.size() == 1 ? list.get(0) : value;
    }

    TorchStorage storage() {
        return tensor.storage();
    }

    int rows() {
        return tensor.rank() == 1 ? 1 : tensor.length(0);
    }

    int width() {
        return tensor.length(tensor.rank() - 1);
    }

    /** NaN where it holds something else than numbers. */
    double number(int row, int column) {
        return PickledNumbers.number(tensor.get(row * width() + column));
    }
}
