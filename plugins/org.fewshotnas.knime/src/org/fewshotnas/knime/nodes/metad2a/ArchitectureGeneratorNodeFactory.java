package org.fewshotnas.knime.nodes.metad2a;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.features.FeatureTable;
import org.fewshotnas.knime.port.MetaD2aPortObject;
import org.fewshotnas.knime.port.MetaD2aPortObjectSpec;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.metad2a.Generation;
import org.fewshotnas.metad2a.MetaD2aModel;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.result.GeneratorView;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node Architecture Generator: a MetaD2A model and the features of a data set in, architectures for it out. */
public final class ArchitectureGeneratorNodeFactory extends DefaultNodeFactory {
    private static final String GENERATED = "generated";
    private static final String RANDOM = "random";

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Architecture Generator")
            .icon("../../../../../icons/architecture-generator.png")
            .shortDescription("Makes neural network architectures for a data set in seconds, without training any.")
            .fullDescription(
                    """
                    <p>This node looks at a data set and writes down architectures of neural networks that are likely to do well on it, the most
                    promising first. Nothing is trained: a MetaD2A model (Lee, Hyung and Hwang, 2021) has learned on many other data sets which
                    architectures suit which data. Its <i>generator</i> makes architectures; its <i>predictor</i> says how well each will do, and so
                    puts them in order.</p>
                    <p><b>How sure is that?</b> The predicted score is what the data sets that the model has learned from would suggest; use the order more
                    than the number. The third output shows how the predicted scores of generated architectures lie beside those of random ones: where
                    they do not differ, the model has nothing to say about your data.</p>
                    <p><b>What to do with the architectures.</b> Train the best few with the <i>Architecture Trainer</i>, which hands over the best network.
                    Or let <i>Predictor Search</i> begin with them: connect your data, and the table to its port <i>Table of scores</i>, and choose
                    there <i>None: measure its architectures first</i> under <i>What the scores mean</i>.</p>
                    <p><b>Validity, uniqueness, novelty</b>, in the second output, are what publications report: the share of generated graphs that are
                    architectures of the search space at all; of these, the share that differ from each other; and the share that the generator has
                    not met while it learned.</p>
                    <p><b>Example.</b> Connect a <i>Ready-Made MetaD2A Model</i>, and the <i>Data Set Features</i> of a <i>Labelled Data Reader</i>.</p>
                    """
                            + Literature.sources(Literature.METAD2A))
            .sinceVersion(5, 8, 0)
            .ports(
                    ports -> ports.addInputPort(
                                    "Model",
                                    "What makes the architectures: of the node Ready-Made MetaD2A Model or MetaD2A Learner.",
                                    MetaD2aPortObject.TYPE)
                            .addInputTable(
                                    "Features",
                                    "One row an example of the data set, as the node Data Set Features makes them, in the way of those that the model has "
                                            + "learned from.")
                            .addOutputTable(
                                    "Architectures",
                                    "One row an architecture, the most promising first: its search space, its encoding, the predicted score and rank, and "
                                            + "whether the generator has never met it.")
                            .addOutputTable(
                                    "Measures",
                                    "How many graphs were drawn, the validity, uniqueness and novelty, and the means of predicted scores of generated and of "
                                            + "random architectures.")
                            .addOutputTable(
                                    "Generated and random",
                                    "The predicted scores of all generated architectures, and of as many random ones (figure 5 of the paper, by prediction)."))
            .model(model -> model.parametersClass(ArchitectureGeneratorParameters.class)
                    .configure(ArchitectureGeneratorNodeFactory::configure)
                    .execute(ArchitectureGeneratorNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "The distribution of the predicted scores of what was generated, beside random architectures of the same "
                                    + "space (figure 5 of the paper, with predictions in the place of trainings), and the best-predicted cells, "
                                    + "drawn.")))
            .nodeType(NodeType.Predictor)
            .keywords("NAS", "neural architecture search", "MetaD2A", "zero-shot", "generative model", "data set")
            .addExternalResource(
                    "https://arxiv.org/abs/2107.00860",
                    "Rapid Neural Architecture Search by Learning to Generate Graphs from Datasets (Lee, Hyung and Hwang, 2021)");

    /** For KNIME. */
    public ArchitectureGeneratorNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        Work.configure(() -> {
            FeatureTable.check(in.getInTableSpec(1));
            MetaD2aPortObjectSpec model = in.getInPortSpec(0);
            out.setOutSpec(0, spec(model.model().scores().direction()));
            out.setOutSpec(1, measuresSpec());
            out.setOutSpec(2, comparisonSpec());
        });
    }

    private static DataTableSpec spec(Direction direction) {
        Metric score = Metric.of(Columns.PREDICTED_SCORE, direction);
        return Columns.spec(List.of(
                Columns.text(Columns.SEARCH_SPACE),
                Columns.text(Columns.ARCHITECTURE),
                Columns.metric(score),
                Columns.integer(Columns.PREDICTED_RANK),
                new DataColumnSpecCreator("Novel", BooleanCell.TYPE).createSpec()));
    }

    private static DataTableSpec measuresSpec() {
        return Columns.spec(List.of(Columns.text("Measure"), Columns.number("Value")));
    }

    private static DataTableSpec comparisonSpec() {
        return Columns.spec(List.of(
                Columns.text("Kind"), Columns.text(Columns.ARCHITECTURE), Columns.number(Columns.PREDICTED_SCORE)));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        ArchitectureGeneratorParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        Work.run(exec, progress -> {
            MetaD2aModel model = ((MetaD2aPortObject) in.getInPortObject(0)).model();
            DataSetFeatures dataSet = one(FeatureTable.read(in.getInTable(1), progress.part(0, .05)));
            long seed = parameters.seed.value();
            Generation generation = model.generate(dataSet, parameters.count, seed, progress.part(.05, .7));
            List<Architecture> others = random(
                    SearchSpaces.ofName(model.spec().space()),
                    generation.architectures().size(),
                    seed);
            double[] scores = model.scores(dataSet, others, seed, progress.part(.7, 1));
            out.setOutData(0, architectures(generation, parameters.keep, model, exec));
            out.setOutData(1, measures(generation, scores, exec));
            out.setOutData(2, comparison(generation, others, scores, exec));
            NodeView.keep(out, exec, GeneratorView.of(generation, parameters.keep, scores));
            if (generation.architectures().size() < parameters.count) {
                out.setWarningMessage(generation.architectures().size() + " different architectures came out, of the "
                        + parameters.count + " that were asked for: the model has no more to say on these data.");
            }
        });
    }

    private static DataSetFeatures one(List<DataSetFeatures> dataSets) {
        if (dataSets.size() > 1) {
            throw new InvalidInputException(
                    "There are " + dataSets.size() + " data sets in " + FeatureTable.TABLE + ", such as \""
                            + dataSets.get(0).name() + "\" and \""
                            + dataSets.get(1).name()
                            + "\"; architectures are made for one.",
                    "Pick the rows of one data set, for one with the node \"Row Filter\".");
        }
        return dataSets.get(0);
    }

    private static List<Architecture> random(SearchSpace space, int count, long seed) {
        Random random = new Random(seed);
        List<Architecture> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drawn.add(Architecture.of(space, space.sample(random)));
        }
        return drawn;
    }

    private static BufferedDataTable architectures(
            Generation generation, int keep, MetaD2aModel model, ExecutionContext exec) {
        BufferedDataContainer rows =
                exec.createDataContainer(spec(model.spec().scores().direction()));
        Rows.Keys keys = new Rows.Keys();
        for (int i = 0; i < Math.min(keep, generation.architectures().size()); i++) {
            Generation.Generated one = generation.architectures().get(i);
            String space = one.architecture().space().name();
            rows.addRowToTable(new DefaultRow(
                    new RowKey(keys.next(space, one.architecture().text())),
                    new StringCell(space),
                    new StringCell(one.architecture().text()),
                    new DoubleCell(one.score()),
                    new IntCell(i + 1),
                    BooleanCell.get(one.novel())));
        }
        rows.close();
        return rows.getTable();
    }

    private static BufferedDataTable measures(Generation generation, double[] random, ExecutionContext exec) {
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("Graphs drawn", (double) generation.drawn());
        measures.put("Validity", generation.validity());
        measures.put("Uniqueness", generation.uniqueness());
        measures.put("Novelty", generation.novelty());
        measures.put("Mean predicted score, " + GENERATED, mean(scores(generation)));
        measures.put("Mean predicted score, " + RANDOM, mean(random));
        BufferedDataContainer rows = exec.createDataContainer(measuresSpec());
        measures.forEach((name, value) ->
                rows.addRowToTable(new DefaultRow(new RowKey(name), new StringCell(name), Rows.number(value))));
        rows.close();
        return rows.getTable();
    }

    private static double[] scores(Generation generation) {
        return generation.architectures().stream()
                .mapToDouble(Generation.Generated::score)
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static BufferedDataTable comparison(
            Generation generation, List<Architecture> others, double[] random, ExecutionContext exec) {
        BufferedDataContainer rows = exec.createDataContainer(comparisonSpec());
        int number = 0;
        for (Generation.Generated one : generation.architectures()) {
            add(rows, GENERATED, ++number, one.architecture(), one.score());
        }
        for (int i = 0; i < random.length; i++) {
            add(rows, RANDOM, i + 1, others.get(i), random[i]);
        }
        rows.close();
        return rows.getTable();
    }

    private static void add(
            BufferedDataContainer rows, String kind, int number, Architecture architecture, double score) {
        rows.addRowToTable(new DefaultRow(
                new RowKey(String.format(Locale.ROOT, "%s %d", kind, number)),
                new StringCell(kind),
                new StringCell(architecture.text()),
                new DoubleCell(score)));
    }
}
