package org.fewshotnas.knime.nodes.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.files.FileOrSample;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.knime.view.RowPictures;
import org.fewshotnas.network.source.LabelledSource;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.view.View;
import org.fewshotnas.view.result.DataView;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.StringValue;
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

/** The node Labelled Data Reader: files of labelled examples in, a table for training and one for testing out. */
public final class LabelledDataReaderNodeFactory extends DefaultNodeFactory {
    /** Examples that the view shows. */
    private static final int DRAWN = 24;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Labelled Data Reader")
            .icon("../../../../../icons/labelled-data-reader.png")
            .shortDescription("Reads pictures or series together with their classes or target values.")
            .fullDescription(
                    """
                    <p>Reads examples that a network is to learn from, each with its class or target value: from a folder of pictures, or from
                    the files of a published data set. What a file is, is told by its content, not by its name.</p>
                    <p>To try things out, choose a small data set under <i>Sample</i>: pictures of clothes that come with the node, or flows
                    (fields of numbers) that it computes.</p>
                    <p>Data of your own can be</p>
                    <ul>
                    <li><b>A folder of pictures</b>: it holds one folder for each class, named as the class, with PNG, JPEG, BMP or GIF pictures of
                    any size; folders within these are read too. If there are folders <i>train</i> and <i>test</i> (or <i>val</i>,
                    <i>validation</i>) with such folders in them, the second table gets the examples of <i>test</i>. Hidden files, and files
                    that are no pictures, are left out, and the node's message names them. Of a GIF the first picture counts. How a camera was
                    held (EXIF) is not looked at.</li>
                    <li><b>IDX</b>, the format of MNIST, Fashion-MNIST, KMNIST and EMNIST, packed by gzip or not: the folder that holds
                    train-images..., train-labels..., t10k-images... and t10k-labels...; or the images file of one of several data sets in a
                    folder, beside which its labels lie: then all examples are training data.</li>
                    <li><b>CIFAR-10 and CIFAR-100</b> in their <i>binary version</i>: the folder that holds data_batch_1.bin to data_batch_5.bin and
                    test_batch.bin, or train.bin and test.bin; or one of these files. The names of classes are taken from the text files that
                    lie beside them.</li>
                    <li><b>NumPy arrays</b>: the folder that holds x_train.npy, y_train.npy, x_test.npy and y_test.npy, or X.npy and y.npy; the file
                    of the examples, beside which its labels lie; or an .npz file with such arrays (also <i>train_images</i> with
                    <i>train_labels</i>, <i>data</i> with <i>labels</i> or <i>targets</i>, and <i>..._train</i> with <i>label_train</i>). Labels
                    that are whole numbers, texts, or rows of zeros with a one are classes. Labels of a floating-point type (float32, float64)
                    are quantities to be predicted, also where their values happen to be whole: the node's message says so then, and
                    <i>y.astype('int64')</i> makes classes of them. An example with a quantity that is NaN or infinite counts as damaged.
                    Arrays of Python objects are refused: nothing in a file is executed.</li>
                    <li><b>MATLAB files</b> (of level 5, which MATLAB 5 to 7 and SciPy write; not those of 7.3) that hold the arrays <i>x</i> and
                    <i>y</i>, <i>coeff</i> and <i>sol</i>, or <i>a</i> and <i>u</i>, whose first axis is the examples: fields or series and their
                    quantities. Of several files in a folder, that with <i>test</i> or <i>smooth2</i> in its name is for testing.</li>
                    <li><b>Series of the UCR and UEA archives</b>, packed by gzip or not: the folder that holds the files ..._TRAIN and ..._TEST of
                    one data set, or one of these files. They end in <i>.tsv</i> (in each line the class as a whole number and the numbers of a
                    series, separated by tabs) or in <i>.ts</i> (with a header, one or several channels, and classes or quantities). Missing
                    values (? or NaN) stay missing. A network needs series of one length: see <i>Fill gaps in series</i>.</li>
                    </ul>
                    <p>A folder must hold data of one of these kinds: arrays or series beside the folders of pictures, for one, are refused, as
                    the node cannot know which you mean.</p>
                    <p>Numbers of classes become names where a text file <i>classes.txt</i> lies beside the data, with one name in each
                    line, the first for number 0.</p>
                    <p><b>A table with one series in each row</b>, such as a CSV file, needs no node of this extension: read it with KNIME's <i>CSV
                    Reader</i>, and choose its columns of numbers as the input of the nodes that learn. They are the steps of a series of one
                    channel, in the order of the table. For series of several channels, make a list of each channel's columns with the node
                    <i>Create Collection Column</i>.</p>
                    <p><b>What an array holds</b> is told by its axes; the first is always the examples. Bytes (uint8) with two or three
                    more axes are pictures, their channels first or last. Other numbers are series: one more axis is a series of one channel;
                    of two more axes the shorter one is the channels and the longer one the steps, but two that are alike are a
                    field on a grid. Three more axes are fields of several channels. Quantities have one value for each example, several
                    values (one more axis), or the axes of the examples with or without one for channels: then they are a field, with a value or
                    several for each place. The node's message says what was taken to be what.</p>
                    <p><b>The data sets of NAS-Bench-360</b> are read as they are where they are arrays of numbers: NinaPro (ninapro_train.npy,
                    label_train.npy and so on) and Darcy Flow (..._smooth1.mat and ..._smooth2.mat; set <i>Every so many points</i> to 5). Others
                    are pickles of Python, which could execute anything: the spherical pictures (.gz), ECG (.pkl), Satellite (an array of
                    Python objects). Store their arrays with <i>numpy.savez</i>; or make spherical pictures of any others, with <i>Project on
                    a sphere</i>.</p>
                    <p>The tables have the columns <i>Image</i> (PNG) or, for what is no picture, <i>Values</i> (a list of numbers, whose shape
                    stands in the column's properties), and <i>Class</i> (text) or, for quantities, <i>Target</i> (a number, or a list of numbers
                    with its shape in the column's properties). The row's key is the name of the example: a path within the folder, or a file
                    and a number.</p>
                    <p><b>Damaged examples</b> are pictures that end too soon or cannot be decoded, examples whose target in a NumPy array is NaN or infinite,
                    and series that cannot be read, are of another length than the first, or have gaps, unless these are filled; a series with
                    missing values is
                    left out by the nodes that learn. IDX, NumPy and CIFAR files are one piece: if one of them is itself damaged, the node fails.</p>
                    <p><b>The sample Darcy flow</b> is a steady flow through a random medium of two materials on the unit square. The equations are
                    those of Li et al. (2021), as in NAS-Bench-360; the data are of our own, and scores cannot be compared with published
                    ones.</p>
                    <p><b>Pictures on a sphere</b> (Cohen et al., 2018) are projected from the north pole on the southern half, and the whole sphere becomes a
                    picture, whose rows are circles of latitude and whose columns are meridians.</p>
                    <p><b>Example.</b> The folder <i>leaves</i> holds the folders <i>healthy</i> and <i>rust</i> with photographs in them. The first
                    table gets a row for each photograph, shrunk to 256 pixels along its longer side, with the class <i>healthy</i>
                    or <i>rust</i>; the second is empty, and the node warns of it, unless you set how many percent of them are for
                    testing.</p>
                    """
                            + FileOrSample.MANUAL
                            + Literature.sources(Literature.NAS_BENCH_360))
            .sinceVersion(5, 8, 0)
            .ports(ports -> ports.addOutputTable(
                            "Training data", "One row an example: Image or Values, and Class or Target.")
                    .addOutputTable(
                            "Test data",
                            "The same columns. Empty, with a warning, where neither the files nor a setting say which examples are for "
                                    + "testing."))
            .model(model -> model.parametersClass(LabelledDataReaderParameters.class)
                    .configure(LabelledDataReaderNodeFactory::configure)
                    .execute(LabelledDataReaderNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "How many examples of each class were read for training and for testing, what was left out, and what some "
                                    + "of the examples look like.")))
            .nodeType(NodeType.Source)
            .keywords(
                    "image",
                    "picture",
                    "folder",
                    "class",
                    "label",
                    "regression",
                    "MNIST",
                    "IDX",
                    "NumPy",
                    "npy",
                    "MATLAB",
                    "CIFAR",
                    "time series",
                    "UCR",
                    "UEA",
                    "Darcy flow",
                    "sphere",
                    "read")
            .addExternalResource("https://arxiv.org/abs/1708.07747", "Fashion-MNIST (Xiao et al., 2017)")
            .addExternalResource("https://arxiv.org/abs/1810.07758", "The UCR archive (Dau et al., 2019)")
            .addExternalResource("https://arxiv.org/abs/1811.00075", "The UEA archive (Bagnall et al., 2018)")
            .addExternalResource("https://arxiv.org/abs/2010.08895", "Darcy flow (Li et al., 2021)")
            .addExternalResource("https://arxiv.org/abs/1801.10130", "Pictures on spheres (Cohen et al., 2018)");

    /** For KNIME. */
    public LabelledDataReaderNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        LabelledDataReaderParameters parameters = in.getParameters();
        if (parameters.source().isEmpty()) {
            throw new InvalidSettingsException(
                    "No file is chosen under \"File or folder\". Open the node's dialog and choose one, or the sample under \"Read from\".");
        }
        // Whether there are pictures or numbers stands in the files, which are not opened before the node runs.
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        LabelledDataReaderParameters parameters = in.getParameters();
        long seed = parameters.seed.value();
        Optional<LabelledSource> computed = parameters.computed(seed);
        Work.run(in.getExecutionContext(), progress -> {
            Run run = new Run(parameters, seed, in.getExecutionContext());
            BufferedDataTable[] tables = computed.isPresent()
                    ? run.tables(computed.get(), progress)
                    : parameters
                            .source()
                            .use(
                                    progress,
                                    path -> run.tables(
                                            parameters.open(path, progress.part(0, .1)), progress.part(.1, 1)));
            out.setOutData(tables);
            NodeView.keep(out, in.getExecutionContext(), view(tables, run.notes));
            if (!run.notes.isEmpty()) {
                out.setWarningMessage(String.join("\n", run.notes));
            }
        });
    }

    private static View view(BufferedDataTable[] tables, List<String> notes) {
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        RowPictures pictures = new RowPictures();
        for (int i = 0; i < tables.length; i++) {
            Map<String, Integer> byClass = new TreeMap<>();
            boolean training = i == 0;
            Rows.forEach(tables[i], Progress.NONE, "", (row, number) -> {
                byClass.merge(label(row), 1, Integer::sum);
            });
            counts.put(training ? "training" : "test", byClass);
        }
        // As many of each class.
        int each = Math.max(1, DRAWN / Math.max(1, counts.get("training").size()));
        Map<String, Integer> drawn = new HashMap<>();
        Rows.forEach(tables[0], Progress.NONE, "", (row, number) -> {
            String label = label(row);
            if (!pictures.isFull() && drawn.merge(label, 1, Integer::sum) <= each) {
                pictures.add(row.getCell(0), label);
            }
        });
        DataColumnSpec input = tables[0].getDataTableSpec().getColumnSpec(0);
        String what = pictures.items().isEmpty()
                ? "Examples are lists of numbers (column \"" + input.getName() + "\")."
                : "Examples are pictures (column \"" + input.getName() + "\").";
        return DataView.ofExamples(what, counts, pictures.items(), notes);
    }

    /** The class of an example; nothing where it has a quantity. */
    private static String label(DataRow row) {
        return row.getCell(1) instanceof StringValue text ? text.getStringValue() : "";
    }

    /** Why the table of test data has no rows, and what to set. */
    private static String nothingToTest(LabelledSource source, double percent) {
        String setting = "\"" + LabelledDataReaderParameters.TEST_PERCENT + "\"";
        if (source.examples().stream().anyMatch(LabelledSource.Example::isTest)) {
            return "The table of test data has no rows, since all examples for testing are damaged. Mend them.";
        }
        return percent > 0
                ? "The table of test data has no rows, since there are too few examples to put " + percent
                        + " percent of each class aside. Set more under " + setting + ", or add examples."
                : "The table of test data has no rows, since the files do not say which examples are for testing. To keep some of them for "
                        + "testing a network, set how many under " + setting + ", such as 20.";
    }

    /** One run of the node. */
    private record Run(LabelledDataReaderParameters parameters, long seed, ExecutionContext exec, List<String> notes) {
        Run(LabelledDataReaderParameters parameters, long seed, ExecutionContext exec) {
            this(parameters, seed, exec, new ArrayList<>());
        }

        BufferedDataTable[] tables(LabelledSource opened, Progress progress) throws IOException {
            LabelledSource source = parameters.prepared(opened, seed);
            BitSet chosen = source.atMost(parameters.limit ? parameters.perClass : Integer.MAX_VALUE, seed);
            ExampleTables tables =
                    new ExampleTables(source, parameters.damaged == LabelledDataReaderParameters.Damaged.FAIL, exec);
            source.read(chosen, progress, tables);
            notes.addAll(source.notes());
            notes.addAll(tables.notes());
            BufferedDataTable[] closed = tables.close();
            if (closed[0].size() == 0) {
                notes.add(
                        "The table of training data has no rows: all examples that could be read are for testing, as the names of their files "
                                + "say. Check that the file of the others is there and is not damaged.");
            }
            if (closed[1].size() == 0) {
                notes.add(nothingToTest(source, parameters.testPercent));
            }
            return closed;
        }
    }
}
