package org.fewshotnas.benchmark.published;

import java.io.IOException;
import java.util.List;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.benchmark.features.FeatureArchive;
import org.fewshotnas.benchmark.features.TaskList;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.PickleFile;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleList;
import org.fewshotnas.benchmark.pickle.PickleListener;
import org.fewshotnas.benchmark.pickle.PickledNumbers;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * Scores in a pickle or a torch container, without much around them: a list, array or tensor of 15,625 numbers in NAS-Bench-201's order
 * (HELP's latencies); a dictionary of scores by that index, by the architecture's text, or by a tuple of its operations (LatBench); and
 * such lists and dictionaries under names, up to three of them within each other (HW-NAS-Bench); and instead of a score an entry may be a
 * dictionary of several. What the numbers are is told by those names, else by that of the file. MetaD2A's database and its archives
 * of features are told by their values too, since their first bytes are numbers.
 */
public final class PickledScoresFormat implements BenchmarkFormat {
    private static final int CLASSES_OF_METAD2A = 20;

    @Override
    public String name() {
        return "pickled scores";
    }

    @Override
    public Evidence evidence() {
        return Evidence.KIND;
    }

    @Override
    public boolean isTable() {
        return true;
    }

    @Override
    public boolean recognises(FileHead head) {
        return PickleFile.looksLikePickle(head);
    }

    @Override
    public boolean opensWhole() {
        return true;
    }

    @Override
    public OpenBenchmark open(SourceFiles files, ReadLimits limits, Progress progress) throws IOException {
        SourceFile file = files.first();
        Object value;
        try (PickleFile pickle = PickleFile.openWithoutNumbers(file, limits, progress)) {
            value = pickle.read(PickleListener.KEEP);
            if (!OpenMetaD2a.is(value) && FeatureArchive.is(value)) {
                return new OpenFeatures(FeatureArchive.of(files, value, limits));
            }
            pickle.finish();
        }
        if (OpenMetaD2a.is(value)) {
            return new OpenMetaD2a(file.name(), (PickleDict) value, limits);
        }
        PickledScores.Finder finder = new PickledScores.Finder(file.name(), limits);
        List<PickledScores> columns = finder.find(value);
        if (columns.isEmpty()) {
            refuseTaskList(file.name(), value);
            throw new InvalidInputException(
                    "The file \"" + file.name() + "\" holds " + describe(value)
                            + ", which is no benchmark that is known here.",
                    "Scores are read from a list of " + Nb201Order.COUNT
                            + " numbers in NAS-Bench-201's order, or from a dictionary whose "
                            + "keys are that index, the architecture's text, or the tuple of its operations.");
        }
        return OpenPickledScores.of(file.name(), columns, finder.others());
    }

    /** MetaD2A's list of tasks says what the data sets of its other files are, and nothing by itself. */
    private static void refuseTaskList(String file, Object value) {
        if (TaskList.is(value) && PickledNumbers.length(PickledNumbers.item(value, 0)) == CLASSES_OF_METAD2A) {
            throw new InvalidInputException(
                    "The file \"" + file + "\" holds " + PickledNumbers.length(value)
                            + " lists of " + CLASSES_OF_METAD2A
                            + " entries, as MetaD2A's list of tasks does: of which classes each task is made. It has no scores.",
                    "Choose the database of accuracies, meta_train_tasks_predictor.pt, whose tasks these are; or the archive of features, "
                            + "imgnet32bylabel.pt, and this file as its task list.");
        }
    }

    private static String describe(Object value) {
        if (value instanceof PickleDict dict) {
            return "a dictionary of " + dict.size() + " entries"
                    + (dict.size() > 0 && dict.key(0) instanceof String key
                            ? " such as \"" + Excerpts.shorten(key) + "\""
                            : "");
        }
        int length = PickledNumbers.length(value);
        if (length > 0 && PickledNumbers.item(value, 0) instanceof PickleList first) {
            return length + " lists of " + first.size() + " entries";
        }
        return length <= 0
                ? "something that is neither numbers nor a dictionary"
                : length + (PickledNumbers.isNumber(PickledNumbers.item(value, 0)) ? " numbers" : " entries");
    }
}
