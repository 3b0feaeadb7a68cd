package org.fewshotnas.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.fewshotnas.space.Progress;

/** Tables in JSON, in the shapes of {@link JsonTable}. */
final class JsonFormat extends TextTableFormat {
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
    TextTable open(Path file, ReadLimits limits, Progress progress) throws IOException {
        return JsonTable.open(file, limits, progress);
    }
}
