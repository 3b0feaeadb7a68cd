package org.fewshotnas.benchmark.text;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.benchmark.file.DecodedText;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.layout.TextTable;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** The lines of a CSV file, in the form that {@link CsvForm} finds. Empty lines and lines of comments are passed over. */
final class CsvTable implements TextTable {
    private static final int HEAD = 1 << 20;

    private final SourceFile file;
    private final CsvForm form;

    private CsvTable(SourceFile file, CsvForm form) {
        this.file = file;
        this.form = form;
    }

    static CsvTable open(SourceFile file, ReadLimits limits, Progress progress) throws IOException {
        CsvForm form = CsvForm.of(head(file, limits, progress))
                .orElseThrow(() -> new InvalidInputException(
                        "The file \"" + file.name() + "\" holds no header line.", "Choose a CSV file with a header."));
        limits.checkColumns(file.name(), form.header().size());
        return new CsvTable(file, form);
    }

    /** So much that even a header of the most columns is in it. */
    private static String head(SourceFile file, ReadLimits limits, Progress progress) throws IOException {
        char[] head = new char[HEAD];
        int length = 0;
        try (DecodedText text = DecodedText.of(file.open(limits, progress.silent()))) {
            for (int n = 0; n >= 0 && length < HEAD; n = text.read(head, length, HEAD - length)) {
                length += n;
            }
        }
        return new String(head, 0, length);
    }

    @Override
    public List<String> header() {
        return form.header();
    }

    @Override
    public char separator() {
        return form.separator();
    }

    @Override
    public String rowNoun() {
        return "line";
    }

    @Override
    public List<String> walk(ReadLimits limits, Progress progress, Visitor visitor) throws IOException {
        Passed passed = new Passed();
        DecodedText text = DecodedText.of(file.open(limits, progress));
        try (BufferedReader lines = new BufferedReader(text)) {
            form.skipToHeader(lines);
            if (form.isSplit()) {
                walkLines(lines, visitor, passed);
            } else {
                walkRecords(lines, visitor, passed);
            }
        }
        List<String> notes = new ArrayList<>(form.notes());
        text.unusual()
                .ifPresent(encoding -> notes.add("The text is not UTF-8 and was taken for " + encoding
                        + ": check names with letters beyond ASCII."));
        passed.addTo(notes);
        return notes;
    }

    private void walkLines(BufferedReader lines, Visitor visitor, Passed passed) throws IOException {
        long number = form.firstLine();
        boolean header = !form.headerIsComment();
        for (String line = lines.readLine(); line != null; line = lines.readLine(), number++) {
            if (line.startsWith("#")) {
                passed.comments++;
            } else if (!header) {
                visit(number, form.split(line), visitor, passed);
            } else {
                header = line.isBlank();
            }
        }
    }

    private void walkRecords(BufferedReader lines, Visitor visitor, Passed passed) throws IOException {
        boolean header = !form.headerIsComment();
        long reached = form.firstLine() - 1;
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(form.separator())
                        .quoteCharacter(form.quote())
                        .commentStrategy(CommentStrategy.READ)
                        .trimWhitespacesAroundQuotes(true)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(lines);
                CloseableIterator<CsvRecord> records = csv.iterator()) {
            while (records.hasNext()) {
                CsvRecord record = records.next();
                reached = record.getStartingLineNumber() + form.firstLine() - 1;
                if (record.isComment()) {
                    passed.comments++;
                } else if (header) {
                    header = false;
                } else {
                    visit(reached, form.unwrap(record.getFields()), visitor, passed);
                }
            }
        } catch (CsvParseException e) {
            // Where a quote is not closed properly, the reader does not say in which line.
            throw new CsvParseException("Exception when reading record that started in line " + (reached + 1), e);
        }
    }

    private void visit(long number, List<String> fields, Visitor visitor, Passed passed) throws IOException {
        List<String> values = new ArrayList<>(form.header().size());
        boolean filled = false;
        for (int i = 0; i < fields.size(); i++) {
            String value = fields.get(i).strip();
            filled |= !value.isEmpty();
            values.add(value);
        }
        if (!filled) {
            return;
        }
        if (values.stream().allMatch(value -> value.chars().allMatch(c -> c == 0 || c == 0x1a))) {
            passed.zeros++;
            return;
        }
        while (values.size() > form.header().size()
                && values.get(values.size() - 1).isEmpty()) {
            values.remove(values.size() - 1);
        }
        if (values.size() != form.header().size()) {
            throw new InvalidInputException(
                    "\"" + file.name() + "\", line " + number + ": " + values.size()
                            + " cells were found where the header has "
                            + form.header().size() + " columns" + form.howSeparated() + ".",
                    "Complete the line, put quotes around cells that hold the separator, or download the file again if it is truncated.");
        }
        visitor.row(new Row(number, values));
    }

    /** What was passed over in a walk. */
    private static final class Passed {
        private int comments;
        private int zeros;

        void addTo(List<String> notes) {
            if (comments > 0) {
                notes.add(comments + (comments == 1 ? " line that begins" : " lines that begin") + " with # "
                        + (comments == 1 ? "was" : "were") + " passed over.");
            }
            if (zeros > 0) {
                notes.add("Zero bytes at the place of " + zeros + (zeros == 1 ? " line" : " lines")
                        + " were passed over: writing the file may have been cut off; check that it is complete.");
            }
        }
    }
}
