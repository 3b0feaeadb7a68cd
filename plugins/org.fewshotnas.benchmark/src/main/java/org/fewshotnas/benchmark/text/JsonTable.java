package org.fewshotnas.benchmark.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fewshotnas.benchmark.base.CountedProgress;
import org.fewshotnas.benchmark.base.EnoughRead;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.layout.TextTable;
import org.fewshotnas.space.base.Progress;

/**
 * A table in JSON, of {@link JsonRecords}. Records may lack values, and have dictionaries within them. The first thousand show the columns.
 * These are kept, and so are all records of an object that had to be parsed as a whole; others are parsed again with the file.
 */
final class JsonTable implements TextTable {
    private static final int SAMPLE = 1_000;
    private static final long MOST_CHARACTERS = 4 << 20;

    private final SourceFile file;
    private final List<String> header;
    private final List<Map<String, String>> kept;
    private final boolean isWhole;

    private JsonTable(SourceFile file, Opening opening, boolean isWhole) {
        this.file = file;
        this.header = List.copyOf(opening.names);
        this.kept = opening.kept;
        this.isWhole = isWhole;
    }

    static JsonTable open(SourceFile file, ReadLimits limits, Progress progress) throws IOException {
        Opening opening = new Opening(file.name(), limits);
        try {
            JsonRecords.walk(file, limits, progress, opening);
            return new JsonTable(file, opening, opening.kept.size() == opening.count);
        } catch (EnoughRead enough) {
            return new JsonTable(file, opening, false);
        }
    }

    /** Looks at the first records. */
    private static final class Opening implements JsonRecords.Visitor {
        private final String file;
        private final ReadLimits limits;
        private final Set<String> names = new LinkedHashSet<>();
        private List<Map<String, String>> kept = new ArrayList<>();
        private int count;
        private long characters;

        Opening(String file, ReadLimits limits) {
            this.file = file;
            this.limits = limits;
        }

        @Override
        public void record(Map<String, String> record) {
            addNames(record);
            record.forEach((name, text) -> characters += name.length() + text.length());
            if (characters <= MOST_CHARACTERS && kept.size() == count) {
                kept.add(record);
            }
            if (++count >= SAMPLE) {
                throw new EnoughRead();
            }
        }

        @Override
        public void all(List<Map<String, String>> records) {
            records.stream().limit(SAMPLE).forEach(this::addNames);
            kept = records;
            count = records.size();
        }

        private void addNames(Map<String, String> record) {
            names.addAll(record.keySet());
            limits.checkColumns(file, names.size());
        }
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public char separator() {
        return 0;
    }

    @Override
    public String rowNoun() {
        return "record";
    }

    @Override
    public List<String> walk(ReadLimits limits, Progress progress, Visitor visitor) throws IOException {
        Walk walk = new Walk(visitor);
        // Of a file that is parsed again for the rest, these are a small share.
        CountedProgress counted =
                new CountedProgress("Reading records", kept.size(), isWhole ? progress : progress.silent());
        for (Map<String, String> record : kept) {
            walk.visit(record);
            counted.advance(1);
        }
        if (!isWhole) {
            JsonRecords.walk(file, limits, progress, walk);
        }
        return walk.notes();
    }

    /** Makes rows of records. */
    private final class Walk implements JsonRecords.Visitor {
        private final Visitor visitor;
        private final Set<String> known = Set.copyOf(header);
        private final Set<String> late = new LinkedHashSet<>();
        private long visited;
        private long met;

        Walk(Visitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public void record(Map<String, String> record) throws IOException {
            if (++met > kept.size()) {
                visit(record);
            }
        }

        @Override
        public void all(List<Map<String, String>> records) throws IOException {
            for (Map<String, String> record : records) {
                record(record);
            }
        }

        void visit(Map<String, String> record) throws IOException {
            List<String> values = new ArrayList<>(header.size());
            header.forEach(name -> values.add(record.getOrDefault(name, "")));
            for (String name : record.keySet()) {
                if (!known.contains(name) && late.size() < SAMPLE) {
                    late.add(name);
                }
            }
            visitor.row(new Row(++visited, values));
        }

        List<String> notes() {
            return late.isEmpty()
                    ? List.of()
                    : List.of("Left out, as they are in none of the first " + SAMPLE + " records: "
                            + Excerpts.listed(List.copyOf(late), 8) + ".");
        }
    }
}
