package org.fewshotnas.knime.nodes.ready;

import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.knime.port.PredictorPortObjectSpec;
import org.fewshotnas.predictor.ready.ReadyMadePredictor;
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
                    "A predictor of architectures' scores that has learned already, and comes with the extension.")
            .fullDescription(
                    """
                    <p>Gives a predictor that has learned already how well architectures do, so that you can start with data of your own and
                    need neither a benchmark file nor a <i>Meta-Learner</i>. It takes no input and has no settings.</p>
                    <p><b>What it has learned.</b> The accuracies and other scores of the networks of three published benchmarks, and
                    trainings that the makers of this extension made themselves; all of them on pictures, but for one task on muscle signals
                    and one on the flow through a porous field:</p>
                    <ul>
                    <li><b>NAS-Bench-201</b>: all its 15,625 cells on CIFAR-10, CIFAR-100 and ImageNet16-120, after the whole training and after
                    12 epochs (MIT licence); and on NinaPro and Darcy Flow, which NAS-Bench-360 adds (MIT licence);</li>
                    <li><b>TransNAS-Bench-101</b>: the 4,096 cells of its micro space on seven tasks, from the recognition of scenes to
                    autoencoding (MIT licence);</li>
                    <li><b>NAS-Bench-101</b>: 20,000 of its 423,624 cells on CIFAR-10, after 4, 12, 36 and 108 epochs (Apache-2.0 licence);</li>
                    <li><b>own trainings</b>: cells of NAS-Bench-201 on small tasks made of Fashion-MNIST (MIT licence), each after 10
                    epochs.</li>
                    </ul>
                    <p>The output's view lists every task, and how it came to be: the files with their SHA-256, where each was published and under
                    what licence. The learner is the Meta-Learner's default, <i>Multi-task</i>, with its default settings. How to learn
                    it again from the same files stands in the README of the project.</p>
                    <p><b>What it is good for.</b> As it is, it ranks architectures for a score of which larger is better, such as the accuracy on
                    your data: <i>Predictor Search</i> proposes with it what to train first, or trains it where your data are
                    connected. With about five scores of your own <i>Predictor Fine-Tune</i> adapts it. It has learned no latency, no energy and
                    no memory; for such costs it goes by the size of the cell until it has seen scores. It knows its way
                    in cells of NAS-Bench-101, NAS-Bench-201, TransNAS-Bench-101 micro and NAS-Bench-ASR and in their mixed-ops
                    extensions; of NAS-Bench-ASR and of operations that only these extensions have, it has seen how they are built, but no
                    score: trust it less there.</p>
                    <p><b>What it is not good for.</b> To find out how well transfer works on one of its own tasks, such as CIFAR-10: it knows
                    their scores. Use the <i>Meta-Learner</i> with a held-out column, or <i>Transfer Evaluation</i>.</p>
                    <p><b>Example.</b> Connect this node and a <i>Labelled Data Reader</i> to <i>Predictor Search</i>, which chooses cells, trains them on
                    your pictures, learns from their scores, and hands over the best network.</p>
                    """)
            .sinceVersion(5, 8, 0)
            .ports(ports -> ports.addOutputPort(
                    "Predictor",
                    "The predictor, ready to be fine-tuned. Before that it predicts standardised scores, of which larger ones are better.",
                    PredictorPortObject.TYPE))
            .model(model -> model.withoutParameters()
                    .configure(ReadyMadePredictorNodeFactory::configure)
                    .execute(ReadyMadePredictorNodeFactory::execute))
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
        Work.run(
                in.getExecutionContext(),
                progress -> out.setOutData(0, new PredictorPortObject(ReadyMadePredictor.get())));
    }
}
