package org.fewshotnas.benchmark.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.dialect.CellCoding;
import org.fewshotnas.benchmark.dialect.CodedCell;
import org.fewshotnas.benchmark.dialect.CodingEvidence;
import org.fewshotnas.benchmark.dialect.Dialects;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Encoding;
import org.fewshotnas.space.published.NasBench201;

/** Architectures of a file that are not written as their benchmark does: reads them, and says so. */
final class ForeignCells {
    private static final Pattern INDEX = Pattern.compile("\\d{1,5}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d[\\d.,]*");

    private final boolean indexes;
    private Optional<CellCoding> coding;
    private boolean chosen;
    private boolean proven;
    private int count;
    private String example = "";

    /**
     * @param indexes whether numbers are indexes of NAS-Bench-201, as the user says
     * @param coding of cells by six numbers, where the user says it
     */
    ForeignCells(boolean indexes, Optional<CellCoding> coding) {
        this.indexes = indexes;
        this.coding = coding;
        this.chosen = coding.isPresent();
    }

    void assume(CellCoding known) {
        coding = coding.or(() -> Optional.of(known));
    }

    /** Whether more rows must be seen before this one is understood. */
    boolean mustWait(Encoding space, String text) {
        return coding.isEmpty() && !space.has(text) && coded(text).isPresent();
    }

    /**
     * Finds out how cells of six numbers are coded, if there are any and nobody said it.
     *
     * @param scores one array a column
     * @param place of a row, for messages
     * @throws InvalidInputException if the scores do not tell
     */
    void resolve(List<String> texts, List<double[]> scores, IntFunction<String> place) {
        if (coding.isPresent()) {
            return;
        }
        List<CodedCell> cells = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Optional<CodedCell> cell = coded(texts.get(i));
            if (cell.isPresent()
                    && (cells.isEmpty() || cells.get(0).isNamed() == cell.get().isNamed())) {
                cells.add(cell.get());
                rows.add(i);
            }
        }
        if (cells.size() * 2 <= texts.size()) {
            return;
        }
        List<double[]> columns = scores.stream()
                .map(column -> rows.stream().mapToDouble(i -> column[i]).toArray())
                .toList();
        coding = CodingEvidence.decide(cells, columns);
        if (coding.isEmpty()) {
            int unclear = ambiguous(cells);
            throw new InvalidInputException(
                    place.apply(rows.get(unclear)) + ": \"" + texts.get(rows.get(unclear)) + "\" can be "
                            + readings(cells.get(unclear)) + ", and the scores do not tell which is right.",
                    "Choose it under \"Coding of cells\", or write cells as NAS-Bench-201 does.");
        }
        proven = true;
    }

    /** The first cell that codings read differently. */
    private static int ambiguous(List<CodedCell> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (!CellCoding.NAS_BENCH_201.decode(cells.get(i)).equals(CellCoding.NASLIB.decode(cells.get(i)))) {
                return i;
            }
        }
        return 0;
    }

    private static String readings(CodedCell cell) {
        Set<String> readings = new LinkedHashSet<>();
        for (CellCoding coding : List.of(CellCoding.NAS_BENCH_201, CellCoding.NASLIB)) {
            readings.add(coding.decode(cell) + " (" + coding.label() + ")");
        }
        return String.join(" or ", readings);
    }

    private static Optional<CodedCell> coded(String text) {
        return CodedCell.of(Dialects.unquoted(text));
    }

    /** The text as a benchmark writes it, if it is likely of one; else the text. */
    String likelyNative(String text) {
        Optional<String> decoded = coding.flatMap(known -> coded(text).map(known::decode));
        return decoded.or(() -> index(text)).or(() -> Dialects.toNative(text)).orElse(text);
    }

    private Optional<String> index(String text) {
        return indexes && INDEX.matcher(text).matches() && Integer.parseInt(text) < Nb201Order.COUNT
                ? Optional.of(Nb201Order.architectures().get(Integer.parseInt(text)))
                : Optional.empty();
    }

    /** The architecture of a space that a text in another notation is. */
    Optional<String> translate(Encoding space, String text) {
        String likely = likelyNative(text);
        if (likely.equals(text)) {
            return Optional.empty();
        }
        Optional<String> translated = Optional.of(likely);
        if (!space.has(likely)) {
            translated = sameTopology(space, likely);
        }
        if (translated.isPresent()) {
            count++;
            example = example.isEmpty() ? text : example;
        }
        return translated.map(space::normalised);
    }

    /** TransNAS-Bench-101 micro has NAS-Bench-201's topology, so that its cells may be written as those. */
    private static Optional<String> sameTopology(Encoding space, String text) {
        try {
            return space.cells().map(cells -> cells.print(NasBench201.MIXED_OPS.parse(text)));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    /** What the user should know: that architectures were translated. */
    Optional<String> note() {
        if (count == 0) {
            return Optional.empty();
        }
        String why = proven ? ", as the scores show." : chosen ? ", as chosen." : ".";
        String how = coding.filter(known -> coded(example).isPresent())
                .map(known -> ", in " + known.label() + why)
                .orElse(".");
        return Optional.of(count + (count == 1 ? " architecture is" : " architectures are")
                + " not in the benchmark's own notation, such as \"" + Excerpts.shorten(example, 80) + "\": "
                + (count == 1 ? "it was" : "they were") + " read as "
                + Excerpts.shorten(likelyNative(example), 100) + how);
    }

    /** What a text that is no architecture seems to be: a sentence, or nothing. */
    static String hint(String text) {
        if (NUMBER.matcher(text).matches()) {
            return " It is a number: the file does not say which architecture has it. If it is an index of NAS-Bench-201, choose that"
                    + " search space and this column.";
        }
        return text.matches("[0-9a-fA-F]{32}") ? " It is a hash, from which no architecture can be told." : "";
    }
}
