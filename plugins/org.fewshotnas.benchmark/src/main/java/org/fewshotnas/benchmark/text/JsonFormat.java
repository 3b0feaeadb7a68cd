package org.fewshotnas.benchmark.text;

import java.io.IOException;
import java.util.regex.Pattern;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.layout.TextTable;
import org.fewshotnas.benchmark.layout.TextTableFormat;
import org.fewshotnas.space.base.Progress;

/** Tables in JSON, in the shapes of {@link JsonTable}. */
public final class JsonFormat extends TextTableFormat {
    private static final Pattern START = Pattern.compile("\\{|\\[\\s*(?:[\\[{\"\\d]|\\]\\s*$)");

    @Override
    public String name() {
        return "JSON";
    }

    @Override
    public boolean recognises(FileHead head) {
        return START.matcher(head.text().orElse("").stripLeading()).lookingAt();
    }

    @Override
    public Evidence evidence() {
        return Evidence.KIND;
    }

    /** A dictionary is; and its beginning need not tell whether a file is one. */
    @Override
    public boolean opensWhole() {
        return true;
    }

    @Override
    protected TextTable table(SourceFile file, ReadLimits limits, Progress progress) throws IOException {
        return JsonTable.open(file, limits, progress);
    }
}
