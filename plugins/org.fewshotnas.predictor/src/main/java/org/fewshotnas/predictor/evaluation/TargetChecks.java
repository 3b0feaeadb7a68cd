package org.fewshotnas.predictor.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fewshotnas.predictor.evaluation.Protocol.Transfer;
import org.fewshotnas.space.base.InvalidInputException;

/** Whether a target can be tested on, and what the user should know about that. */
record TargetChecks(Protocol protocol, TransferEvaluation.Settings settings) {
    /** So many test cells are needed beside those that are fine-tuned on. */
    private static final int FEWEST_TEST_CELLS = 3;

    /**
     * Checks a draw.
     *
     * @return what the user should know about it: whole sentences
     * @throws InvalidInputException if there are too few cells to test on, or their scores are all the same
     */
    List<String> check(Transfer transfer) {
        String name = transfer.rest().metric().name();
        int cells = transfer.rest().size();
        int needed = settings.mostShots() + FEWEST_TEST_CELLS;
        if (cells < needed) {
            throw new InvalidInputException(
                    "For the target \"" + name + "\" " + cells + " cells are left to fine-tune and test on; "
                            + settings.mostShots() + " shots need at least " + needed + ".",
                    "Learn from fewer cells, ask for fewer shots, or leave this target out.");
        }
        double[] scores = transfer.rest().scores();
        if (Arrays.stream(scores).allMatch(score -> score == scores[0])) {
            throw new InvalidInputException(
                    "All " + cells + " scores of the target \"" + name + "\" that are left to test on are " + scores[0]
                            + ": there is nothing to rank.",
                    "Leave this target out.");
        }
        return warnings(transfer);
    }

    private List<String> warnings(Transfer transfer) {
        List<String> warnings = new ArrayList<>();
        String name = transfer.rest().metric().name();
        for (String leftOut : transfer.leftOut()) {
            warnings.add("The task \"" + leftOut
                    + "\" has fewer than four scores of the cells to learn from, or all are the same: it "
                    + "is not learned from.");
        }
        if (transfer.rest().size() - settings.mostShots() < Trials.REGRET_AT) {
            warnings.add("The target \"" + name + "\" has fewer than " + Trials.REGRET_AT
                    + " test cells: it has no regret at " + Trials.REGRET_AT + ".");
        }
        Set<String> names =
                transfer.known().stream().map(task -> task.metric().name()).collect(Collectors.toSet());
        List<String> same = protocol.knownOfTheSameDataSet(name).stream()
                .filter(names::contains)
                .toList();
        if (!same.isEmpty() && settings.approaches().stream().anyMatch(Approach::learns)) {
            warnings.add("The target \"" + name + "\" is predicted from \"" + String.join("\", \"", same)
                    + "\" too, of the same data set: a new data set would have no such scores. Leave the column out to see "
                    + "how well it would be predicted.");
        }
        return warnings;
    }
}
