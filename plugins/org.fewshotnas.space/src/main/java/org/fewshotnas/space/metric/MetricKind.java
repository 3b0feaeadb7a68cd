package org.fewshotnas.space.metric;

import static org.fewshotnas.space.metric.Direction.MAXIMIZE;
import static org.fewshotnas.space.metric.Direction.MINIMIZE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A kind of number that is known of architectures: the one vocabulary of metrics. A kind is added by one row of {@link #ALL}; reading,
 * zero-shot predictions, searching and scoring follow.
 *
 * @param quantity what it is called
 * @param role whether it says how well an architecture does its task, how far it is from that, or what it costs
 * @param direction whether larger or smaller is better
 * @param words the words, or sequences of words, that a name says it by; in lower case
 */
public record MetricKind(String quantity, Role role, Direction direction, List<String> words) {
    /** What a kind of number is about. */
    public enum Role {
        /** How well an architecture does its task: an accuracy. */
        SCORE,
        /** How far it is from doing its task: a loss, an error rate. */
        ERROR,
        /** How far a regression is from its targets: a mean squared error. */
        REGRESSION_ERROR,
        /** What it costs to run or to train: a latency, parameters; or what is the better the less it costs: a throughput. */
        COST
    }

    /** Every kind. Of two kinds that say the same word, the first one has it. */
    private static final List<MetricKind> ALL = List.of(
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
            new MetricKind("regret", Role.ERROR, MINIMIZE, words("regret, simple regret")),
            new MetricKind("rank", Role.ERROR, MINIMIZE, words("rank, ranking, average rank")),
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
            // Above the other costs, since "inference time" and "latency" are told apart by what a name says first.
            cost("latency", "latencies, lat, delay, latenz, latenzzeit, latence, latencia, 延迟, inference"),
            cost("runtime", "laufzeit, run time, duration, durée, dauer, elapsed, wallclock, wall clock"),
            cost("time", "times, zeit, rechenzeit, temps, tiempo, time to accuracy"),
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
                    "mem, ram, vram, peak memory, activation memory, speicher, speicherbedarf, mémoire, memoria"),
            cost("size", "model size, file size, footprint, disk size, modellgröße"),
            cost("energy", "energie, energieverbrauch, énergie, energía, edp, energy delay product, edap"),
            cost("power", "leistungsaufnahme"),
            cost("area", "chip area, lut, luts, dsp, dsps, bram"),
            cost("emissions", "co2, co2e, co2eq, carbon, carbon footprint"),
            cost("cost", "costs, price, kosten"),
            new MetricKind(
                    "throughput",
                    Role.COST,
                    MAXIMIZE,
                    words(
                            "throughput, fps, qps, ips, rps, frames per second, images per second, images per sec, images per s, imgs per second, imgs per sec,"
                                    + " img per s, img per sec, img per second, samples per second, samples per sec, samples per s, inferences per second,"
                                    + " tokens per second, queries per second, items per second, durchsatz, débit")),
            new MetricKind("speedup", Role.COST, MAXIMIZE, words("speedup, speed up, speed")),
            score("score", "scores"));

    /** So many words a sequence has at most. */
    static final int LONGEST = 4;

    private static final Map<String, MetricKind> BY_WORDS = byWords();

    /** The kind that a word, or a sequence of words with a space or a hyphen between any two, says: null if it says none. */
    static MetricKind saidBy(String words) {
        return BY_WORDS.get(words.replace('-', ' ').replace("#", ""));
    }

    private static Map<String, MetricKind> byWords() {
        Map<String, MetricKind> all = new HashMap<>();
        for (MetricKind kind : ALL) {
            all.putIfAbsent(kind.quantity(), kind);
        }
        for (MetricKind kind : ALL) {
            kind.words().forEach(word -> all.putIfAbsent(word, kind));
        }
        return all;
    }

    private static MetricKind score(String quantity, String words) {
        return new MetricKind(quantity, Role.SCORE, MAXIMIZE, words(words));
    }

    private static MetricKind error(String quantity, String words) {
        return new MetricKind(quantity, Role.ERROR, MINIMIZE, words(words));
    }

    private static MetricKind regression(String quantity, String words) {
        return new MetricKind(quantity, Role.REGRESSION_ERROR, MINIMIZE, words(words));
    }

    private static MetricKind cost(String quantity, String words) {
        return new MetricKind(quantity, Role.COST, MINIMIZE, words(words));
    }

    private static List<String> words(String list) {
        return new ArrayList<>(Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList());
    }
}
