package org.fewshotnas.space.cell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Services;

/**
 * The unified vocabulary of node operations: the 14 of the MP-NAS paper first, in the order in which predictors of all releases have them
 * as features, and which never changes; then those that were added (see {@link OperationProvider}), by the names of the classes that add them.
 */
public final class Vocabulary {
    private static final List<Operation> OPERATIONS = operationsOfAll();
    private static final Map<String, Integer> INDEX = index();

    private Vocabulary() {}

    private static List<Operation> operationsOfAll() {
        List<Operation> all = new ArrayList<>(Operation.CELL_OPERATIONS);
        all.addAll(List.of(Operation.INPUT, Operation.OUTPUT, Operation.GLOBAL));
        for (OperationProvider provider : Services.of(OperationProvider.class)) {
            for (Operation operation : provider.operations()) {
                if (!operation.isOfCells()) {
                    throw new IllegalStateException("\"" + operation + "\" is no operation of cells");
                }
                all.add(operation);
            }
        }
        return List.copyOf(all);
    }

    private static Map<String, Integer> index() {
        Map<String, Integer> index = new HashMap<>();
        for (Operation operation : OPERATIONS) {
            if (index.put(operation.label(), index.size()) != null) {
                throw new IllegalStateException("Two operations have the label \"" + operation + "\"");
            }
        }
        return index;
    }

    /** All operations. */
    public static List<Operation> operations() {
        return OPERATIONS;
    }

    /** The labels of all operations. */
    public static List<String> labels() {
        return OPERATIONS.stream().map(Operation::label).toList();
    }

    /**
     * The operation with this label.
     *
     * @throws InvalidInputException if no operation has it
     */
    public static Operation ofLabel(String label) {
        Integer index = INDEX.get(label);
        if (index == null) {
            throw new InvalidInputException(
                    "Unknown operation \"" + label + "\".",
                    "Use one of the unified operations: " + String.join(", ", labels()) + ".");
        }
        return OPERATIONS.get(index);
    }

    /** The place of an operation in {@link #operations}. */
    public static int indexOf(Operation operation) {
        return INDEX.get(operation.label());
    }
}
