package org.fewshotnas.knime.nodes.metad2a;

import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.port.MetaD2aPortObject;
import org.fewshotnas.knime.port.MetaD2aPortObjectSpec;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.metad2a.MetaD2aModel;
import org.fewshotnas.metad2a.ready.ReadyMadeMetaD2a;
import org.fewshotnas.view.result.ModelView;
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

/** The node Ready-Made MetaD2A Model: nothing in, the model that ships with the extension out. */
public final class ReadyMadeMetaD2aNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Ready-Made MetaD2A Model")
            .icon("../../../../../icons/ready-made-metad2a-model.png")
            .shortDescription(
                    "Gives a ready model, which makes neural network architectures for a data set of yours without training any.")
            .fullDescription(
                    """
                    <p>A MetaD2A model looks at a data set and says which neural networks suit it. This node gives one that has learned that already. It
                    takes no input and has no settings: connect it to the <i>Architecture Generator</i>, beside the <i>Data Set Features</i> of your
                    pictures.</p>
                    <p><b>What it makes</b> are cells of the search space NAS-Bench-201: small building blocks, of which a network repeats many. The
                    <i>Architecture Trainer</i> builds networks of them and trains these.</p>
                    <p><b>What it has learned from.</b> The makers of this extension have trained cells on 250 small sets of pictures, of 2 to 20 classes and
                    200 to 800 pictures, changed in many ways (turned, moved, in colours, with noise), and written down how many of 1,000 other pictures each
                    got right:</p>
                    <ul>
                    <li>photographs of clothes: Fashion-MNIST (MIT licence);</li>
                    <li>letters of six scripts, drawn in the Noto fonts (SIL Open Font License);</li>
                    <li>patches of photographs (CC0, CC BY and CC BY-SA; the photographers are named in the project's NOTICE);</li>
                    <li>textures that were computed;</li>
                    <li>written digits: UCI's Optical Recognition of Handwritten Digits (CC BY 4.0).</li>
                    </ul>
                    <p>No picture is in the model. How to make it again stands in the project's README.</p>
                    <p><b>Where to trust it less.</b> All of its networks were small and trained briefly, on pictures of 16 x 16 pixels: on large
                    pictures, with
                    long trainings, other cells may do better. On pictures unlike those five kinds its order
                    was no better than chance in a test, and what it makes in the mean hardly better than random cells: train several, or search
                    with <i>Predictor Search</i> and the <i>Ready-Made Predictor</i>, which did better there.
                    It knows pictures alone: for series, learn a model of your own with the <i>MetaD2A
                    Learner</i>, or search with the <i>Few-Shot NAS Learner</i>, which needs no features.</p>
                    <p><b>Example.</b> Connect this node and the <i>Data Set Features</i> of a <i>Labelled Data Reader</i> to the <i>Architecture
                    Generator</i>, and its first output to the <i>Architecture Trainer</i>.</p>
                    """
                            + Literature.sources(Literature.METAD2A, Literature.NAS_BENCH_201))
            .sinceVersion(5, 8, 0)
            .ports(ports -> ports.addOutputPort(
                    "Model",
                    "What makes architectures of NAS-Bench-201 for a set of pictures.",
                    MetaD2aPortObject.TYPE))
            .model(model -> model.withoutParameters()
                    .configure(ReadyMadeMetaD2aNodeFactory::configure)
                    .execute(ReadyMadeMetaD2aNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description("What the model has learned from, and for which search space it generates.")))
            .nodeType(NodeType.Source)
            .keywords(
                    "NAS",
                    "neural architecture search",
                    "MetaD2A",
                    "pre-trained",
                    "pretrained",
                    "zero-shot",
                    "generative model")
            .addExternalResource(
                    "https://arxiv.org/abs/2107.00860",
                    "Rapid Neural Architecture Search by Learning to Generate Graphs from Datasets (Lee, Hyung and Hwang, 2021)");

    /** For KNIME. */
    public ReadyMadeMetaD2aNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        Work.configure(() -> out.setOutSpec(
                0, new MetaD2aPortObjectSpec(ReadyMadeMetaD2a.get().spec())));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        Work.run(in.getExecutionContext(), progress -> {
            MetaD2aModel model = ReadyMadeMetaD2a.get();
            out.setOutData(0, new MetaD2aPortObject(model));
            NodeView.keep(out, in.getExecutionContext(), ModelView.of(model.spec()));
        });
    }
}
