package org.fewshotnas.knime.nodes.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.dataset.ExampleParameters;
import org.fewshotnas.knime.nodes.search.PredictorSearchParameters.Role;
import org.fewshotnas.knime.port.NetworkPortObject;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.knime.port.PredictorPortObjectSpec;
import org.fewshotnas.knime.training.WorkParameters;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.search.PredictorSearch;
import org.fewshotnas.search.SearchResult;
import org.fewshotnas.search.SearchSettings;
import org.fewshotnas.search.evaluate.Evaluator;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.result.SearchView;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node Predictor Search: finds good architectures with a predictor and as few evaluations as possible. */
public final class PredictorSearchNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Predictor Search")
            .icon("../../../../../icons/predictor-search.png")
            .shortDescription("Searches a space for good architectures with a predictor and few evaluations.")
            .fullDescription(
                    """
                    <p>Searches a whole space, or the rows of a table, for good architectures. Every step scores many candidates with the
                    predictor, which costs next to nothing, and evaluates the most promising. Every few steps the predictor is fine-tuned on
                    all that has been evaluated. It starts with what the predictor has learned already, before the first score; until
                    it has learned from one, its predictions only rank, and the column <i>Predicted score</i> is missing where the scores
                    have a unit. So it is with a predictor that was fine-tuned on something else than the target column, such as a latency
                    where the column is an accuracy; a warning says so.</p>
                    <p><b>With a table of scores that stands in for training</b> the search runs to its end by itself: evaluating means to look
                    a score up. So you see on a published benchmark how many trainings it takes to find a good architecture.</p>
                    <p><b>On a task of your own</b> there is no such table. Without one the node proposes the architectures to train next.
                    Train them, put their scores into a table, connect it as one of scores that <i>were measured before</i>, and run the node
                    again: the predictor learns from them and proposes new ones.</p>
                    <p><b>Or let the node train.</b> Add the port <i>Data</i>, and connect the table that networks shall learn from: evaluating
                    then means to train the network of an architecture, as the node <i>Architecture Trainer</i> does, and to score it on a
                    share of the data that is kept for that, or on the validation data at the port of that name.
                    A query takes from seconds to minutes, and architectures of one step are trained side by side: ask for
                    fewer queries, in steps of as many as there are cores. Scores that were measured before must be of the same score and
                    data. Add the port <i>Best network</i> to get the best of the trained networks.</p>
                    <p>Architectures that compute the same function are one architecture to the search: none is evaluated or proposed twice.
                    Several that were measured before count as one with the mean of their scores.</p>
                    <p><b>Strategies.</b> <i>Spread first</i> learns from architectures that differ enough to show it where it is wrong. <i>Expected
                    improvement</i>,
                    <i>Upper confidence bound</i> and <i>Thompson sampling</i> count how sure the predictor is: a good prediction that is unsure can
                    be worth more
                    than a better one that is sure. They are greedy until the predictor has seen three scores of the target and can say how sure it is.</p>
                    <p><b>Example.</b> Search NAS-Bench-201 with the table of its CIFAR-100 accuracies and 30 queries. The history shows the best
                    accuracy so far after each query; the best of all 15,625 cells has 73.51 %.</p>
                    """
                            + ExampleParameters.MANUAL
                            + WorkParameters.MANUAL
                            + DeviceParameters.MANUAL
                            + Literature.sources(Literature.MP_NAS))
            .sinceVersion(5, 8, 0)
            .dynamicPorts(ports -> ports.addInputPortGroup("Predictor", group -> group.name("Predictor")
                            .description("The predictor, fine-tuned or not.")
                            .fixed(PredictorPortObject.TYPE))
                    .addInputPortGroup("Scores", group -> group.name("Table of scores")
                            .description(
                                    "Optional: architectures (columns Search space and Architecture) and their scores, from Benchmark Reader or "
                                            + "Search-Space Unifier.")
                            .optional()
                            .supportedTypes(BufferedDataTable.TYPE))
                    .addInputPortGroup("Data", group -> group.name("Data")
                            .description(
                                    "Optional: data to train on, one row an example, such as the training data of the Labelled Data Reader, or "
                                            + "paths of pictures with their classes. The search then trains the architectures that it chooses.")
                            .optional()
                            .supportedTypes(BufferedDataTable.TYPE))
                    .addInputPortGroup("Validation data", group -> group.name("Validation data")
                            .description(
                                    "Optional, beside the port Data (a table without it is taken for the data): what networks are judged by, "
                                            + "with the columns of the data. Without it, or if it has no rows, a share of the data is kept "
                                            + "for that.")
                            .optional()
                            .supportedTypes(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Ranking", group -> group.name("Ranking")
                            .description(
                                    "What was evaluated, the best score first, then other architectures, the best prediction first. The column "
                                            + "Proposed marks those that the search has chosen.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("History", group -> group.name("History")
                            .description(
                                    "The evaluations, or the proposals, in their order, with the best score so far.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Best network", group -> group.name("Best network")
                            .description("Optional, where there is data: the trained network with the best score.")
                            .optional()
                            .supportedTypes(NetworkPortObject.TYPE))
                    .addOutputPortGroup(NodeView.PICTURE, group -> group.name(NodeView.PICTURE)
                            .description(NodeView.PICTURE_DESCRIPTION)
                            .optional()
                            .supportedTypes(ImagePortObject.TYPE)))
            .model(model -> model.parametersClass(PredictorSearchParameters.class)
                    .configure(PredictorSearchNodeFactory::configure)
                    .execute(PredictorSearchNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "The search query by query: measured and predicted scores, the best so far, and in the background what the "
                                    + "predictor had learned from at that time. Point at a mark to see its cell.")))
            .nodeType(NodeType.Predictor)
            .keywords(
                    "NAS",
                    "neural architecture search",
                    "optimisation",
                    "zero-shot",
                    "few-shot",
                    "mixed-ops",
                    "sample-efficient");

    /** For KNIME. */
    public PredictorSearchNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        PredictorPortObjectSpec predictor = in.getInPortSpec(0);
        SearchPorts ports = SearchPorts.of(in.getInPortSpecs());
        PredictorSearchParameters parameters = in.getParameters();
        Work.configure(() -> {
            if (ports.data().isEmpty() && hasNetwork(in.getOutPortTypes())) {
                throw new InvalidInputException(
                        "A network shall come out, but there is no data to train one on.",
                        "Add the port \"Data\" and connect data, or remove the port \"Best network\".");
            }
            SearchInput input = new SearchInput(
                    parameters,
                    table(ports.scores(), in::getInTableSpec),
                    ports.data().isPresent());
            Optional<Metric> metric =
                    metric(parameters, input, table(ports.data(), in::getInTableSpec), predictor.predictor());
            out.setOutSpec(0, SearchOutput.ranking(metric));
            out.setOutSpec(1, SearchOutput.history(metric));
            NodeView.pictureOf(in.getOutPortTypes()).ifPresent(port -> out.setOutSpec(port, NodeView.pictureSpec()));
        });
    }

    private static boolean hasNetwork(PortType... outputs) {
        return outputs.length > 2 && outputs[2].equals(NetworkPortObject.TYPE);
    }

    private static <T> Optional<T> table(OptionalInt port, IntFunction<T> tables) {
        return port.isPresent() ? Optional.of(tables.apply(port.getAsInt())) : Optional.empty();
    }

    /** Of the scores, measured, known or predicted; empty where predictions have no unit. */
    private static Optional<Metric> metric(
            PredictorSearchParameters parameters,
            SearchInput input,
            Optional<DataTableSpec> data,
            PredictorSpec predictor) {
        return data.map(spec -> SearchTraining.metric(parameters.training, spec))
                .or(input::metric)
                .or(predictor::targetMetric);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        PredictorSearchParameters parameters = in.getParameters();
        PredictorPortObject predictor = in.getInPortObject(0);
        SearchPorts ports = SearchPorts.of(
                Arrays.stream(in.getInPortObjects()).map(PortObject::getSpec).toArray(PortObjectSpec[]::new));
        Optional<BufferedDataTable> table = table(ports.scores(), in::getInTable);
        Optional<BufferedDataTable> data = table(ports.data(), in::getInTable);
        Optional<BufferedDataTable> validation = table(ports.validation(), in::getInTable);
        Work.run(in.getExecutionContext(), progress -> {
            SearchInput input =
                    new SearchInput(parameters, table.map(BufferedDataTable::getDataTableSpec), data.isPresent());
            Optional<Metric> metric = metric(
                    parameters,
                    input,
                    data.map(BufferedDataTable::getDataTableSpec),
                    predictor.predictor().spec());
            SearchInput.Content content = input.read(table, progress.part(0, 0.05));
            SearchSettings settings = parameters.toSettings();
            Optional<SearchTraining> training = data.map(examples -> new SearchTraining(
                    parameters.training,
                    examples,
                    validation,
                    settings.seed(),
                    parameters.device.value(),
                    progress.part(0.05, 0.1)));
            Optional<Evaluator> evaluator = training.<Evaluator>map(SearchTraining::evaluator)
                    .or(() -> content.known().filter(scores -> parameters.role == Role.LOOK_UP));
            SearchResult result = PredictorSearch.run(
                    predictor.predictor(),
                    content.candidates(),
                    evaluator,
                    content.known().filter(scores -> parameters.role == Role.MEASURED),
                    settings,
                    parameters.device.value(),
                    progress.part(0.1, 0.95));
            List<String> warnings = new ArrayList<>(result.warnings());
            training.ifPresent(done -> warnings.addAll(done.warnings()));
            if (!warnings.isEmpty()) {
                out.setWarningMessage(String.join("\n", warnings));
            }
            out.setOutData(
                    0, SearchOutput.ranking(result, metric, in.getExecutionContext(), progress.part(0.95, 0.99)));
            out.setOutData(1, SearchOutput.history(result, metric, in.getExecutionContext(), progress.part(0.99, 1)));
            NodeView.keep(
                    in,
                    out,
                    SearchView.of(
                            result,
                            metric,
                            training.map(SearchTraining::trained).orElse(List.of()),
                            training.map(done -> done.best().spec().graph())));
            if (training.isPresent() && hasNetwork(in.getOutPortTypes())) {
                out.setOutData(2, new NetworkPortObject(training.get().best()));
            }
        });
    }
}
