package org.fewshotnas.space.metric;

import static org.fewshotnas.space.metric.Direction.MAXIMIZE;
import static org.fewshotnas.space.metric.Direction.MINIMIZE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fewshotnas.space.base.Services;
import org.fewshotnas.space.metric.MetricKind.Role;
import org.fewshotnas.space.metric.MetricKind.Unit;

/**
 * The one vocabulary of metrics: a row for every kind, here or added (see {@link MetricKindProvider}). Reading, zero-shot predictions,
 * searching and scoring go by it.
 */
final class MetricKinds {
    /** Of two kinds that say the same word, the first one has it. */
    private static final List<MetricKind> PUBLISHED = List.of(
            score(
                    "accuracy",
                    "acc, accuracies, accu, top1, top 1, top 1 accuracy, correct, genauigkeit, exactitude, exactitud, precisión, "
                            + "précision, 准确率, 準確率, 正确率, 精度, success rate"),
            score("top5 accuracy", "top5, top 5, top 5 accuracy"),
            score("balanced accuracy", "bacc, balanced acc"),
            score("precision", "prec, average precision, ap"),
            score("map", "mean average precision"),
            score("recall", "sensitivity, tpr, true positive rate"),
            score("specificity", "tnr, true negative rate"),
            score("f1", "f1 score, fscore, f score, f measure, macro f1, micro f1"),
            score("auc", "auroc, roc, roc auc, auprc, pr auc"),
            score("iou", "jaccard"),
            score("miou", "mean iou"),
            score("dice", "dice score"),
            score("ssim", ""),
            score("psnr", ""),
            score("r2", "rsquared, r squared, r 2, r², explained variance"),
            score("correlation", "corr, spearman, kendall, pearson, rho, tau"),
            score("mcc", "kappa"),
            score("bleu", "rouge, meteor, cider"),
            score("ndcg", "mrr, hit rate"),
            score("likelihood", "log likelihood, loglikelihood, elbo"),
            score("reward", "fitness, utility, quality, elo, win rate"),
            score("inception score", ""),
            // Zero-cost proxies, all of which are meant to rise with accuracy.
            score("synflow", ""),
            score("naswot", "nwot, jacob cov, jacov"),
            score("snip", "grasp, fisher, grad norm, l2 norm, epe nas, zen, zen score, zico"),
            error("regret", "simple regret"),
            error("rank", "ranking, average rank"),
            error(
                    "error",
                    "err, errors, error rate, err rate, misclassification, misclassification rate, misclass, misclass rate, "
                            + "failure rate, fehler, fehlerrate, erreur, eer, mce"),
            error(
                    "loss",
                    "losses, log loss, logloss, cross entropy, crossentropy, xent, nll, negative log likelihood, neg log likelihood, bce, "
                            + "hinge, deviance, verlust, perte, pérdida, 损失"),
            error("perplexity", "ppl, bits per character, bpc, bits per byte, bpb, bits per dim"),
            error("per", "phone error rate, phoneme error rate"),
            error("wer", "word error rate"),
            error("cer", "character error rate"),
            error("fid", "kid, lpips"),
            error("calibration error", "ece, brier, brier score, expected calibration error"),
            error("false positive rate", "fpr, fnr, false negative rate"),
            error("divergence", "kl, kld, kl div, kl divergence"),
            regression("rmse", "nrmse, rmsle, root mean squared error, root mean square error"),
            regression("mse", "nmse, msle, mean squared error, mean square error, squared error"),
            regression("mae", "mean absolute error, absolute error, l1, mase, crps"),
            regression("mape", "smape, mean absolute percentage error, percentage error"),
            regression("l2", "l2 error, l2 loss"),
            // Above the other costs, since "inference time" and "latency" differ in what a name says first.
            cost(
                    "latency",
                    "latencies, lat, delay, latenz, latenzzeit, latence, latencia, 延迟, inference",
                    "ms: ms msec millis milliseconds; us: us usec microseconds \u00b5s \u03bcs; ns: ns"),
            cost("runtime", "laufzeit, run time, duration, durée, dauer, elapsed, wallclock, wall clock"),
            cost(
                    "time",
                    "times, zeit, rechenzeit, temps, tiempo, time to accuracy",
                    "s: s sec secs second seconds sekunden; min: minutes; h: h hours; d: days"),
            cost("cycles", "clock cycles, cycle count"),
            cost(
                    "parameters",
                    "params, param, parameter, nparams, numparams, num params, weights count, parameteranzahl, "
                            + "paramètres, parámetros, 参数, 参数量"),
            cost("flops", "flop, gflops, mflops, kflops, gflop, mflop"),
            cost("macs", "mac, gmacs, mmacs, madds, madd, multiadds, mult adds, multi adds, multiply accumulates"),
            cost("bops", "bitops, bit operations"),
            cost(
                    "memory",
                    "mem, ram, vram, peak memory, activation memory, speicher, speicherbedarf, mémoire, memoria",
                    "kB: kb; MB: mb; MiB: mib; GB: gb; GiB: gib"),
            cost("size", "model size, file size, footprint, disk size, modellgröße"),
            cost(
                    "energy",
                    "energie, energieverbrauch, énergie, energía, edp, energy delay product, edap",
                    "mJ: mj; J: j joule; kWh: kwh"),
            cost("power", "leistungsaufnahme", "mW: mw; W: w watt watts"),
            cost("area", "chip area, lut, luts, dsp, dsps, bram"),
            cost("emissions", "co2, co2e, co2eq, carbon, carbon footprint"),
            cost("cost", "costs, price, kosten"),
            // What is the better the less it costs.
            new MetricKind(
                    "throughput",
                    Role.COST,
                    MAXIMIZE,
                    words(
                            "throughput, fps, qps, ips, rps, frames per second, images per second, images per sec, images per s, imgs per second, imgs per sec,"
                                    + " img per s, img per sec, img per second, samples per second, samples per sec, samples per s, inferences per second,"
                                    + " tokens per second, queries per second, items per second, durchsatz, débit"),
                    List.of()),
            new MetricKind("speedup", Role.COST, MAXIMIZE, words("speed up, speed"), List.of()),
            score("score", "scores"));

    /** So many words a sequence has at most, in any kind. */
    static final int LONGEST;

    private static final List<MetricKind> ADDED = Services.of(MetricKindProvider.class).stream()
            .flatMap(provider -> provider.kinds().stream())
            .toList();
    private static final Map<String, MetricKind> BY_WORDS = new HashMap<>();
    private static final Map<String, MetricKind> BY_UNIT = new HashMap<>();

    static {
        for (List<MetricKind> kinds : List.of(PUBLISHED, ADDED)) {
            kinds.forEach(kind -> BY_WORDS.putIfAbsent(kind.quantity(), kind));
            kinds.forEach(kind -> kind.words().forEach(words -> BY_WORDS.putIfAbsent(words, kind)));
            kinds.forEach(kind -> kind.units().forEach(unit -> BY_UNIT.putIfAbsent(unit.symbol(), kind)));
        }
        LONGEST = BY_WORDS.keySet().stream()
                .mapToInt(words -> words.split(" ").length)
                .max()
                .orElseThrow();
    }

    private MetricKinds() {}

    /** The kind that a word in lower case, or a sequence of words with a space or a hyphen between any two, says. */
    static Optional<MetricKind> saidBy(String words) {
        return Optional.ofNullable(BY_WORDS.get(words.replace('-', ' ').replace("#", "")));
    }

    /** What is measured in a unit, where nothing else is. */
    static Optional<MetricKind> measuredIn(String unit) {
        return Optional.ofNullable(BY_UNIT.get(unit));
    }

    /** The units of all kinds. */
    static Stream<Unit> units() {
        return Stream.of(PUBLISHED, ADDED).flatMap(List::stream).flatMap(kind -> kind.units().stream());
    }

    private static MetricKind score(String quantity, String words) {
        return new MetricKind(quantity, Role.SCORE, MAXIMIZE, words(words), List.of());
    }

    private static MetricKind error(String quantity, String words) {
        return new MetricKind(quantity, Role.ERROR, MINIMIZE, words(words), List.of());
    }

    private static MetricKind regression(String quantity, String words) {
        return new MetricKind(quantity, Role.REGRESSION_ERROR, MINIMIZE, words(words), List.of());
    }

    private static MetricKind cost(String quantity, String words) {
        return new MetricKind(quantity, Role.COST, MINIMIZE, words(words), List.of());
    }

    /** @param units such as "s: s sec; h: hours" */
    private static MetricKind cost(String quantity, String words, String units) {
        List<Unit> parsed = new ArrayList<>();
        for (String unit : units.split("; ")) {
            String[] symbolAndWords = unit.split(": ");
            parsed.add(new Unit(symbolAndWords[0], List.of(symbolAndWords[1].split(" "))));
        }
        return new MetricKind(quantity, Role.COST, MINIMIZE, words(words), parsed);
    }

    private static List<String> words(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
