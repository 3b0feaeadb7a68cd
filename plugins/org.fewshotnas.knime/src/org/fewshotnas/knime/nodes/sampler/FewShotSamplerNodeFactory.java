package org.fewshotnas.knime.nodes.sampler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.fewshotnas.knime.common.Graphs;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.predictor.SupportSampler;
import org.fewshotnas.predictor.SupportSampler.Strategy;
import org.fewshotnas.space.InvalidInputException;
import org.fewshotnas.space.Progress;
import org.fewshotnas.space.UnifiedGraph;
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
                    <p><b>To start on a task of your own</b>, leave the target column empty: the support set are the architectures to train
                    first. Spreading them over the space shows the predictor more of it than chance would.</p>
                    <p><b>Example.</b> 4,096 architectures with scores of seven tasks: the target column <i>class_object</i> and 5 rows give a
                    support set of 5 rows and a query set of 4,091.</p>
                    """)
            .sinceVersion(5, 8, 0)
            .ports(ports -> ports.addInputTable("Architectures", "One row an architecture.")
                    .addOutputTable("Support set", "The picked rows: to be evaluated, or to learn from.")
                    .addOutputTable("Query set", "The rest."))
            .model(model -> model.parametersClass(FewShotSamplerParameters.class)
                    .configure(FewShotSamplerNodeFactory::configure)
                    .execute(FewShotSamplerNodeFactory::execute))
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
            if (parameters.strategy.strategy() == Strategy.SPREAD) {
                new Graphs(spec, TABLE);
            }
        });
        out.setOutSpecs(spec, spec);
    }

    private static int targetColumn(DataTableSpec spec, FewShotSamplerParameters parameters) {
        return parameters.target == null || parameters.target.isEmpty()
                ? -1
                : Inputs.numberColumn(spec, TABLE, parameters.target, "Target column");
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        FewShotSamplerParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInTable(0);
        Work.run(exec, progress -> {
            int target = targetColumn(table.getDataTableSpec(), parameters);
            BitSet measured = new BitSet();
            BitSet support = pick(table, target, parameters, measured, progress);
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
        });
    }

    /** The rows of the support set; {@code measured} is filled with those that could be picked. */
    private static BitSet pick(
            BufferedDataTable table,
            int target,
            FewShotSamplerParameters parameters,
            BitSet measured,
            Progress progress) {
        Strategy strategy = parameters.strategy.strategy();
        Graphs reader = strategy == Strategy.SPREAD ? new Graphs(table.getDataTableSpec(), TABLE) : null;
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
        int[] picked =
                SupportSampler.sample(choice, wanted, strategy, parameters.seed.value(), progress.part(0.2, 0.5));
        int[] rows = measured.stream().toArray();
        BitSet support = new BitSet();
        for (int index : picked) {
            support.set(rows[index]);
        }
        return support;
    }
}
