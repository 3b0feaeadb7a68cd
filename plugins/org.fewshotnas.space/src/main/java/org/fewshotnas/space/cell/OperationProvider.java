package org.fewshotnas.space.cell;

import java.util.List;

/** Further operations: found as a service, under this name in {@code META-INF/services}; they join the {@link Vocabulary} behind its own. */
public interface OperationProvider {
    /** Operations of cells, with labels that no other operation has. */
    List<Operation> operations();
}
