package org.fewshotnas.knime.nodes.unifier;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.benchmark.unify.Unifier;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.nodes.unifier.SearchSpaceUnifierParameters.DuplicateChoice;
import org.fewshotnas.knime.nodes.unifier.SearchSpaceUnifierParameters.IsomorphChoice;
import org.fewshotnas.knime.view.NodeView;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
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

/** The node Search-Space Unifier: joins architecture tables of any search spaces and adds what a predictor reads. */
public final class SearchSpaceUnifierNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Search-Space Unifier")
            .icon("../../../../../icons/search-space-unifier.png")
            .shortDescription(
                    "Joins tables of architectures, and writes every architecture in one vocabulary that predictors read.")
            .fullDescription(
                    """
                    <p>Benchmarks write their architectures in ways of their own. This node adds two columns that are the same for all of them:
                    <i>Operations</i>, the operation of every node of the cell out of a vocabulary of 14, and <i>Adjacency</i>, a one for every
                    pair of nodes that is connected. With them a predictor can learn from several search spaces at once, and go from one to
                    another.</p>
                    <p>Any number of tables can be joined; add inputs with the three dots of the node. Rows about the same architecture
                    become one row with all scores side by side. Columns of the same name become one column if their properties say that they
                    measure the same thing; otherwise a number is put behind the name. The node fails rather than join percentages with
                    fractions, seconds with milliseconds or errors with accuracies. Where a table did not measure an architecture, the value
                    is missing. Columns that do not hold numbers are left out. So rows
                    that the Benchmark Reader gave for each seed become one row an architecture again.</p>
                    <p>The node says how many scores differed, and how many architectures are isomorphic to another one: different encodings
                    of the same function.</p>
                    <p>More than half of NAS-Bench-201's 15,625 encodings are isomorphic to others. Their published scores differ, because they were trained
                    separately. Which direction of a column is better stands in the property "direction" of the output.</p>
                    <p><b>Example.</b> One Benchmark Reader gives the accuracies of NAS-Bench-201, another one latencies of the same cells, and a
                    third NAS-Bench-101. The output has 15,625 rows with accuracies and latencies, and below them the rows of NAS-Bench-101 with
                    theirs.</p>
                    """
                            + Literature.sources(Literature.MP_NAS))
            .sinceVersion(5, 8, 0)
            // KNIME describes the ports that are always there only where they are a group of their own.
            .dynamicPorts(ports -> ports.addInputPortGroup("First architectures", group -> group.name("Architectures")
                            .description(
                                    "A table of architectures: columns Search space and Architecture, and number columns of scores. Without the "
                                            + "column Search space, the space is detected.")
                            .fixed(BufferedDataTable.TYPE))
                    .addInputPortGroup("Architectures", group -> group.name("More architectures")
                            .description("Another table of architectures, of the same or another search space.")
                            .extendable()
                            .supportedTypes(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Unified architectures", group -> group.name("Unified architectures")
                            .description(
                                    "One row an architecture, with the columns Operations and Adjacency, and all scores.")
                            .fixed(BufferedDataTable.TYPE)))
            .model(model -> model.parametersClass(SearchSpaceUnifierParameters.class)
                    .configure(SearchSpaceUnifierNodeFactory::configure)
                    .execute(SearchSpaceUnifierNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "How many architectures of each search space have a score of which task, what was joined and what "
                                    + "differed, and how the scores of each task are distributed.")))
            .nodeType(NodeType.Manipulator)
            .keywords(
                    "NAS", "neural architecture search", "join", "unify", "graph", "cell", "isomorphism", "duplicates");

    /** For KNIME. */
    public SearchSpaceUnifierNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        Work.configure(() -> out.setOutSpecs(new UnifierTables(in.getInTableSpecs(), in.getParameters()).output()));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        SearchSpaceUnifierParameters parameters = in.getParameters();
        BufferedDataTable[] tables = in.getInTables();
        DataTableSpec[] specs = new DataTableSpec[tables.length];
        for (int i = 0; i < specs.length; i++) {
            specs[i] = tables[i].getDataTableSpec();
        }
        Work.run(in.getExecutionContext(), progress -> {
            UnifierTables unified = new UnifierTables(specs, parameters);
            Unifier.Result result = unified.read(tables, parameters, progress.part(0, 0.8));
            List<String> report = report(result, parameters, unified);
            if (!report.isEmpty()) {
                out.setWarningMessage(String.join("\n", report));
            }
            out.setOutData(unified.write(result, in.getExecutionContext(), progress.part(0.8, 1)));
            NodeView.keep(out, in.getExecutionContext(), unified.view(result));
        });
    }

    private static List<String> report(
            Unifier.Result result, SearchSpaceUnifierParameters parameters, UnifierTables tables) {
        List<String> report = new ArrayList<>();
        if (result.differing() > 0) {
            report.add(
                    "Scores that differ from an earlier one of the same architecture and column: " + result.differing()
                            + (parameters.duplicates == DuplicateChoice.MEAN
                                    ? ". Their mean was taken."
                                    : ". The first was taken.")
                            + (tables.hasSeeds() ? " Several seeds of an architecture count as such." : "")
                            + (tables.hasDataSets() ? " Several data sets in rows count as such." : ""));
        }
        if (result.isomorphs() > 0) {
            report.add("Architectures that are isomorphic to an earlier one: " + result.isomorphs()
                    + (parameters.isomorphs == IsomorphChoice.KEEP
                            ? ". They were kept."
                            : ". They were joined with it."));
        }
        List<String> unknown = tables.unknownDirections();
        if (!unknown.isEmpty()) {
            report.add("Neither name nor properties of these columns say whether larger or smaller is better: \""
                    + String.join("\", \"", unknown)
                    + "\". Choose it under \"Higher is better\" or \"Lower is better\".");
        }
        return report;
    }
}
