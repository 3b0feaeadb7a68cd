package org.fewshotnas.knime.nodes.ready;

import java.util.Map;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.knime.port.PredictorPortObjectSpec;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.ready.ReadyMadePredictor;
import org.fewshotnas.view.result.KnownTasks;
import org.fewshotnas.view.result.PredictorView;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node Ready-Made Predictor: nothing in, the predictor that ships with the extension out. */
public final class ReadyMadePredictorNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Ready-Made Predictor")
            .icon("../../../../../icons/ready-made-predictor.png")
            .shortDescription(
                    "Gives a ready predictor, which tells before any training which neural networks promise most.")
            .fullDescription(
                    """
                    <p>A neural network can be built in thousands of ways; how one is built is its <i>architecture</i>. Training them all, to
                    see which does best on your data, would take months. This node gives a <i>predictor</i>: it looks at an architecture and says
                    at once how well it is likely to do, compared with others. It has learned that already, so that you can start with
                    data of your own. It takes no input and has no settings.</p>
                    <p><b>What it is good for.</b> It ranks architectures by a score of which larger is better, such as the accuracy (the share of
                    your pictures that the trained network gets right). Connect it to <i>Predictor Search</i>, which takes the most promising
                    architectures and, where your data is connected, trains them; to <i>Few-Shot NAS Learner</i> you need not connect it: that
                    node has it built in. Once about five of your own trainings have been scored, <i>Predictor Fine-Tune</i> adapts it to
                    your data.</p>
                    <p><b>What it has learned from.</b> Researchers have trained huge collections of networks and published every score, for others
                    to learn from: <i>benchmarks</i>. What varies in a collection is a small building block, the <i>cell</i>, of which a network
                    repeats many. The predictor has learned from three collections and from trainings of the makers of this extension;
                    all of them on pictures, but for one task on muscle signals and one on the flow of water through the ground:</p>
                    <ul>
                    <li><b>NAS-Bench-201</b>: all its 15,625 cells, trained to recognise what is on small photographs (the picture collections
                    CIFAR-10, CIFAR-100 and ImageNet16-120), scored at the end of training and early in it, after 12 passes over the pictures
                    (MIT licence); and on muscle signals (NinaPro) and water flow (Darcy Flow), which NAS-Bench-360 adds (MIT licence);</li>
                    <li><b>TransNAS-Bench-101</b>: 4,096 cells (those of its part <i>micro</i>) on seven tasks with pictures of rooms, from telling
                    what kind of room it is to redrawing the picture (MIT licence);</li>
                    <li><b>NAS-Bench-101</b>: 20,000 of its 423,624 cells on CIFAR-10, after 4, 12, 36 and 108 passes over the pictures
                    (Apache-2.0 licence);</li>
                    <li><b>own trainings</b>: cells of NAS-Bench-201 on small tasks made of Fashion-MNIST, pictures of clothes (MIT licence), each
                    after 10 passes.</li>
                    </ul>
                    <p>The output's view lists every task and where it comes from: the files with their fingerprints (SHA-256), who published them, and
                    under what licence. The predictor is what the <i>Meta-Learner</i> makes of them with its default settings; how to make it
                    again stands in the README of the project.</p>
                    <p><b>Where to trust it less.</b> It has seen no score of how long a network takes to answer, how much energy or how much memory
                    it needs; for such costs it goes by the size of the cell until you give it scores. In the search space
                    NAS-Bench-ASR, which is for speech, and for building blocks that only the <i>mixed-ops</i> search spaces have (the published
                    spaces, widened by each other's building blocks), it has seen how networks are built, but no score.</p>
                    <p><b>What it is not good for.</b> To find out how well prediction works on a task that is new to it, do not use one of the tasks
                    above, such as CIFAR-10: it knows their scores. Use <i>Transfer Evaluation</i>, or a <i>Meta-Learner</i> that is not shown
                    the column of that task.</p>
                    <p><b>Example.</b> Connect this node and a <i>Labelled Data Reader</i> to <i>Predictor Search</i>, which chooses architectures, trains
                    them on your pictures, learns from their scores, and hands over the best network.</p>
                    """
                            + Literature.sources(
                                    Literature.MP_NAS,
                                    Literature.NAS_BENCH_201,
                                    Literature.TRANSNAS_BENCH_101,
                                    Literature.NAS_BENCH_101,
                                    Literature.NAS_BENCH_360))
            .sinceVersion(5, 8, 0)
            .ports(ports -> ports.addOutputPort(
                    "Predictor",
                    "The predictor. Its predictions are points without a unit, the larger the better, until Predictor Fine-Tune has adapted it to "
                            + "scores of yours: then they have the unit of these.",
                    PredictorPortObject.TYPE))
            .model(model -> model.withoutParameters()
                    .configure(ReadyMadePredictorNodeFactory::configure)
                    .execute(ReadyMadePredictorNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description("The tasks that the predictor has learned, and how alike what it says of them is.")))
            .nodeType(NodeType.Source)
            .keywords(
                    "NAS",
                    "neural architecture search",
                    "pre-trained",
                    "pretrained",
                    "predictor",
                    "zero-shot",
                    "few-shot",
                    "transfer")
            .addExternalResource(
                    "https://arxiv.org/abs/2001.00326",
                    "NAS-Bench-201: Extending the Scope of Reproducible Neural Architecture Search (Dong and Yang, 2020)")
            .addExternalResource(
                    "https://arxiv.org/abs/2105.11871",
                    "TransNAS-Bench-101: Improving Transferability and Generalizability of Cross-Task Neural Architecture Search (Duan et al., 2021)")
            .addExternalResource(
                    "https://arxiv.org/abs/1902.09635",
                    "NAS-Bench-101: Towards Reproducible Neural Architecture Search (Ying et al., 2019)")
            .addExternalResource(
                    "https://arxiv.org/abs/2110.05668",
                    "NAS-Bench-360: Benchmarking Neural Architecture Search on Diverse Tasks (Tu et al., 2022)");

    /** For KNIME. */
    public ReadyMadePredictorNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        Work.configure(() -> out.setOutSpec(
                0, new PredictorPortObjectSpec(ReadyMadePredictor.get().spec())));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        Work.run(in.getExecutionContext(), progress -> {
            Predictor predictor = ReadyMadePredictor.get();
            out.setOutData(0, new PredictorPortObject(predictor));
            NodeView.keep(
                    out,
                    in.getExecutionContext(),
                    PredictorView.of(predictor.spec(), Map.of(), KnownTasks.correlations(predictor)));
        });
    }
}
