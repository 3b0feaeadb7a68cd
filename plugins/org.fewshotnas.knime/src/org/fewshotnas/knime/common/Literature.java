package org.fewshotnas.knime.common;

/** The publications that the nodes stand on, as links for their descriptions. */
public final class Literature {
    /** Meta-learning of predictors, unified search spaces, and how well they adapt to new tasks. */
    public static final String MP_NAS = arxiv(
            "2311.18451",
            "Loya, Dudziak and others, How Much Is Hidden in the NAS Benchmarks? Few-Shot Adaptation of a NAS Predictor, 2023 (MP-NAS)");
    /** Architectures of a data set, and a predictor of how well they do. */
    public static final String METAD2A = arxiv(
            "2107.00860",
            "Lee, Hyung and Hwang, Rapid Neural Architecture Search by Learning to Generate Graphs from Datasets, 2021 (MetaD2A)");
    /** A search space and its scores. */
    public static final String NAS_BENCH_101 = arxiv(
            "1902.09635", "Ying and others, NAS-Bench-101: Towards Reproducible Neural Architecture Search, 2019");
    /** A search space and its scores. */
    public static final String NAS_BENCH_201 = arxiv(
            "2001.00326",
            "Dong and Yang, NAS-Bench-201: Extending the Scope of Reproducible Neural Architecture Search, 2020");
    /** A search space and its scores. */
    public static final String TRANSNAS_BENCH_101 = arxiv(
            "2105.11871",
            "Duan and others, TransNAS-Bench-101: Improving Transferability and Generalizability of Cross-Task Neural Architecture Search, 2021");
    /** A search space and its scores. */
    public static final String NAS_BENCH_ASR = link(
            "https://openreview.net/forum?id=CU0APx9LMaL",
            "Mehrotra and others, NAS-Bench-ASR: Reproducible Neural Architecture Search for Speech Recognition, 2021");
    /** Data sets other than photographs. */
    public static final String NAS_BENCH_360 = arxiv(
            "2110.05668",
            "Tu and others, NAS-Bench-360: Benchmarking Neural Architecture Search on Diverse Tasks, 2022");
    /** What rank correlations say of predictors. */
    public static final String PREDICTORS = arxiv(
            "2104.01177",
            "White and others, How Powerful are Performance Predictors in Neural Architecture Search?, 2021");
    /** Why probabilities of networks are too sure. */
    public static final String CALIBRATION =
            arxiv("1706.04599", "Guo and others, On Calibration of Modern Neural Networks, 2017");
    /** Networks that people made. */
    public static final String WIDE_RESNETS =
            arxiv("1605.07146", "Zagoruyko and Komodakis, Wide Residual Networks, 2016");
    /** Stopping the worst trainings early. */
    public static final String SUCCESSIVE_HALVING = arxiv(
            "1502.07943",
            "Jamieson and Talwalkar, Non-stochastic Best Arm Identification and Hyperparameter Optimization, 2015 (successive halving)");
    /** Zero-cost proxies. */
    public static final String ZERO_COST_PROXIES =
            arxiv("2101.08134", "Abdelfattah and others, Zero-Cost Proxies for Lightweight NAS, 2021");
    /** The proxies naswot and jacob_cov. */
    public static final String NASWOT = arxiv(
            "2006.04647", "Mellor and others, Neural Architecture Search without Training, 2021 (naswot, jacob_cov)");
    /** The proxy synflow. */
    public static final String SYNFLOW = arxiv(
            "2006.05467",
            "Tanaka and others, Pruning Neural Networks without Any Data by Iteratively Conserving Synaptic Flow, 2020 (synflow)");
    /** The proxy snip. */
    public static final String SNIP = arxiv(
            "1810.02340",
            "Lee, Ajanthan and Torr, SNIP: Single-shot Network Pruning Based on Connection Sensitivity, 2019 (snip)");
    /** The proxy zen_score. */
    public static final String ZEN_NAS = arxiv(
            "2102.01063",
            "Lin and others, Zen-NAS: A Zero-Shot NAS for High-Performance Deep Image Recognition, 2021 (zen_score)");
    /** Features of pictures and series. */
    public static final String SCATTERING =
            arxiv("1203.1513", "Bruna and Mallat, Invariant Scattering Convolution Networks, 2013");
    /** What parts are worth, by exchanging them. */
    public static final String OCCLUSION = arxiv(
            "1311.2901", "Zeiler and Fergus, Visualizing and Understanding Convolutional Networks, 2014 (occlusion)");
    /** Maps that keep neighbours together. */
    public static final String TSNE = link(
            "https://www.jmlr.org/papers/v9/vandermaaten08a.html",
            "van der Maaten and Hinton, Visualizing Data using t-SNE, 2008");
    /** A format of networks. */
    public static final String ONNX = link("https://onnx.ai", "Open Neural Network Exchange (ONNX)");
    /** What loads the other formats of networks. */
    public static final String PYTORCH = link("https://pytorch.org", "PyTorch");

    private Literature() {}

    /** The last paragraph of a node's description. */
    public static String sources(String... links) {
        return "<p><b>Sources.</b> " + String.join("; ", links) + ".</p>\n";
    }

    private static String arxiv(String number, String title) {
        return link("https://arxiv.org/abs/" + number, title);
    }

    private static String link(String address, String title) {
        return "<a href=\"" + address + "\">" + title + "</a>";
    }
}
