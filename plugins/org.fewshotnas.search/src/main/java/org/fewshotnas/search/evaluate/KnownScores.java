package org.fewshotnas.search.evaluate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;

/**
 * Architectures whose score is known: the table that stands in for training them, or what has been measured before a search. Immutable.
 *
 * <p>A search asks by encoding first, then by canonical form: a table that lacks an encoding answers with the mean of the isomorphic ones
 * that it holds. A cell of a benchmark's space is the same cell in the mixed-ops extension.
 */
public final class KnownScores implements Evaluator {
    private final Metric metric;
    private final Map<Architecture, Double> byEncoding = new LinkedHashMap<>();
    private final Map<Architecture, Double> byMixedOpsEncoding = new HashMap<>();
    private final Map<String, double[]> sumAndCountByForm = new HashMap<>();
    /** The first encoding of each form. */
    private final Map<String, Architecture> byForm = new LinkedHashMap<>();

    private KnownScores(Metric metric) {
        this.metric = metric;
    }

    /**
     * The known scores of a metric.
     *
     * @param scores one an architecture, in the metric's unit; NaN where it is not known. An encoding that is there several times has the
     *     mean of its scores
     * @throws InvalidInputException if there is not one score for each architecture, or one is infinite
     */
    public static KnownScores of(Metric metric, List<Architecture> architectures, double[] scores) {
        return of(metric, architectures, scores, Progress.NONE);
    }

    /**
     * As the other method, which takes a while for many architectures.
     *
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public static KnownScores of(Metric metric, List<Architecture> architectures, double[] scores, Progress progress) {
        if (architectures.size() != scores.length) {
            throw new InvalidInputException(
                    architectures.size() + " architectures and " + scores.length
                            + " scores were found; as many of both are needed.",
                    "Give one score for each architecture, or NaN where it is not known.");
        }
        Map<Architecture, double[]> sumsAndCounts = new LinkedHashMap<>();
        Progress reading = progress.part(0, 0.1);
        for (int i = 0; i < scores.length; i++) {
            reportEvery256(reading, i, scores.length);
            if (Double.isInfinite(scores[i])) {
                throw new InvalidInputException(
                        "The score of \"" + architectures.get(i).text() + "\" in \"" + metric.name()
                                + "\" is infinite; a finite number is expected.",
                        "Correct the score, or leave it missing.");
            }
            if (!Double.isNaN(scores[i])) {
                double[] sumAndCount = sumsAndCounts.computeIfAbsent(architectures.get(i), key -> new double[2]);
                sumAndCount[0] += scores[i];
                sumAndCount[1]++;
            }
        }
        KnownScores known = new KnownScores(metric);
        Progress indexing = progress.part(0.1, 1);
        sumsAndCounts.forEach((architecture, sumAndCount) -> {
            reportEvery256(indexing, known.size(), sumsAndCounts.size());
            known.put(architecture, sumAndCount[0] / sumAndCount[1]);
        });
        return known;
    }

    /** Every so many architectures, as computing canonical forms takes its time. */
    private static void reportEvery256(Progress progress, int done, int all) {
        if (done % 256 == 0) {
            progress.checkCanceled();
            progress.report((double) done / all, "Indexing the known scores");
        }
    }

    @Override
    public Metric metric() {
        return metric;
    }

    @Override
    public boolean covers(Architecture architecture) {
        return !Double.isNaN(score(architecture));
    }

    @Override
    public String description() {
        return size() == 1 ? "a table of one known score" : "a table of " + size() + " known scores";
    }

    @Override
    public List<Evaluation> scores(List<Architecture> architectures, Budget budget, Progress progress) {
        return architectures.stream()
                .mapToDouble(this::score)
                .mapToObj(score ->
                        Double.isNaN(score) ? Evaluation.failed("the table does not hold it") : Evaluation.of(score))
                .toList();
    }

    /** How many encodings have a score. */
    public int size() {
        return byEncoding.size();
    }

    /** The score of an architecture, or NaN if it is not known. */
    public double score(Architecture architecture) {
        Architecture mixedOps = architecture.inMixedOps();
        Double own = byMixedOpsEncoding.get(mixedOps);
        return own != null ? own : meanOfForm(architecture);
    }

    /** The mean of the scores of all encodings that compute the same function as an architecture, or NaN if none is known. */
    public double meanOfForm(Architecture architecture) {
        double[] sumAndCount = sumAndCountByForm.get(architecture.form());
        if (sumAndCount == null) {
            sumAndCount = sumAndCountByForm.get(architecture.inMixedOps().form());
        }
        return sumAndCount == null ? Double.NaN : sumAndCount[0] / sumAndCount[1];
    }

    private void put(Architecture architecture, double score) {
        byEncoding.put(architecture, score);
        Architecture mixedOps = architecture.inMixedOps();
        byMixedOpsEncoding.putIfAbsent(mixedOps, score);
        String form = architecture.form();
        byForm.putIfAbsent(form, architecture);
        add(form, score);
        if (mixedOps != architecture) {
            add(mixedOps.form(), score);
        }
    }

    private void add(String form, double score) {
        double[] sumAndCount = sumAndCountByForm.computeIfAbsent(form, key -> new double[2]);
        sumAndCount[0] += score;
        sumAndCount[1]++;
    }

    /** The architectures that have a score, one of each canonical form, in the order in which they were given. */
    public List<Architecture> distinct() {
        return List.copyOf(byForm.values());
    }
}
