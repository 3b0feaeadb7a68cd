package org.fewshotnas.benchmark.dialect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.space.published.NasBench201;

/**
 * Tells by scores how cells are coded. Encodings of one canonical form compute the same (Dong and Yang 2020, section 2.1: 6,466 forms of
 * 15,625 encodings; all cells without a path from input to output are one form, and score at chance), so that in the right coding they
 * have nearly the same score, and in a wrong one they are a mixed lot. Compared is the variance of ranks within forms, as a share of that
 * of all ranks. Measured on NAS-Bench-201: accuracies .01 to .15 in the right coding against .4 to .9, on 200 cells as on all; a desktop
 * CPU's latencies .01 against .17; Jetson TX2, which times what computes nothing too, .22 to .34 in each, which decides nothing.
 */
public final class CodingEvidence {
    /** The right coding is this many times better than the next. */
    private static final double CLEARLY = 3;
    /** Encodings beyond the first of each form; fewer prove nothing. */
    private static final int ENOUGH = 12;

    private CodingEvidence() {}

    /**
     * The coding of cells.
     *
     * @param cells each once
     * @param scores of the cells, one array a column, NaN where there is none
     * @return empty if no column tells, or columns contradict each other
     */
    public static Optional<CellCoding> decide(List<CodedCell> cells, List<double[]> scores) {
        CellCoding found = null;
        for (double[] column : scores) {
            Optional<CellCoding> one = decide(cells, column);
            if (one.isPresent()) {
                if (found != null && found != one.get()) {
                    return Optional.empty();
                }
                found = one.get();
            }
        }
        return Optional.ofNullable(found);
    }

    private static Optional<CellCoding> decide(List<CodedCell> cells, double[] scores) {
        List<Integer> measured = new ArrayList<>(IntStream.range(0, scores.length)
                .filter(i -> Double.isFinite(scores[i]))
                .boxed()
                .toList());
        double[] ranks = ranks(scores, measured);
        CellCoding best = null;
        double least = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        for (CellCoding coding : cells.isEmpty() ? List.<CellCoding>of() : CellCoding.of(cells.get(0))) {
            double share = shareWithinForms(cells, measured, ranks, coding);
            if (share < least) {
                second = least;
                least = share;
                best = coding;
            } else {
                second = Math.min(second, share);
            }
        }
        // An infinite share is one that too few cells tell: it is not beaten.
        return least * CLEARLY < second && second < Double.POSITIVE_INFINITY ? Optional.of(best) : Optional.empty();
    }

    /** Mean ranks, of tied scores the same. */
    private static double[] ranks(double[] scores, List<Integer> measured) {
        double[] ranks = new double[scores.length];
        measured.sort((a, b) -> Double.compare(scores[a], scores[b]));
        for (int first = 0, next; first < measured.size(); first = next) {
            next = first;
            while (next < measured.size() && scores[measured.get(next)] == scores[measured.get(first)]) {
                next++;
            }
            for (int i = first; i < next; i++) {
                ranks[measured.get(i)] = (first + next - 1) / 2.0;
            }
        }
        return ranks;
    }

    private static double shareWithinForms(
            List<CodedCell> cells, List<Integer> measured, double[] ranks, CellCoding coding) {
        Map<String, List<Double>> byForm = new HashMap<>();
        for (int i : measured) {
            String form = NasBench201.INSTANCE.canonicalForm(NasBench201.INSTANCE.parse(coding.decode(cells.get(i))));
            byForm.computeIfAbsent(form, key -> new ArrayList<>()).add(ranks[i]);
        }
        double within = 0;
        int freedom = 0;
        for (List<Double> form : byForm.values()) {
            double mean = form.stream().mapToDouble(rank -> rank).average().orElse(0);
            within += form.stream()
                    .mapToDouble(rank -> (rank - mean) * (rank - mean))
                    .sum();
            freedom += form.size() - 1;
        }
        double[] all = measured.stream().mapToDouble(i -> ranks[i]).toArray();
        double mean = Arrays.stream(all).average().orElse(0);
        double total =
                Arrays.stream(all).map(rank -> (rank - mean) * (rank - mean)).sum() / Math.max(1, all.length);
        return freedom < ENOUGH || total == 0 ? Double.POSITIVE_INFINITY : within / freedom / total;
    }
}
