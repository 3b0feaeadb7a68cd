package org.fewshotnas.knime.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.network.file.InputKind;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.collection.ListDataValue;

/** Columns of lists of numbers: each is a channel of a series; or a single one, whose properties say what shape its lists have. */
final class ListColumns implements InputColumns {
    private final List<String> names;
    private final int[] places;
    private final Optional<TensorShape> known;
    private final Map<Integer, Integer> lengths = new HashMap<>();

    ListColumns(List<String> names, int[] places, Optional<TensorShape> known) {
        this.names = names;
        this.places = places;
        this.known = known;
    }

    @Override
    public InputKind kind() {
        return InputKind.LISTS;
    }

    @Override
    public void survey(DataRow row, Progress progress) {
        for (int place : places) {
            if (!row.getCell(place).isMissing()) {
                lengths.merge(((ListDataValue) row.getCell(place)).size(), 1, Integer::sum);
            }
        }
    }

    @Override
    public TensorShape shape() {
        lengths.remove(0);
        Map.Entry<Integer, Integer> most = lengths.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow(() -> new InvalidInputException(
                        "There is no list with a number in the columns " + quoted() + ".",
                        "Choose other columns, or look for what the earlier nodes have changed."));
        int all = lengths.values().stream().mapToInt(Integer::intValue).sum();
        if (2 * most.getValue() < all) {
            throw new InvalidInputException(
                    "The lists in the columns " + quoted() + " have " + lengths.size() + " different lengths, from "
                            + lengths.keySet().stream().min(Integer::compare).orElseThrow() + " to "
                            + lengths.keySet().stream().max(Integer::compare).orElseThrow()
                            + "; a network needs series of one length.",
                    "Cut or resample the series to one length before they are put into lists.");
        }
        return known.filter(shape -> shape.size() == most.getKey())
                .orElseGet(() -> TensorShape.series(places.length, most.getKey()));
    }

    private String quoted() {
        return "\"" + String.join("\", \"", names) + "\"";
    }

    @Override
    public Optional<float[]> values(DataRow row, TensorShape shape, LeftOutRows leftOut, Progress progress) {
        float[] values = new float[(int) shape.size()];
        int length = values.length / places.length;
        for (int i = 0; i < places.length; i++) {
            DataCell cell = row.getCell(places[i]);
            if (cell.isMissing()) {
                leftOut.add(row, "no list in the column \"" + names.get(i) + "\"");
                return Optional.empty();
            }
            ListDataValue list = (ListDataValue) cell;
            if (list.size() != length) {
                leftOut.add(row, "a list of another length than " + length + " in the column \"" + names.get(i) + "\"");
                return Optional.empty();
            }
            if (!Numbers.copy(list, values, i * length)) {
                leftOut.add(row, "a missing or infinite number in a list of the column \"" + names.get(i) + "\"");
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    @Override
    public List<String> notes(TensorShape shape) {
        return List.of();
    }
}
