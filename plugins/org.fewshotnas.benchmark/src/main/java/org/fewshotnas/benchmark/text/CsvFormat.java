package org.fewshotnas.benchmark.text;

import java.io.IOException;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.layout.TextTable;
import org.fewshotnas.benchmark.layout.TextTableFormat;
import org.fewshotnas.space.base.Progress;

/** CSV: a header line, then one line an architecture, in any of the forms of {@link CsvForm}. */
public final class CsvFormat extends TextTableFormat {
    @Override
    public String name() {
        return "CSV";
    }

    @Override
    public boolean recognises(FileHead head) {
        return head.isText();
    }

    @Override
    public Evidence evidence() {
        // Nearly any text could be one.
        return Evidence.TEXT;
    }

    @Override
    protected TextTable table(SourceFile file, ReadLimits limits, Progress progress) throws IOException {
        return CsvTable.open(file, limits, progress);
    }
}
