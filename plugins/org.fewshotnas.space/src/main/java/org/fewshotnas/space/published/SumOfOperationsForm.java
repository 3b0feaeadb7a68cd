package org.fewshotnas.space.published;

import java.util.Arrays;
import java.util.List;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.Operation.Type;

/**
 * The canonical form of NAS-Bench-201 (Dong and Yang 2020, section 2.1: 6,466 unique topologies) and of the spaces with its topology. A
 * tensor is written as the sum of its terms, sorted as texts: a skip is the text of the tensor that it reads, a zero and whatever reads
 * nothing but a zero is "#", and every other operation is "(argument)@operation".
 *
 * <p>This is the authors' own comparison, and so it is neither coarser nor finer than theirs: a zero beside other terms stays, and a sum
 * that a skip hands on is sorted in as one text. Cells of one form compute the same sum of operations; a few cells that compute the same
 * have different forms (with zeros dropped and sums flattened, 4,930 forms would be left). Two equal branches count as one form whether
 * they share their weights or not.
 */
final class SumOfOperationsForm {
    private static final String ZERO = "#";

    private SumOfOperationsForm() {}

    static String of(FixedTopologySpace space, List<Operation> operations) {
        int places = operations.size();
        String[] tensors = new String[space.to(places - 1) + 1];
        tensors[0] = "0";
        int place = 0;
        for (int tensor = 1; tensor < tensors.length; tensor++) {
            int first = place;
            while (place < places && space.to(place) == tensor) {
                place++;
            }
            String[] terms = new String[place - first];
            for (int p = first; p < place; p++) {
                terms[p - first] = term(operations.get(p), tensors[space.from(p)]);
            }
            Arrays.sort(terms);
            tensors[tensor] = String.join("+", terms);
        }
        return tensors[tensors.length - 1];
    }

    private static String term(Operation operation, String argument) {
        if (operation.type() == Type.ZERO || argument.equals(ZERO)) {
            return ZERO;
        }
        return operation.type() == Type.IDENTITY ? argument : "(" + argument + ")@" + operation.label();
    }
}
