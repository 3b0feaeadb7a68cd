package org.fewshotnas.knime.nodes.features;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.dataset.ClassExamples;
import org.fewshotnas.knime.dataset.ExampleParameters;
import org.fewshotnas.knime.features.FeatureColumns;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.metad2a.features.ExampleFeatures;
import org.fewshotnas.metad2a.features.ImageScattering;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.view.View;
import org.fewshotnas.view.result.DataView;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.def.DefaultRow;
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

/** The node Data Set Features: a table of examples in, what some of each class look like out. */
public final class DataSetFeaturesNodeFactory extends DefaultNodeFactory {
    private static final String DATA = "the data";
    /** Channels of examples whose features are computed together: a fraction of a second, so that a cancel does not wait. */
    private static final int CHUNK = 96;

    /** Examples on the map of the view. */
    private static final int MOST_DRAWN = 600;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Data Set Features")
            .icon("../../../../../icons/data-set-features.png")
            .shortDescription(
                    "Describes some examples of each class by numbers, from which MetaD2A tells what a data set is like.")
            .fullDescription(
                    """
                    <p>Which neural network suits a data set depends on what the data look like: fine or coarse patterns, one direction or many, colours,
                    classes that resemble each other. This node looks at some examples of each class and writes down numbers that say so. The
                    <i>Architecture Generator</i> makes networks for the data set from these numbers, without training any; the <i>MetaD2A
                    Learner</i> learns from those of many data sets how to do that.</p>
                    <p><b>The numbers</b> are those of a <i>scattering transform</i> (Bruna and Mallat, 2013). It needs no network that was
                    trained elsewhere: it measures how strong waves of several lengths and directions are, and waves of waves.
                    A <b>picture</b> is brought to 32 x 32 pixels and becomes 918 numbers: 217 for each quarter of its brightness, and 50 for
                    its colours, which are zero in grey pictures. A <b>series</b> is brought to 256 steps and to mean 0 and deviation 1 and becomes
                    544 numbers: for each quarter of the time six octaves of waves, as the mean over the channels and as how much they differ.
                    A list of numbers of two extents, a field, is taken as a picture.</p>
                    <p>Columns of PNG images, of paths of pictures, of lists and of numbers are read as by the <i>Architecture Trainer</i>; pictures may be
                    grey or coloured, of any size. Only the pictures of examples that are drawn are opened.
                    The settings for the size of pictures have no effect here.</p>
                    <p><b>Features of your own.</b> If you have numbers that describe your pictures better, such as those of a network that was trained on
                    millions of photographs, you do not need this node: a table with a column of lists named "Features" and a column "Class" serves as
                    well, as long as all data sets that a model learns from, and those it is used on, were described in the same way.</p>
                    <p><b>Example.</b> Connect a <i>Labelled Data Reader</i>, and connect the output to the <i>Architecture Generator</i> beside a
                    <i>Ready-Made MetaD2A Model</i>.</p>
                    """
                            + ExampleParameters.MANUAL
                            + Literature.sources(Literature.SCATTERING, Literature.METAD2A))
            .sinceVersion(5, 8, 0)
            .ports(
                    ports -> ports.addInputTable(
                                    "Data",
                                    "One row an example: what a network would see, and the class of the example.")
                            .addOutputTable(
                                    "Features",
                                    "One row for each example that was drawn, with its row ID: the name of the data set, the class, the features as a list "
                                            + "of numbers, and of the whole data set the channels, height and width of an example and how many there are."))
            .model(model -> model.parametersClass(DataSetFeaturesParameters.class)
                    .configure(DataSetFeaturesNodeFactory::configure)
                    .execute(DataSetFeaturesNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "Examples on a map of their features, a colour for each class: classes that lie apart are easy to tell "
                                    + "apart.")))
            .nodeType(NodeType.Manipulator)
            .keywords(
                    "NAS", "neural architecture search", "MetaD2A", "scattering transform", "features", "meta-features")
            .addExternalResource(
                    "https://arxiv.org/abs/1203.1513",
                    "Invariant Scattering Convolution Networks (Bruna and Mallat, 2013)")
            .addExternalResource(
                    "https://arxiv.org/abs/2107.00860",
                    "Rapid Neural Architecture Search by Learning to Generate Graphs from Datasets (Lee, Hyung and Hwang, 2021)");

    /** For KNIME. */
    public DataSetFeaturesNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DataSetFeaturesParameters parameters = in.getParameters();
        Work.configure(() -> {
            ClassExamples.checkClasses(in.getInTableSpec(0), DATA, parameters.examples);
            out.setOutSpec(0, FeatureColumns.spec());
        });
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        DataSetFeaturesParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        Work.run(exec, progress -> {
            ClassExamples examples = ClassExamples.draw(
                    in.getInTable(0),
                    DATA,
                    parameters.examples,
                    ImageScattering.SIDE,
                    parameters.perClass,
                    parameters.seed.value(),
                    progress.part(0, .1));
            BufferedDataTable table = table(examples, parameters, exec, progress.part(.1, .98));
            out.setOutData(0, table);
            NodeView.keep(out, exec, view(table, parameters.name.strip(), progress.part(.98, 1)));
            if (!examples.warnings().isEmpty()) {
                out.setWarningMessage(String.join("\n", examples.warnings()));
            }
        });
    }

    /** A map of some examples. */
    private static View view(BufferedDataTable table, String name, Progress progress) {
        long every = Math.max(1, (table.size() + MOST_DRAWN - 1) / MOST_DRAWN);
        List<String> classes = new ArrayList<>();
        List<double[]> features = new ArrayList<>();
        Rows.forEach(table, progress, "Drawing a map", (row, i) -> {
            if (i % every == 0) {
                classes.add(((StringValue) row.getCell(1)).getStringValue());
                ListDataValue list = (ListDataValue) row.getCell(2);
                double[] numbers = new double[list.size()];
                for (int j = 0; j < numbers.length; j++) {
                    numbers[j] = ((DoubleValue) list.get(j)).getDoubleValue();
                }
                features.add(numbers);
            }
        });
        return DataView.ofFeatures(List.of(name), classes, features.toArray(double[][]::new), table.size());
    }

    private static BufferedDataTable table(
            ClassExamples examples, DataSetFeaturesParameters parameters, ExecutionContext exec, Progress progress) {
        ExampleFeatures features = features(examples, progress.part(0, .1));
        Writer writer = new Writer(
                exec.createDataContainer(FeatureColumns.spec()), features, examples, parameters.name.strip());
        Progress computing = progress.part(.1, 1);
        List<Example> waiting = new ArrayList<>();
        examples.forEach(computing, (row, label, values) -> {
            waiting.add(new Example(row, label, values));
            if (waiting.size() >= Math.max(1, CHUNK / features.channels())) {
                writer.write(waiting);
            }
        });
        writer.write(waiting);
        if (parameters.unreadable == DataSetFeaturesParameters.Unreadable.FAIL
                && examples.leftOut().count() > 0) {
            throw new InvalidInputException(
                    "Some examples cannot be read. "
                            + String.join(" ", examples.leftOut().warnings()),
                    "Repair or remove them, or choose \"Leave out\" under \"Unreadable examples\".");
        }
        return writer.end();
    }

    /** Pictures have values of 0 to 1; those of fields are wherever they are. */
    private static ExampleFeatures features(ClassExamples examples, Progress progress) {
        List<Integer> extents = examples.shape().extents();
        int channels = examples.shape().channels();
        if (extents.size() < 2) {
            return ExampleFeatures.ofSeries(channels, extents.isEmpty() ? 1 : extents.get(0));
        }
        double[] range = {0, 1};
        if (!examples.arePictures()) {
            range[0] = Double.POSITIVE_INFINITY;
            range[1] = Double.NEGATIVE_INFINITY;
            examples.forEach(progress, (row, label, values) -> {
                for (float value : values) {
                    range[0] = Math.min(range[0], value);
                    range[1] = Math.max(range[1], value);
                }
            });
        }
        if (range[0] > range[1]) {
            throw new InvalidInputException(
                    "No example of " + DATA + " can be read. "
                            + String.join(" ", examples.leftOut().warnings()),
                    "Remove rows with gaps, or choose another column.");
        }
        return ExampleFeatures.ofImages(channels, extents.get(0), extents.get(1), range[0], range[1]);
    }

    private record Example(DataRow row, String label, float[] values) {}

    private static final class Writer {
        private final BufferedDataContainer rows;
        private final ExampleFeatures features;
        private final ClassExamples examples;
        private final String name;
        private final Set<String> classes = new LinkedHashSet<>();

        Writer(BufferedDataContainer rows, ExampleFeatures features, ClassExamples examples, String name) {
            this.rows = rows;
            this.features = features;
            this.examples = examples;
            this.name = name;
        }

        /** Writes what waits, and forgets it. */
        void write(List<Example> waiting) {
            List<float[]> numbers = waiting.parallelStream()
                    .map(example -> features.of(example.values))
                    .toList();
            TensorShape original = examples.original();
            List<Integer> extents = original.extents();
            for (int i = 0; i < numbers.size(); i++) {
                Example example = waiting.get(i);
                classes.add(example.label);
                rows.addRowToTable(new DefaultRow(
                        example.row.getKey(),
                        new StringCell(name),
                        new StringCell(example.label),
                        FeatureColumns.list(numbers.get(i)),
                        new IntCell(original.channels()),
                        new IntCell(extents.size() == 2 ? extents.get(0) : 1),
                        new IntCell(extents.isEmpty() ? 1 : extents.get(extents.size() - 1)),
                        new IntCell(examples.examples())));
            }
            waiting.clear();
        }

        BufferedDataTable end() {
            if (classes.size() < 2) {
                throw new InvalidInputException(
                        "Of " + DATA + " examples of " + (classes.isEmpty() ? "no class" : "one class alone")
                                + " can be read. "
                                + String.join(" ", examples.leftOut().warnings()),
                        "Connect examples of at least two classes.");
            }
            rows.close();
            return rows.getTable();
        }
    }
}
