package org.fewshotnas.benchmark.text;

import java.io.IOException;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.layout.TextTable;
import org.fewshotnas.benchmark.layout.TextTableFormat;
import org.fewshotnas.space.base.Progress;

/**
 * NumPy's .npy files of numbers: 15,625 scores in NAS-Bench-201's order, or as many rows of them; and structured arrays, of which one field
 * holds the architectures as text. Arrays of Python objects are pickles and are not read. The format is NumPy's NEP 1.
 */
public final class NpyFormat extends TextTableFormat {
    @Override
    public String name() {
        return "NumPy array";
    }

    @Override
    public Evidence evidence() {
        return Evidence.SIGNATURE;
    }

    @Override
    public boolean recognises(FileHead head) {
        return head.startsWith(0x93, 'N', 'U', 'M', 'P', 'Y');
    }

    @Override
    protected TextTable table(SourceFile file, ReadLimits limits, Progress progress) throws IOException {
        return new NpyTable(file, NpyHeader.of(file, limits, progress));
    }
}
