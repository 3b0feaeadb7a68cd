package org.fewshotnas.benchmark;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.space.InvalidInputException;
import org.fewshotnas.space.Progress;

/**
 * CSV, plain or gzip: a header line, then one line an architecture. Cells are separated by commas, semicolons or tabs, whichever the
 * header line has most of; the text is UTF-8. What the columns are is told by {@link CsvLayout}.
 */
final class CsvFormat implements BenchmarkFormat {
    /** How many lines of a file are looked at to tell what its columns are. */
    private static final int SAMPLE = 1_000;

    private static final long SAMPLE_CHARACTERS = 4 << 20;

    @Override
    public String name() {
        return "CSV";
    }

    @Override
    public boolean recognises(FileHead head) {
        return head.isText();
    }

    @Override
    public Listing list(Path file, ReadLimits limits, Progress progress) throws IOException {
        return layout(file, limits, progress).listing();
    }

    @Override
    public void read(
            Path file,
            Listing listing,
            List<String> columns,
            ReadOptions options,
            TableAssembler rows,
            Progress progress)
            throws IOException {
        CsvLayout layout = layout(file, options.limits(), Progress.NONE);
        if (options.metrics().isEmpty()) {
            boolean anyScores = layout.listing().metrics().stream().anyMatch(MetricColumn::byDefault);
            layout.nearlyNumbers()
                    .notes(options.architectureColumn(), anyScores)
                    .forEach(rows::note);
        }
        CsvRowReader reader = CsvRowReader.of(layout, listing, columns, options, rows);
        char separator = separator(FileHead.of(file));
        try (CsvReader<CsvRecord> csv = csv(file, separator, options.limits(), progress);
                CloseableIterator<CsvRecord> records = csv.iterator()) {
            if (records.hasNext()) {
                records.next();
            }
            while (records.hasNext()) {
                CsvRecord record = records.next();
                layout.checkWidth(record);
                reader.read(record.getStartingLineNumber(), record.getFields());
            }
        }
    }

    private static CsvLayout layout(Path file, ReadLimits limits, Progress progress) throws IOException {
        List<CsvRecord> sample = new ArrayList<>();
        char separator = separator(FileHead.of(file));
        try (CsvReader<CsvRecord> csv = csv(file, separator, limits, progress);
                CloseableIterator<CsvRecord> records = csv.iterator()) {
            long characters = 0;
            while (records.hasNext() && sample.size() <= SAMPLE && characters < SAMPLE_CHARACTERS) {
                CsvRecord record = records.next();
                characters +=
                        record.getFields().stream().mapToLong(String::length).sum();
                sample.add(record);
            }
        }
        if (sample.isEmpty()) {
            throw new InvalidInputException(
                    "The file \"" + FileInput.name(file) + "\" holds no header line.",
                    "Choose a CSV file with a header.");
        }
        return CsvLayout.of(FileInput.name(file), sample, limits);
    }

    private static CsvReader<CsvRecord> csv(Path file, char separator, ReadLimits limits, Progress progress)
            throws IOException {
        Reader text = new InputStreamReader(
                FileInput.open(file, limits, progress),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text);
    }

    private static char separator(FileHead head) {
        String text = new String(head.bytes(), StandardCharsets.UTF_8);
        int[] counts = new int[3];
        boolean quoted = false;
        for (int i = 0; i < text.length() && (quoted || "\r\n".indexOf(text.charAt(i)) < 0); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            int known = quoted ? -1 : ",;\t".indexOf(c);
            if (known >= 0) {
                counts[known]++;
            }
        }
        int best = counts[1] > counts[0] ? 1 : 0;
        return ",;\t".charAt(counts[2] > counts[best] ? 2 : best);
    }
}
