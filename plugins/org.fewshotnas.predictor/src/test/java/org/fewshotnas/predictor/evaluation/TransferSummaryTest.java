package org.fewshotnas.predictor.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TransferSummaryTest {
    private static TransferResult result(String target, int run, double spearman) {
        return new TransferResult(target, "L", 5, 1, run, spearman, spearman / 2, 10 * spearman, 3, run, spearman / 5);
    }

    @Test
    void meansAndStandardErrorsAreThoseByHand() {
        List<TransferSummary> summaries = TransferSummary.of(
                List.of(result("a", 1, 0.5), result("a", 2, 0.7), result("b", 1, 0.1), result("b", 2, 0.3)));
        assertEquals(
                List.of("a", "b", TransferSummary.ALL_TARGETS),
                summaries.stream().map(TransferSummary::target).toList());
        TransferSummary a = summaries.get(0);
        assertEquals(2, a.runs());
        assertEquals(0.6, a.spearman().value(), 1e-12);
        // The deviation of 0.5 and 0.7 is 0.1 · sqrt(2); that of the mean of two is 0.1.
        assertEquals(0.1, a.spearman().standardError(), 1e-12);
        assertEquals(0.3, a.kendallTau().value(), 1e-12);
        assertEquals(6, a.regretAt10().value(), 1e-12);
        assertEquals(1.5, a.fineTuneSeconds(), 1e-12);
        assertEquals(0.12, a.coverage().value(), 1e-12);
        assertEquals(0.02, a.coverage().standardError(), 1e-12);
        TransferSummary all = summaries.get(2);
        assertEquals(0.4, all.spearman().value(), 1e-12);
        assertEquals(Math.sqrt(0.1 * 0.1 + 0.1 * 0.1) / 2, all.spearman().standardError(), 1e-12);
        assertEquals(0.08, all.coverage().value(), 1e-12);
        assertTrue(Double.isNaN(all.regretAt10().value()), "units differ");
    }

    @Test
    void oneRunHasNoErrorAndOneTargetNoMeanOfTargets() {
        List<TransferSummary> summaries = TransferSummary.of(List.of(result("a", 1, 0.5)));
        assertEquals(1, summaries.size());
        assertTrue(Double.isNaN(summaries.get(0).spearman().standardError()));
    }

    @Test
    void aRunWithoutAValueDoesNotCount() {
        List<TransferSummary> summaries = TransferSummary.of(List.of(
                result("a", 1, 0.5),
                result("a", 2, Double.NaN),
                result("a", 3, 0.7),
                result("b", 1, 0.1),
                result("b", 2, 0.3),
                result("b", 3, 0.2)));
        TransferSummary a = summaries.get(0);
        assertEquals(2, a.runs());
        assertEquals(0.6, a.spearman().value(), 1e-12);
        assertEquals(0.1, a.spearman().standardError(), 1e-12);
        assertEquals(0.3, a.kendallTau().value(), 1e-12);
        assertEquals(6, a.regretAt10().value(), 1e-12);
        assertEquals(2, a.fineTuneSeconds(), 1e-12, "the first and the third run");
        assertEquals(3, summaries.get(1).runs());
        TransferSummary all = summaries.get(2);
        assertEquals(2, all.runs(), "of the target with the fewest");
        assertEquals(0.4, all.spearman().value(), 1e-12);
    }

    @Test
    void aTargetWithoutAnyValueLeavesTheMeanOfTargetsMissing() {
        List<TransferSummary> summaries = TransferSummary.of(
                List.of(result("a", 1, Double.NaN), result("a", 2, Double.NaN), result("b", 1, 0.5)));
        assertEquals(0, summaries.get(0).runs());
        assertTrue(Double.isNaN(summaries.get(0).spearman().value()));
        assertEquals(3, summaries.get(0).learnSeconds(), "it was learned all the same");
        assertEquals(0.5, summaries.get(1).spearman().value());
        assertEquals(0, summaries.get(2).runs());
        assertTrue(Double.isNaN(summaries.get(2).spearman().value()));
    }
}
