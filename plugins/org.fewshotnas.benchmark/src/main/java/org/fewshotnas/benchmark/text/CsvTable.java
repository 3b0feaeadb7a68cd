package org.fewshotnas.benchmark.text;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.benchmark.file.DecodedText;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.layout.TextTable;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** The lines of a CSV file, in the form that {@link CsvForm} finds. Empty lines and lines of comments are passed over. */
final class CsvTable implements TextTable {
    private static final int HEAD = 1 << 20;

    private final Path file;
    private final ReadLimits limits;
    private final CsvForm form;
    private final List<String> notes = new ArrayList<>();

    private CsvTable(Path file, ReadLimits limits, CsvForm form) {
        this.file = file;
        this.limits = limits;
        this.form = form;
    }

    static CsvTable open(Path file, ReadLimits limits) throws IOException {
        String name = FileInput.name(file);
        CsvForm form = CsvForm.of(head(file, limits))
                .orElseThrow(() -> new InvalidInputException(
                        "The file \"" + name + "\" holds no header line.", "Choose a CSV file with a header."));
        limits.checkColumns(name, form.header().size());
        return new CsvTable(file, limits, form);
    }

    /** So much that even a header of the most columns is in it. */
    private static String head(Path file, ReadLimits limits) throws IOException {
        char[] head = new char[HEAD];
        int length = 0;
        try (DecodedText text = DecodedText.of(FileInput.open(file, limits, Progress.NONE))) {
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
    public List<String> notes() {
        return notes;
    }

    @Override
    public void walk(Progress progress, Visitor visitor) throws IOException {
        notes.clear();
        notes.addAll(form.notes());
        Passed passed = new Passed();
        DecodedText text = DecodedText.of(FileInput.open(file, limits, progress));
        try (BufferedReader lines = new BufferedReader(text)) {
            form.skipToHeader(lines);
            if (form.isSplit()) {
                walkLines(lines, visitor, passed);
            } else {
                walkRecords(lines, visitor, passed);
            }
        } finally {
            text.unusual()
                    .ifPresent(encoding -> notes.add("The text is not UTF-8 and was taken for " + encoding
                            + ": check names with letters beyond ASCII."));
            passed.addTo(notes);
        }
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
        List<String> cells = new ArrayList<>(form.header().size());
        boolean filled = false;
        for (int i = 0; i < fields.size(); i++) {
            String cell = fields.get(i).strip();
            filled |= !cell.isEmpty();
            cells.add(cell);
        }
        if (!filled) {
            return;
        }
        if (cells.stream().allMatch(cell -> cell.chars().allMatch(c -> c == 0 || c == 0x1a))) {
            passed.zeros++;
            return;
        }
        while (cells.size() > form.header().size()
                && cells.get(cells.size() - 1).isEmpty()) {
            cells.remove(cells.size() - 1);
        }
        if (cells.size() != form.header().size()) {
            throw new InvalidInputException(
                    "\"" + FileInput.name(file) + "\", line " + number + ": " + cells.size()
                            + " cells were found where the header has "
                            + form.header().size() + " columns" + form.howSeparated() + ".",
                    "Complete the line, put quotes around cells that hold the separator, or download the file again if it is truncated.");
        }
        visitor.row(new Row(number, cells));
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
