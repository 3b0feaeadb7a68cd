package org.fewshotnas.space;

import java.util.Arrays;
import java.util.List;

/**
 * The canonical form of NAS-Bench-201 (Dong and Yang 2020, section 2.1: 6,466 unique topologies) and of the spaces with its topology. A
 * tensor is written as the sorted sum of its terms; "skip" stands for the tensor that it reads, "none" and whatever reads a zero for
 * "0", and every other operation for itself applied to what it reads. As the authors have it, a zero in a sum is kept and nested
 * sums are not flattened; so cells of one form compute the same function, and a few that compute the same have different forms.
 */
final class SumOfOperationsForm {
    private static final String ZERO = "0";

    private SumOfOperationsForm() {}

    static String of(FixedTopologySpace space, List<Operation> operations) {
        int places = operations.size();
        String[] tensors = new String[space.to(places - 1) + 1];
        tensors[0] = "x";
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
        if (operation == Operation.ZEROIZE || argument.equals(ZERO)) {
            return ZERO;
        }
        return operation == Operation.SKIP_CONNECTION ? argument : operation.label() + "(" + argument + ")";
    }
}
