package org.fewshotnas.knime.nodes.zerocost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.knime.common.Architectures;
import org.fewshotnas.knime.common.Candidates;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.dataset.ExampleParameters;
import org.fewshotnas.knime.dataset.Examples;
import org.fewshotnas.knime.training.TrainingData;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.knime.view.RowDrawings;
import org.fewshotnas.network.proxy.Proxy;
import org.fewshotnas.network.proxy.ProxySample;
import org.fewshotnas.network.proxy.ProxyScorer;
import org.fewshotnas.network.proxy.ProxyScores;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.View;
import org.fewshotnas.view.result.ProxiesView;
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
                    <p>To train a network takes minutes to hours. This node does not train: it builds a network of each architecture in a table,
                    shows it a few examples of your data while it knows nothing yet, and writes down how it reacts. Some of these numbers are known
                    to go with how well a network does once it is trained; they are called <i>zero-cost proxies</i>, stand-ins for a score that
                    cost next to nothing. They rank architectures worse than trainings do, and take a thousandth of the time.</p>
                    <p><b>What for.</b> To let a predictor know something of your data before the first training: score the architectures of a
                    published benchmark here, bring the table through the <i>Search-Space Unifier</i>, and let the <i>Meta-Learner</i> learn from
                    these columns beside the published scores. Or to search by one of the numbers where nothing has been published, with this node
                    between <i>NAS Search Loop Start</i> and <i>NAS Search Loop End</i>: but see with <i>Rank Scorer</i> on some trained
                    architectures first whether that holds on your data.</p>
                    <p><b>The proxies.</b> All are meant to be the larger, the better the network will do. If in doubt keep all, or take
                    <i>naswot</i>. The names are those of the publications:</p>
                    <ul>
                    <li><b>naswot</b>: how well the network tells examples apart. Inside it are thousands of switches, which an example sets on or
                    off; the number is large if different examples set them differently. Switches that always go together count once
                    (Mellor et al. 2021). A good first choice.</li>
                    <li><b>jacob_cov</b>: the same question asked in another way: if examples are changed a little, do the answers to them change in
                    different ways (Mellor et al. 2020)? On the architectures of NAS-Bench-101 it is known to be misleading: larger is worse
                    there.</li>
                    <li><b>grad_norm</b>: how strongly the first step of a training would change the network (Abdelfattah et al. 2021).</li>
                    <li><b>snip</b>: how much the network's error would change if single ones of its numbers were taken out (Lee et al. 2019).</li>
                    <li><b>synflow</b>: how much can pass through the network from its input to its answer. It looks at the size of an example,
                    not at what is in it (Tanaka et al. 2020).</li>
                    <li><b>zen_score</b>: how much the network's inner picture of an input changes if the input is changed at random. It does not look
                    at the data either (Lin et al. 2021).</li>
                    </ul>
                    <p>and two sizes, <b>parameters</b> (how many numbers the network learns) and <b>macs</b> (how many multiplications and additions it
                    makes for one example), which in many search spaces rank as well as the best of the proxies. Parts of an
                    architecture that do not reach its output count for nothing.</p>
                    <p><b>The network and the data</b> are those of the <i>Architecture Trainer</i>, with the same settings. The target can be classes,
                    numbers or lists of numbers; only grad_norm and snip look at it.</p>
                    <p>All architectures are shown the same examples, and begin with the same random numbers, which the setting <i>Seed</i>
                    chooses: the same data, settings and seed give the same result. Another seed gives other numbers: compare two seeds to see
                    how much is chance. Several architectures are scored side by side, one on each processor core.</p>
                    <p>Where a proxy cannot be computed for an architecture, such as for one whose answer is the same for all inputs, the value is
                    missing, and the column <i>Reason</i> says why. Rows with the same architecture are scored once; at most 20,000 are scored in a run.</p>
                    <p><b>Example.</b> Read the sample of the <i>Benchmark Reader</i> and that of the <i>Labelled Data Reader</i>, and connect both:
                    after some
                    minutes every cell has eight numbers on these pictures.</p>
                    """
                            + ExampleParameters.MANUAL
                            + Literature.sources(
                                    Literature.ZERO_COST_PROXIES,
                                    Literature.NASWOT,
                                    Literature.SNIP,
                                    Literature.SYNFLOW,
                                    Literature.ZEN_NAS))
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
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "How the proxies agree with each other, one over the other, and how each is distributed. Point at a mark "
                                    + "to see its cell.")))
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
            NodeView.keep(out, exec, view(table, candidates, scores, parameters.proxies()));
            List<String> warnings = new ArrayList<>(examples.warnings());
            missing(scores).ifPresent(warnings::add);
            if (!warnings.isEmpty()) {
                out.setWarningMessage(String.join("\n", warnings));
            }
        });
    }

    private static View view(
            BufferedDataTable table, Candidates candidates, List<ProxyScores> scores, Set<Proxy> proxies) {
        RowDrawings drawings = new RowDrawings(table.getDataTableSpec());
        Rows.forEach(table, Progress.NONE, "", (row, i) -> drawings.add(row));
        Map<String, double[]> byProxy = new LinkedHashMap<>();
        for (Proxy proxy : proxies) {
            byProxy.put(
                    proxy.quantity(),
                    Arrays.stream(candidates.places())
                            .mapToDouble(place -> scores.get(place).value(proxy).orElse(Double.NaN))
                            .toArray());
        }
        double seconds = scores.stream().mapToDouble(ProxyScores::seconds).sum();
        return ProxiesView.of(byProxy, seconds, drawings::of);
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
