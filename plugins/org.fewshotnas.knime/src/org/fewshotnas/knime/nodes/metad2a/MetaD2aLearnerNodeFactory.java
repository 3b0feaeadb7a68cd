package org.fewshotnas.knime.nodes.metad2a;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.fewshotnas.knime.common.Architectures;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.OpenChoice;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.TaskColumns;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.features.FeatureColumns;
import org.fewshotnas.knime.features.FeatureTable;
import org.fewshotnas.knime.port.MetaD2aPortObject;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.metad2a.LearningResult;
import org.fewshotnas.metad2a.MeasuredArchitecture;
import org.fewshotnas.metad2a.MetaD2aLearning;
import org.fewshotnas.metad2a.MetaD2aModel;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.view.result.CodesView;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.RowKey;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
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

/** The node MetaD2A Learner: data sets and scores of architectures on them in, a model out that makes architectures for others. */
public final class MetaD2aLearnerNodeFactory extends DefaultNodeFactory {
    private static final String SCORES = "the table of scores";
    /** As in the paper's figure 4. */
    private static final int DRAWS = 30;

    private static final int MOST_SCORES = 100_000;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("MetaD2A Learner")
            .icon("../../../../../icons/metad2a-learner.png")
            .shortDescription(
                    "Learns from many data sets which neural networks suit which data, to make networks for new data.")
            .fullDescription(
                    """
                    <p>Which neural network does best depends on the data. If you know for many data sets how well some architectures did on them, this
                    node learns what that depends on. The model that it makes looks at a new data set and writes down architectures for it, in
                    seconds and without training one: connect it to the <i>Architecture Generator</i>. The method is MetaD2A (Lee, Hyung and Hwang,
                    2021).</p>
                    <p>Without data sets of your own you do not need this node: take the <i>Ready-Made MetaD2A Model</i>.</p>
                    <p><b>What is learned.</b> First a <i>predictor</i>, which says how well an architecture will do on a data set; then a
                    <i>generator</i>, which makes architectures like those that did best. Both look at a data set through examples of each class,
                    whose order does not matter, and of which there may be any number. Of a seventh of the data sets the scores are put aside to see
                    which epoch did best.</p>
                    <p><b>How many are needed?</b> Some 50 data sets at least, with a handful of architectures each; half of the
                    architectures at random, half of them ones that are good elsewhere. The data sets should differ as much as those that you will use the
                    model on. 1,000 scores take a few minutes.</p>
                    <p><b>Search spaces.</b> All architectures are of one search space: NAS-Bench-201, as published, or another one that this
                    extension knows and whose architectures have the same number of places.</p>
                    <p><b>The paper</b> looks at 20 examples of each class at a time. Its network, <i>Size as published</i>, does without the numbers
                    of classes and
                    examples.</p>
                    <p><b>The published data.</b> <i>Benchmark Reader</i> reads what the authors publish as this node takes it: their archive of features
                    (imgnet32bylabel.pt) with the list of tasks (meta_train_task_lst.pt) for the port <i>Features</i>, and the database of their
                    predictor (meta_train_tasks_predictor.pt) for the port <i>Scores</i>.</p>
                    <p><b>Example.</b> Make a table of features of each data set with <i>Data Set Features</i>, giving each its name, and put them
                    together with the node <i>Concatenate</i>; train some architectures on each data set with <i>Architecture Trainer</i>, add a column
                    "Data set" with that name, and concatenate those too.</p>
                    """
                            + Literature.sources(Literature.METAD2A))
            .sinceVersion(5, 8, 0)
            .ports(ports -> ports.addInputTable(
                            "Features",
                            "One row an example, of all data sets: the columns Data set, Class and Features, as the node Data Set Features makes "
                                    + "them, or Benchmark Reader of an archive.")
                    .addInputTable(
                            "Scores",
                            "One row a training: the name of the data set in the column Data set, the architecture in the column Architecture, and its score.")
                    .addOutputPort("Model", "What makes architectures for a data set.", MetaD2aPortObject.TYPE)
                    .addOutputTable(
                            "Epochs",
                            "How learning went: a row for each epoch of the predictor and of the generator, with the loss on what is learned and "
                                    + "on the data sets that were held out, and for the predictor the correlation (Pearson) of predicted with "
                                    + "measured scores of these, also within data sets.")
                    .addOutputTable(
                            "Codes",
                            "How the generator sees the data sets: a list of numbers for each of 30 draws of examples. Draws of one data set should lie "
                                    + "together, apart from those of others (figure 4 of the paper)."))
            .model(model -> model.parametersClass(MetaD2aLearnerParameters.class)
                    .configure(MetaD2aLearnerNodeFactory::configure)
                    .execute(MetaD2aLearnerNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "The codes of the data sets on a map, each mark a draw of examples (figure 4 of the paper): draws of one "
                                    + "data set lie together, like data sets near each other. Below, how predictor and generator learned, and "
                                    + "the epoch that was kept.")))
            .nodeType(NodeType.Learner)
            .keywords("NAS", "neural architecture search", "MetaD2A", "meta-learning", "generative model", "data set")
            .addExternalResource(
                    "https://arxiv.org/abs/2107.00860",
                    "Rapid Neural Architecture Search by Learning to Generate Graphs from Datasets (Lee, Hyung and Hwang, 2021)");

    /** For KNIME. */
    public MetaD2aLearnerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        MetaD2aLearnerParameters parameters = in.getParameters();
        Work.configure(() -> {
            FeatureTable.check(in.getInTableSpec(0));
            DataTableSpec scores = in.getInTableSpec(1);
            new Architectures(scores, SCORES);
            Inputs.textColumn(scores, SCORES, FeatureColumns.DATA_SET, "Constant Value Column Appender");
            score(scores, parameters);
            out.setOutSpec(1, epochsSpec());
            out.setOutSpec(2, codesSpec());
        });
    }

    private static String score(DataTableSpec scores, MetaD2aLearnerParameters parameters) {
        String chosen = parameters.score;
        if (OpenChoice.isOpen(chosen)) {
            return MetaD2aLearnerParameters.likelyScore(scores)
                    .orElseThrow(() -> new InvalidInputException(
                            "No column of " + SCORES + " is chosen under \"" + MetaD2aLearnerParameters.SCORE
                                    + "\", and it has not one that is likely.",
                            "Choose the column of numbers that says how well an architecture did."));
        }
        if (!scores.containsName(chosen)
                || !scores.getColumnSpec(chosen).getType().isCompatible(DoubleValue.class)) {
            throw new InvalidInputException(
                    "The column \"" + chosen + "\", which is chosen under \"" + MetaD2aLearnerParameters.SCORE
                            + "\", is no column of numbers of " + SCORES + ".",
                    "Choose another column, or look for what the earlier nodes have changed.");
        }
        return chosen;
    }

    private static DataTableSpec epochsSpec() {
        return Columns.spec(List.of(
                Columns.text("Part"),
                Columns.integer(Columns.EPOCH),
                Columns.number(Columns.LOSS),
                Columns.number("Held-out loss"),
                Columns.number("Held-out correlation"),
                Columns.number("Held-out correlation within data sets"),
                new DataColumnSpecCreator("Kept", BooleanCell.TYPE).createSpec()));
    }

    private static DataTableSpec codesSpec() {
        return Columns.spec(List.of(
                Columns.text(FeatureColumns.DATA_SET),
                Columns.integer("Draw"),
                new DataColumnSpecCreator("Code", ListCell.getCollectionType(DoubleCell.TYPE)).createSpec()));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        MetaD2aLearnerParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        Work.run(exec, progress -> {
            List<String> warnings = new ArrayList<>();
            List<DataSetFeatures> dataSets = FeatureTable.read(in.getInTable(0), progress.part(0, .03));
            BufferedDataTable table = in.getInTable(1);
            String column = score(table.getDataTableSpec(), parameters);
            Direction direction = TaskColumns.metrics(
                            table.getDataTableSpec(), new String[] {column}, new ArrayList<>())
                    .get(0)
                    .direction();
            List<MeasuredArchitecture> scores = scores(table, column, dataSets, warnings, progress.part(.03, .05));
            LearningResult result =
                    MetaD2aLearning.learn(dataSets, scores, parameters.toSettings(direction), progress.part(.05, .95));
            out.setOutData(0, new MetaD2aPortObject(result.model()));
            out.setOutData(1, epochs(result, exec));
            double[][][] codes = codes(result.model(), dataSets, parameters.seed.value(), progress.part(.95, 1));
            out.setOutData(2, codes(dataSets, codes, exec));
            NodeView.keep(
                    out,
                    exec,
                    CodesView.of(
                            result, dataSets.stream().map(DataSetFeatures::name).toList(), codes));
            if (!warnings.isEmpty()) {
                out.setWarningMessage(String.join("\n", warnings));
            }
        });
    }

    private static List<MeasuredArchitecture> scores(
            BufferedDataTable table,
            String column,
            List<DataSetFeatures> dataSets,
            List<String> warnings,
            Progress progress) {
        DataTableSpec spec = table.getDataTableSpec();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        dataSets.forEach(dataSet -> numbers.put(dataSet.name(), numbers.size()));
        Architectures architectures = new Architectures(spec, SCORES);
        architectures.detect(table, progress.part(0, .5));
        int dataSet = spec.findColumnIndex(FeatureColumns.DATA_SET);
        int score = spec.findColumnIndex(column);
        List<MeasuredArchitecture> scores = new ArrayList<>();
        Set<String> unknown = new LinkedHashSet<>();
        int[] without = new int[1];
        Rows.forEach(table, progress.part(.5, 1), "Reading the scores", (row, i) -> {
            String name = Inputs.text(row, dataSet, FeatureColumns.DATA_SET);
            DataCell cell = row.getCell(score);
            if (cell.isMissing() || !Double.isFinite(((DoubleValue) cell).getDoubleValue())) {
                without[0]++;
            } else if (!numbers.containsKey(name)) {
                unknown.add("\"" + name + "\"");
            } else {
                architectures.at(
                        row,
                        () -> scores.add(new MeasuredArchitecture(
                                numbers.get(name),
                                Architecture.parse(architectures.space(row), architectures.text(row)),
                                ((DoubleValue) cell).getDoubleValue())));
            }
        });
        check(scores, dataSets, unknown, column);
        if (without[0] > 0) {
            warnings.add(without[0] + " rows of " + SCORES + " without a score in \"" + column + "\" were left out.");
        }
        if (!unknown.isEmpty()) {
            warnings.add("Scores were left out of " + unknown.size() + " data sets that " + FeatureTable.TABLE
                    + " does not have: "
                    + String.join(", ", first(unknown)) + (unknown.size() > 3 ? ", ..." : "") + ".");
        }
        return scores;
    }

    private static void check(
            List<MeasuredArchitecture> scores, List<DataSetFeatures> dataSets, Set<String> unknown, String column) {
        long known =
                scores.stream().map(MeasuredArchitecture::dataSet).distinct().count();
        if (known < 2) {
            throw new InvalidInputException(
                    "Of the data sets in " + FeatureTable.TABLE + ", such as \""
                            + dataSets.get(0).name() + "\", " + (known == 0 ? "none has" : "only one data set has")
                            + " a score in the column \"" + column + "\" of " + SCORES
                            + (unknown.isEmpty()
                                    ? "."
                                    : ", which has some on " + String.join(", ", first(unknown)) + "."),
                    "At least two are needed, and some 50 are a good beginning. Give every data set the same name in both tables, by \"Name of "
                            + "the data set\" in Data Set Features.");
        }
        if (scores.size() > MOST_SCORES) {
            throw new InvalidInputException(
                    "There are " + scores.size() + " scores in " + SCORES + "; " + MOST_SCORES
                            + " are learned from at most.",
                    "Pick some of them with the node \"Row Sampling\".");
        }
    }

    private static List<String> first(Set<String> names) {
        return List.copyOf(names).subList(0, Math.min(3, names.size()));
    }

    private static BufferedDataTable epochs(LearningResult result, ExecutionContext exec) {
        BufferedDataContainer rows = exec.createDataContainer(epochsSpec());
        add(rows, "predictor", result.predictor());
        add(rows, "generator", result.generator());
        rows.close();
        return rows.getTable();
    }

    private static void add(BufferedDataContainer rows, String part, LearningResult.Course course) {
        for (LearningResult.Epoch epoch : course.epochs()) {
            rows.addRowToTable(new DefaultRow(
                    new RowKey(part + " " + epoch.number()),
                    new StringCell(part),
                    new IntCell(epoch.number()),
                    Rows.number(epoch.loss()),
                    number(epoch.heldOutLoss()),
                    number(epoch.correlation()),
                    number(epoch.correlationWithin()),
                    BooleanCell.get(epoch.number() == course.kept())));
        }
    }

    private static DataCell number(OptionalDouble number) {
        return Rows.number(number.orElse(Double.NaN));
    }

    /** Of each data set, (draws, numbers). */
    private static double[][][] codes(
            MetaD2aModel model, List<DataSetFeatures> dataSets, long seed, Progress progress) {
        double[][][] codes = new double[dataSets.size()][][];
        for (int i = 0; i < codes.length; i++) {
            Progress part = progress.part((double) i / codes.length, (i + 1.0) / codes.length);
            codes[i] = model.codes(dataSets.get(i), DRAWS, seed, part);
        }
        return codes;
    }

    private static BufferedDataTable codes(List<DataSetFeatures> dataSets, double[][][] codes, ExecutionContext exec) {
        BufferedDataContainer rows = exec.createDataContainer(codesSpec());
        for (int i = 0; i < codes.length; i++) {
            String name = dataSets.get(i).name();
            for (int draw = 0; draw < codes[i].length; draw++) {
                List<DataCell> code = new ArrayList<>();
                for (double number : codes[i][draw]) {
                    code.add(new DoubleCell(number));
                }
                rows.addRowToTable(new DefaultRow(
                        new RowKey(name + " " + (draw + 1)),
                        new StringCell(name),
                        new IntCell(draw + 1),
                        CollectionCellFactory.createListCell(code)));
            }
        }
        rows.close();
        return rows.getTable();
    }
}
