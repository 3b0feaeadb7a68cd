package org.fewshotnas.growth;

import java.util.List;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.OperationProvider;

/** A wider convolution than the published ones. */
public final class AddedOperations implements OperationProvider {
    static final Operation CONV9_D1 = new Operation("Conv9-D1", Operation.Type.CONVOLUTION, 9, 1);

    @Override
    public List<Operation> operations() {
        return List.of(CONV9_D1);
    }
}
