package org.fewshotnas.network.source;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.graph.TensorShape;

/** A source that changes something of another one, and leaves the rest as it is. */
interface WrappedSource extends LabelledSource {
    /** The other one. */
    LabelledSource source();

    @Override
    default List<Example> examples() {
        return source().examples();
    }

    @Override
    default Optional<TensorShape> shape() {
        return source().shape();
    }

    @Override
    default Optional<TensorShape> target() {
        return source().target();
    }

    @Override
    default List<String> notes() {
        return source().notes();
    }
}
