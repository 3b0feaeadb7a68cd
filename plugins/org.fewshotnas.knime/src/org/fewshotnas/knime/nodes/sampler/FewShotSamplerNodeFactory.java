package org.fewshotnas.knime.nodes.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.Graphs;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.OpenChoice;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.nodes.sampler.FewShotSamplerParameters.StrategyChoice;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.knime.view.RowDrawings;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.finetuning.InformativeSampler;
import org.fewshotnas.predictor.finetuning.SupportSampler;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.view.View;
import org.fewshotnas.view.result.Embeddings;
import org.fewshotnas.view.result.SamplerView;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
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

/** The node Few-Shot Sampler: splits a table into the few rows to learn from and the rest. */
public final class FewShotSamplerNodeFactory extends DefaultNodeFactory {
    private static final String TABLE = "the input table";

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Few-Shot Sampler")
            .icon("../../../../../icons/few-shot-sampler.png")
            .shortDescription(
                    "Picks the few architectures of a task that a predictor is fine-tuned on; the rest is for checking it.")
            .fullDescription(
                    """
                    <p>Picks a few rows, the <i>support set</i>, and puts the others into the <i>query set</i>. Both keep all columns and the
                    order of the input table.</p>
                    <p><b>To check a method</b>, choose a target column with known scores: fine-tune a predictor on the support set, predict
                    the query set, and let the <i>Rank Scorer</i> compare. Repeat with other seeds, because with so few scores much depends on
                    which ones they are.</p>
                    <p><b>To start on a task of your own</b>, choose no target column: the support set are the architectures to train
                    first. With the port <i>Predictor</i> the node picks those from which that predictor learns most, which on average is worth nearly
                    twice their number: on the tasks of TransNAS-Bench-101 and NAS-Bench-201, five picked ones made predictions as good as
                    nine random ones did (mean rank correlation 0.79; 0.75 with five random ones), and ten as good as eighteen. That is a mean:
                    tasks unlike the known ones gain most, while accuracies on NAS-Bench-201, which the known tasks tell nearly all about, and
                    latencies gain nothing. Without a predictor, spreading them over the space shows more of it than chance would.</p>
                    <p><b>Spread over the space</b> takes the first row at random, then always the architecture that differs most from all picked ones in its
                    operations and the connections between them. <b>Most informative</b> takes, one after the other, the architecture whose score
                    would make the
                    connected predictor surer of all others than any else, given those picked before. The 15 percent that the predictor ranks last are mostly
                    passed over: many of them hardly train at all, and their scores say nothing about the order of the others; only every sixteenth row is a
                    random one of them, to show how far scores can fall. Where the target column is a cost, such as a latency, or without one most of what the
                    predictor has learned, all count alike. At most 10,000 rows are picked so, of 20,000 random ones where there are more.</p>
                    <p><b>Example.</b> 4,096 architectures with scores of seven tasks: the target column <i>class_object</i> and 5 rows give a
                    support set of 5 rows and a query set of 4,091.</p>
                    """
                            + DeviceParameters.MANUAL
                            + Literature.sources(Literature.MP_NAS))
            .sinceVersion(5, 8, 0)
            .dynamicPorts(ports -> ports.addInputPortGroup("Architectures", group -> group.name("Architectures")
                            .description("One row an architecture.")
                            .fixed(BufferedDataTable.TYPE))
                    .addInputPortGroup("Predictor", group -> group.name("Predictor")
                            .description(
                                    "Optional: the predictor that is going to learn from the support set, for the choice of the most "
                                            + "informative rows.")
                            .optional()
                            .supportedTypes(PredictorPortObject.TYPE))
                    .addOutputPortGroup("Support set", group -> group.name("Support set")
                            .description("The picked rows: to be evaluated, or to learn from.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Query set", group -> group.name("Query set")
                            .description("The rest.")
                            .fixed(BufferedDataTable.TYPE)))
            .model(model -> model.parametersClass(FewShotSamplerParameters.class)
                    .configure(FewShotSamplerNodeFactory::configure)
                    .execute(FewShotSamplerNodeFactory::execute))
            .addView(
                    view -> NodeView.on(
                            view.withoutParameters()
                                    .description(
                                            "Where the architectures that were picked lie among the others, on a map by the predictor's embedding, or "
                                                    + "by operations and connections where there is no predictor; and the picked cells, drawn.")))
            .nodeType(NodeType.Manipulator)
            .keywords(
                    "NAS",
                    "neural architecture search",
                    "few-shot",
                    "support set",
                    "query set",
                    "partition",
                    "sampling");

    /** For KNIME. */
    public FewShotSamplerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DataTableSpec spec = in.getInTableSpec(0);
        FewShotSamplerParameters parameters = in.getParameters();
        Work.configure(() -> {
            targetColumn(spec, parameters);
            if (parameters.strategy != StrategyChoice.RANDOM) {
                new Graphs(spec, TABLE);
            }
            if (parameters.strategy == StrategyChoice.INFORMATIVE && in.getInPortSpecs().length < 2) {
                throw new InvalidInputException(
                        "The most informative rows are to be picked, but no predictor is connected.",
                        "Add the port Predictor to the node and connect a predictor, or choose another way to pick.");
            }
        });
        out.setOutSpecs(spec, spec);
    }

    private static int targetColumn(DataTableSpec spec, FewShotSamplerParameters parameters) {
        return OpenChoice.isOpen(parameters.target)
                ? -1
                : Inputs.numberColumn(spec, TABLE, parameters.target, "Target column");
    }

    private static Metric metric(DataColumnSpec column, FewShotSamplerParameters parameters) {
        return Inputs.metric(column, parameters.direction, "Which scores are better");
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        FewShotSamplerParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInTable(0);
        Work.run(exec, progress -> {
            int target = targetColumn(table.getDataTableSpec(), parameters);
            BitSet measured = new BitSet();
            PredictorPortObject predictor =
                    parameters.strategy == StrategyChoice.INFORMATIVE ? in.getInPortObject(1) : null;
            BitSet support = pick(table, predictor, target, parameters, measured, progress);
            int wanted = parameters.rowsOf(measured.cardinality());
            if (support.cardinality() < wanted) {
                out.setWarningMessage("Only " + support.cardinality() + " of " + wanted
                        + " rows were picked: the others repeat an architecture that was picked.");
            }
            boolean all = target < 0 || parameters.query == FewShotSamplerParameters.Query.ALL_OTHERS;
            BufferedDataContainer supportSet = exec.createDataContainer(table.getDataTableSpec());
            BufferedDataContainer querySet = exec.createDataContainer(table.getDataTableSpec());
            Rows.forEach(table, progress.part(0.5, 1), "Writing support and query set", (row, i) -> {
                if (support.get(i)) {
                    supportSet.addRowToTable(row);
                } else if (all || measured.get(i)) {
                    querySet.addRowToTable(row);
                }
            });
            supportSet.close();
            querySet.close();
            out.setOutData(supportSet.getTable(), querySet.getTable());
            NodeView.keep(out, exec, view(in, table, support, parameters.device.value(), progress.part(0.98, 1)));
        });
    }

    /** A map by the predictor's embedding, or by what graphs are made of where there is no predictor. */
    private static View view(
            ExecuteInput in, BufferedDataTable table, BitSet support, Device device, Progress progress) {
        RowDrawings rows = new RowDrawings(table.getDataTableSpec());
        List<Integer> picked = support.stream().boxed().toList();
        int[] shown = SamplerView.shown(Math.toIntExact(table.size()), picked);
        BitSet wanted = new BitSet();
        Arrays.stream(shown).forEach(wanted::set);
        boolean graphs = table.getDataTableSpec().containsName(Columns.OPERATIONS)
                && table.getDataTableSpec().containsName(Columns.ADJACENCY);
        Graphs reader = graphs ? new Graphs(table.getDataTableSpec(), TABLE) : null;
        List<UnifiedGraph> architectures = new ArrayList<>();
        Rows.forEach(table, progress, "Drawing a map", (row, i) -> {
            rows.add(row);
            if (graphs && wanted.get(i)) {
                architectures.add(reader.read(row));
            }
        });
        Optional<Predictor> predictor = in.getInPortObjects().length > 1
                ? Optional.of(((PredictorPortObject) in.getInPortObject(1)).predictor())
                : Optional.empty();
        double[][] points = predictor
                .map(known -> Embeddings.of(known, architectures, device, progress))
                .orElseGet(() -> Embeddings.ofStructure(architectures));
        return SamplerView.of(
                Math.toIntExact(table.size()),
                picked,
                shown,
                points,
                predictor.isPresent() ? "the predictor's embedding" : "their operations and connections",
                rows::of);
    }

    /** The rows of the support set; {@code measured} is filled with those that could be picked. */
    private static BitSet pick(
            BufferedDataTable table,
            PredictorPortObject predictor,
            int target,
            FewShotSamplerParameters parameters,
            BitSet measured,
            Progress progress) {
        Graphs reader =
                parameters.strategy != StrategyChoice.RANDOM ? new Graphs(table.getDataTableSpec(), TABLE) : null;
        List<UnifiedGraph> graphs = new ArrayList<>();
        Rows.forEach(table, progress.part(0, 0.2), "Reading the architectures", (row, i) -> {
            if (target < 0 || !Double.isNaN(Inputs.number(row, target, parameters.target))) {
                measured.set(i);
                if (reader != null) {
                    graphs.add(reader.read(row));
                }
            }
        });
        int candidates = measured.cardinality();
        int wanted = parameters.rowsOf(candidates);
        if (wanted == 0) {
            return new BitSet();
        }
        if (candidates < wanted) {
            throw new InvalidInputException(
                    wanted + (wanted == 1 ? " row is" : " rows are") + " to be picked, but " + TABLE + " has only "
                            + candidates
                            + (target < 0
                                    ? " rows."
                                    : " rows with a value in the column \"" + parameters.target + "\"."),
                    candidates == 0
                            ? "Give a table that has such rows, or choose another target column."
                            : "Pick at most " + candidates + ", or give a table with more rows.");
        }
        // Random picks look at the number of graphs only.
        List<UnifiedGraph> choice = reader == null ? Collections.nCopies(candidates, null) : graphs;
        long seed = parameters.seed.value();
        int[] picked = predictor == null
                ? SupportSampler.sample(choice, wanted, parameters.strategy.strategy(), seed, progress.part(0.2, 0.5))
                : new InformativeSampler(
                                predictor.predictor(),
                                target < 0
                                        ? Optional.empty()
                                        : Optional.of(
                                                metric(table.getDataTableSpec().getColumnSpec(target), parameters)),
                                parameters.device.value())
                        .sample(choice, Set.of(), wanted, seed, progress.part(0.2, 0.5));
        int[] rows = measured.stream().toArray();
        BitSet support = new BitSet();
        for (int index : picked) {
            support.set(rows[index]);
        }
        return support;
    }
}
