package org.fewshotnas.knime.nodes.reader;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.benchmark.BenchmarkFile;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.features.FeatureColumns;
import org.fewshotnas.knime.files.FileOrSample;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.View;
import org.fewshotnas.view.result.ScoreColumn;
import org.fewshotnas.view.result.TableView;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
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

/** The node Benchmark Reader: a published benchmark's file in, a table of architectures and scores out. */
public final class BenchmarkReaderNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Benchmark Reader")
            .icon("../../../../../icons/benchmark-reader.png")
            .shortDescription("Reads the architectures and scores of a published NAS benchmark.")
            .fullDescription(
                    """
                    <p>Reads a table of neural architectures with their scores: accuracies on several data sets, latencies on several devices,
                    and so on. Every row is an architecture of a known search space, written in the benchmark's own way; each is checked, and an
                    error names the row.</p>
                    <p>To try things out, choose one of the small benchmarks that come with the node: a <i>sample</i>.</p>
                    <p>Files of your own can be</p>
                    <ul>
                    <li><b>CSV</b>, also compressed: a header, one column of architectures, and columns of scores. Separators, encoding and lines
                    of comments are told by the content.</li>
                    <li><b>JSON</b>: a list of records, a record in each line, columns, or scores by architecture.</li>
                    <li><b>Arrow IPC</b> (also known as Feather) and <b>Parquet</b>: the same as columns of a data frame.</li>
                    <li><b>NumPy arrays</b> (.npy) of scores in NAS-Bench-201's order of architectures, or with a field of architectures.</li>
                    </ul>
                    <p>Numbers are read as people and programs write them: with decimal commas, thousands separators, units, a deviation behind
                    them (64.96 ± 0.21: it is left out), or as a list of repeated trainings (their mean is read). Where a number can mean two
                    things, such as 6,495, the node says both and asks for the file to be written otherwise. Architectures may be written in the
                    words of other libraries where that leaves no doubt. Columns that are no scores, such as row numbers, seeds, time stamps,
                    deviations and what other nodes wrote beside the scores, are left out unless they are chosen by name. The node's message
                    names every column that was left out.</p>
                    <p>Of the published benchmarks, these are read as their authors publish them: NAS-Bench-101 (TFRecord, and the pickled API),
                    NAS-Bench-201 and NATS-Bench (.pth, .pickle.pbz2, and the "simple" folders), NinaPro and Darcy Flow of NAS-Bench-360,
                    TransNAS-Bench-101 (.pth, the micro space), NAS-Bench-ASR (a file, or the folder of all), NAS-Bench-Suite-Zero (JSON), and
                    pickled lists and tables of scores, such as the latencies of LatBench, HELP and HW-NAS-Bench; and the database of
                    MetaD2A's predictor (meta_train_tasks_predictor.pt). Pickles are read as data: nothing in them is executed.</p>
                    <p><b>Features of pictures.</b> MetaD2A also publishes archives of features (imgnet32bylabel.pt, cifar10bylabel.pt and others):
                    512 numbers for each picture, by its class. Of such a file the output is no table of architectures but one of features, a row a
                    picture, as <i>MetaD2A Learner</i> and <i>Architecture Generator</i> take it. All classes are one data set; with MetaD2A's list of
                    tasks (meta_train_task_lst.pt) under <i>Task list</i> each task is one, called as in the database of its predictor: <i>task
                    3890</i>. The list counts classes from 1, the archive from 0: class 1 is label 0. MetaD2A's 5,000 tasks of 20 classes make 2
                    million rows with 20 pictures of each class, and half a million with 5.</p>
                    <p>The search spaces are NAS-Bench-101, NAS-Bench-201, TransNAS-Bench-101 micro and NAS-Bench-ASR, and the mixed-ops extension
                    of each. NATS-Bench's size space is read too, but its architectures are numbers of channels, of which the other nodes make
                    nothing.</p>
                    <p><b>What is read if nothing is chosen.</b> Of a published benchmark the scores on validation data at the end of the longest
                    training, as the mean over all seeds. Test results are read only when the split <i>test</i> is chosen, so that nothing that
                    is learned from them can be tested on them, or where the file has nothing else. A table of your own is read whole. The
                    node's message says what was left out.</p>
                    <p><b>What the numbers are</b> stands in the names of the columns and in their properties. Mind that</p>
                    <ul>
                    <li>in NAS-Bench-201 and NATS-Bench, <i>cifar10-valid</i> is trained on one half of CIFAR-10's training images and validated
                    on the other, and <i>cifar10</i> is trained on both: their test accuracies are of different trainings. The
                    split <i>ori-test</i> holds the images of both <i>valid</i> and <i>test</i>, so that it is no test of what was chosen by
                    validation.</li>
                    <li>a training of 12 epochs is not the beginning of one of 200: its learning rate sinks faster, so that its scores are higher than
                    those of the longer one at its epoch 12, and lower than those at its end. In NAS-Bench-101, which was measured half-way and at
                    the end only, a given epoch stands for the training that was measured after so many epochs.</li>
                    <li>accuracies of NAS-Bench-201, NATS-Bench, TransNAS-Bench-101 and NinaPro are in percent, those of NAS-Bench-101 are
                    fractions, but percent in NAS-Bench-Suite-Zero, which calls every score a valid accuracy: there room layout has a
                    negative loss, and autoencoder and normal have an SSIM. Darcy Flow's score is 1 minus the relative error: a
                    fraction, better the larger, that can be negative.</li>
                    <li>NAS-Bench-ASR's phone error rate (PER) is better the lower it is, and so are losses, latencies, energies, parameters
                    and FLOPs.</li>
                    <li>latencies have different units and batches: seconds in LatBench and in NAS-Bench-201 (there for 256 images), milliseconds
                    for one image in HW-NAS-Bench; its energies are in millijoule. HELP's files do not tell their unit.</li>
                    <li>MetaD2A's database has thousands of small data sets with one or two cells of NAS-Bench-201 each: its rows name
                    theirs in the column <i>Data set</i>, such as <i>task 3890</i>, so that it can be the scores of <i>MetaD2A Learner</i>.
                    Its accuracies are in percent, its FLOPs, parameters and latencies scaled to about 0 to 1.</li>
                    <li>parameters and FLOPs are those of one training, because old files of NATS-Bench have different ones for each seed.</li>
                    </ul>
                    <p>The output has the columns <i>Search space</i>, <i>Architecture</i>, and one for each score. A missing value means that the
                    architecture was not measured. The properties of a score's column say what its numbers are: data set, split, metric, unit,
                    direction, epochs, seeds, and the name and SHA-256 of the file.</p>
                    <p><b>What the dialog offers.</b> As soon as a file is chosen, the dialog takes a look at its beginning, or its table of
                    contents, and shows
                    the lists in which there is something to choose. It looks for three seconds at most, and not into files on other machines, nor
                    into large files
                    that would have to be read as a whole; a line in the dialog then says so, and the node reads the file all the same.</p>
                    <p><b>Search space.</b> A single architecture with an operation that only the mixed-ops extension has, or one in twenty, is taken
                    for a mistake and
                    reported; with more of them the file is one of mixed operations.</p>
                    <p><b>Higher or lower?</b> The node goes by the name of a column: accuracies, correlations and similarities are to be maximised,
                    losses, errors,
                    latencies, parameters and FLOPs to be minimised. Where that is wrong, name the column under <i>Higher is better</i> or <i>Lower
                    is better</i>. The
                    result stands in the property "direction" of the output's columns. Scores without a split, such as latencies, are read whatever splits
                    are chosen.</p>
                    <p><b>Example.</b> A CSV file with the columns <i>architecture</i>, <i>cifar10_test_accuracy</i> and <i>latency_ms</i>, and
                    rows that begin with |nor_conv_3x3~0|+|..., becomes a table of NAS-Bench-201 in which the accuracy is to be maximised and
                    the latency minimised.</p>
                    """
                            + FileOrSample.MANUAL
                            + Literature.sources(
                                    Literature.NAS_BENCH_101,
                                    Literature.NAS_BENCH_201,
                                    Literature.TRANSNAS_BENCH_101,
                                    Literature.NAS_BENCH_ASR,
                                    Literature.NAS_BENCH_360,
                                    Literature.METAD2A))
            .sinceVersion(5, 8, 0)
            .ports(
                    ports -> ports.addOutputTable(
                            "Architectures",
                            "One row an architecture, or if seeds are read as rows one for each of its trainings, or of MetaD2A's database one "
                                    + "for each of its data sets; one number column a score. Of an archive of features one row a picture."))
            .model(model -> model.parametersClass(BenchmarkReaderParameters.class)
                    .configure(BenchmarkReaderNodeFactory::configure)
                    .execute(BenchmarkReaderNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "What the file holds, what was read and what was left out, and how each of the scores is distributed; of features, pictures "
                                    + "on a map.")))
            .nodeType(NodeType.Source)
            .keywords(
                    "NAS",
                    "neural architecture search",
                    "NAS-Bench-101",
                    "NAS-Bench-201",
                    "TransNAS-Bench-101",
                    "NAS-Bench-ASR",
                    "read",
                    "CSV",
                    "Arrow")
            .addExternalResource("https://arxiv.org/abs/1902.09635", "NAS-Bench-101 (Ying et al., 2019)")
            .addExternalResource("https://arxiv.org/abs/2001.00326", "NAS-Bench-201 (Dong and Yang, 2020)")
            .addExternalResource("https://arxiv.org/abs/2105.11871", "TransNAS-Bench-101 (Duan et al., 2021)")
            .addExternalResource("https://openreview.net/forum?id=CU0APx9LMaL", "NAS-Bench-ASR (Mehrotra et al., 2021)")
            .addExternalResource("https://arxiv.org/abs/2107.00860", "MetaD2A (Lee, Hyung and Hwang, 2021)");

    /** For KNIME. */
    public BenchmarkReaderNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        BenchmarkReaderParameters parameters = in.getParameters();
        if (parameters.source().isEmpty()) {
            throw new InvalidSettingsException(
                    "No file is chosen under \"File\". Open the node's dialog and choose a benchmark"
                            + " file, or a sample under \"Read from\".");
        }
        // Which columns there are stands in the file, which is not opened before the node runs.
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        BenchmarkReaderParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        Work.run(exec, progress -> parameters.source().use(progress, path -> {
            BenchmarkFile file = BenchmarkFiles.open(path, ReadLimits.defaults(), progress.part(0, .1));
            if (file.features().isPresent()) {
                FeatureRows rows = FeatureRows.read(file.features().get(), parameters.features, progress.part(.1, .3));
                out.setOutData(rows.write(exec, progress.part(.3, 1)));
                NodeView.keep(out, exec, rows.view());
                return null;
            }
            ArchitectureTable table = file.read(parameters.toOptions(), progress.part(.1, .7));
            List<String> notes = new ArrayList<>(table.notes());
            if (!parameters.features.tasks().isEmpty()) {
                notes.add("\"Task list\" has no effect: the file holds scores, and no features of pictures.");
            }
            if (!notes.isEmpty()) {
                out.setWarningMessage(String.join("\n", notes));
            }
            out.setOutData(write(table, exec, progress.part(.7, 1)));
            NodeView.keep(out, exec, view(table));
            return null;
        }));
    }

    private static View view(ArchitectureTable table) {
        List<ScoreColumn> columns = new ArrayList<>();
        for (int i = 0; i < table.metrics().size(); i++) {
            columns.add(new ScoreColumn(table.metrics().get(i), table.scores(i)));
        }
        long different = table.architectures().stream().distinct().count();
        return TableView.ofFile(table.space().name(), table.rowCount(), different, columns, table.notes());
    }

    private static BufferedDataTable write(ArchitectureTable table, ExecutionContext exec, Progress progress) {
        List<DataColumnSpec> columns =
                new ArrayList<>(List.of(Columns.text(Columns.SEARCH_SPACE), Columns.text(Columns.ARCHITECTURE)));
        if (table.isByDataSet()) {
            columns.add(Columns.text(FeatureColumns.DATA_SET));
        }
        if (table.isBySeed()) {
            columns.add(Columns.text(Columns.SEED));
        }
        int firstScore = columns.size();
        for (Metric metric : table.metrics()) {
            columns.add(Columns.metric(metric));
        }
        BufferedDataContainer rows = exec.createDataContainer(Columns.spec(columns));
        StringCell space = new StringCell(table.space().name());
        Rows.Keys keys = new Rows.Keys();
        for (int row = 0; row < table.rowCount(); row++) {
            if (row % 256 == 0) {
                progress.checkCanceled();
                progress.report((double) row / table.rowCount(), "Writing the table");
            }
            String architecture = table.architecture(row);
            String seed = table.seed(row);
            DataCell[] cells = new DataCell[columns.size()];
            cells[0] = space;
            cells[1] = new StringCell(architecture);
            if (table.isByDataSet()) {
                cells[2] = new StringCell(table.dataSet(row));
            }
            if (table.isBySeed()) {
                cells[firstScore - 1] = seed.isEmpty() ? DataType.getMissingCell() : new StringCell(seed);
            }
            for (int metric = 0; metric < table.metrics().size(); metric++) {
                cells[firstScore + metric] = Rows.number(table.score(row, metric));
            }
            String name = architecture
                    + (table.isByDataSet() ? ", " + table.dataSet(row) : "")
                    + (seed.isEmpty() ? "" : ", seed " + seed);
            rows.addRowToTable(new DefaultRow(keys.next(table.space().name(), name), cells));
        }
        rows.close();
        return rows.getTable();
    }
}
