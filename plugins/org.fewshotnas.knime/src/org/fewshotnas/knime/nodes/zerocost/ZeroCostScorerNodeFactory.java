package org.fewshotnas.knime.nodes.zerocost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.knime.common.Architectures;
import org.fewshotnas.knime.common.Candidates;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.dataset.Examples;
import org.fewshotnas.knime.training.TrainingData;
import org.fewshotnas.network.proxy.Proxy;
import org.fewshotnas.network.proxy.ProxySample;
import org.fewshotnas.network.proxy.ProxyScorer;
import org.fewshotnas.network.proxy.ProxyScores;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
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

/** The node Zero-Cost Scorer: scores a table's architectures on a data set without training them. */
public final class ZeroCostScorerNodeFactory extends DefaultNodeFactory {
    /** Hours of work. */
    private static final int MOST_ARCHITECTURES = 20_000;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Zero-Cost Scorer")
            .icon("../../../../../icons/zero-cost-scorer.png")
            .shortDescription(
                    "Scores the network of each architecture on a data set in about a second, without training it.")
            .fullDescription(
                    """
                    <p>Builds a network of each architecture in a table, shows it a few examples of your data before it has learned anything, and
                    writes down numbers that are known to go with how well networks learn: <i>zero-cost proxies</i>. They rank worse than
                    trainings do, and cost a thousandth.</p>
                    <p><b>What for.</b> As <i>known tasks</i> of your own data: score the architectures of a benchmark here, unify the table, and let
                    the <i>Meta-Learner</i> learn from these columns beside the published scores. It then knows something of your data before
                    the first training. Or to rank architectures by one of them where nothing has been published: but see with <i>Rank
                    Scorer</i> on some trained ones first whether that holds on your data.</p>
                    <p><b>The proxies</b>, all of which are meant to rise with the score:</p>
                    <ul>
                    <li><b>naswot</b>: how differently the network's switches (ReLUs) are set for different examples; ReLUs that read the same
                    numbers count once (Mellor et al. 2021). A good first choice.</li>
                    <li><b>jacob_cov</b>: how little alike the outputs of different examples react to changes of the input (Mellor et al.
                    2020). On the cells of NAS-Bench-101 it is known to turn round.</li>
                    <li><b>grad_norm</b>: how large the gradients of the loss are (Abdelfattah et al. 2021).</li>
                    <li><b>snip</b>: how much the loss hangs on the single weights (Lee et al. 2019).</li>
                    <li><b>synflow</b>: the logarithm of what flows through all paths of weights. It does not look at the data, but
                    at the shape of an example (Tanaka et al. 2020).</li>
                    <li><b>zen_score</b>: how much features change with a random input. It does not look at the data either (Lin et al. 2021).</li>
                    </ul>
                    <p>and two costs, <b>parameters</b> and <b>macs</b> (multiplications with additions for one example), which in many search spaces
                    rank as well as the best of them. An operation on which nothing depends counts for nothing.</p>
                    <p><b>The network and the data</b> are those of the <i>Architecture Trainer</i>, with the same settings. Classes, numbers and fields can
                    be the target; only grad_norm and snip look at it.</p>
                    <p>All architectures are shown the same examples, and begin with weights of the same seed: the same data, settings and seed give
                    the same numbers. Other seeds give others: compare two seeds to see how much is chance. Several are scored side by side, one
                    on each core.</p>
                    <p>A proxy that is no number for an architecture, such as one whose output does not depend on its input, is missing, and the
                    column <i>Reason</i> says why. Rows with the same architecture are scored once; at most 20,000 are scored in a run.</p>
                    <p><b>Example.</b> Read the sample of the <i>Benchmark Reader</i> and that of the <i>Labelled Data Reader</i>, and connect both: after some
                    minutes every cell has eight numbers on these pictures.</p>
                    """)
            .sinceVersion(5, 8, 0)
            .ports(
                    ports -> ports.addInputTable(
                                    "Architectures",
                                    "What to score: the column Architecture, and Search space where there are several. Other columns pass through.")
                            .addInputTable(
                                    "Data",
                                    "The examples to look at, one row an example, as for the Architecture Trainer.")
                            .addOutputTable(
                                    "Scores",
                                    "The table of architectures with one column for each proxy, the seconds that all of them took, and the reason "
                                            + "where one is missing. The columns' properties say the data set, and which direction is better."))
            .model(model -> model.parametersClass(ZeroCostScorerParameters.class)
                    .configure(ZeroCostScorerNodeFactory::configure)
                    .execute(ZeroCostScorerNodeFactory::execute))
            .nodeType(NodeType.Manipulator)
            .keywords(
                    "NAS",
                    "neural architecture search",
                    "training-free",
                    "zero-cost proxy",
                    "naswot",
                    "synflow",
                    "snip");

    /** For KNIME. */
    public ZeroCostScorerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        ZeroCostScorerParameters parameters = in.getParameters();
        DataTableSpec table = in.getInTableSpec(0);
        Work.configure(() -> {
            new Architectures(table, Candidates.TABLE);
            parameters.examples.check(in.getInTableSpec(1), TrainingData.TRAINING);
            out.setOutSpec(0, spec(table, parameters));
        });
    }

    private static DataTableSpec spec(DataTableSpec table, ZeroCostScorerParameters parameters) {
        List<DataColumnSpec> appended = new ArrayList<>();
        for (Proxy proxy : parameters.proxies()) {
            Metric metric = proxy.metric(parameters.dataSet.strip());
            appended.add(Columns.metric(metric.withName(DataTableSpec.getUniqueColumnName(table, metric.name()))));
        }
        appended.add(Columns.number(DataTableSpec.getUniqueColumnName(table, Columns.SECONDS)));
        appended.add(Columns.text(DataTableSpec.getUniqueColumnName(table, Columns.REASON)));
        return new DataTableSpecCreator(table)
                .addColumns(appended.toArray(DataColumnSpec[]::new))
                .createSpec();
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        ZeroCostScorerParameters parameters = in.getParameters();
        BufferedDataTable table = in.getInTable(0);
        ExecutionContext exec = in.getExecutionContext();
        Work.run(exec, progress -> {
            long seed = parameters.seed.value();
            Candidates candidates =
                    Candidates.read(table, ZeroCostScorerNodeFactory::checkCount, progress.part(0, .02));
            Examples examples = Examples.forTraining(
                    in.getInTable(1), TrainingData.TRAINING, parameters.examples, progress.part(.02, .08));
            ProxyScorer scorer = new ProxyScorer(
                    ProxySample.draw(examples.data(), parameters.count, seed), parameters.proxies(), seed);
            List<ProxyScores> scores = scorer.scores(
                    candidates.architectures(),
                    parameters.network.value(examples.data()),
                    Runtime.getRuntime().availableProcessors(),
                    progress.part(.08, .98));
            out.setOutData(0, scores(table, candidates, scores, parameters, exec, progress.part(.98, 1)));
            List<String> warnings = new ArrayList<>(examples.warnings());
            missing(scores).ifPresent(warnings::add);
            if (!warnings.isEmpty()) {
                out.setWarningMessage(String.join("\n", warnings));
            }
        });
    }

    private static void checkCount(int architectures) {
        if (architectures > MOST_ARCHITECTURES) {
            throw new InvalidInputException(
                    "There are more than " + MOST_ARCHITECTURES + " architectures in " + Candidates.TABLE
                            + ", which is what the node scores at most.",
                    "Pick some of the architectures with the node Few-Shot Sampler.");
        }
    }

    private static Optional<String> missing(List<ProxyScores> scores) {
        long count = scores.stream().filter(found -> !found.reasons().isEmpty()).count();
        return count == 0
                ? Optional.empty()
                : Optional.of((count == 1 ? "One architecture lacks" : count + " architectures lack")
                        + " some of the proxies: the column \"" + Columns.REASON + "\" says why.");
    }

    private static BufferedDataTable scores(
            BufferedDataTable table,
            Candidates candidates,
            List<ProxyScores> scores,
            ZeroCostScorerParameters parameters,
            ExecutionContext exec,
            Progress progress) {
        Set<Proxy> proxies = parameters.proxies();
        BufferedDataContainer rows = exec.createDataContainer(spec(table.getDataTableSpec(), parameters));
        Rows.forEach(
                table,
                progress,
                "Writing the scores",
                (row, i) -> rows.addRowToTable(new DefaultRow(
                        row.getKey(),
                        Rows.append(row, cells(proxies, scores.get(candidates.places()[i]))))));
        rows.close();
        return rows.getTable();
    }

    private static DataCell[] cells(Set<Proxy> proxies, ProxyScores found) {
        List<DataCell> cells = new ArrayList<>();
        proxies.forEach(proxy -> cells.add(Rows.number(found.value(proxy).orElse(Double.NaN))));
        cells.add(Rows.number(found.seconds()));
        cells.add(found.reasons().isEmpty() ? DataType.getMissingCell() : new StringCell(found.reason()));
        return cells.toArray(DataCell[]::new);
    }
}
