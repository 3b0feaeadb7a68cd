package org.fewshotnas.knime.common;

import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Metric;
import org.knime.core.data.DataColumnProperties;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;

/**
 * The columns that the nodes write and look for. Their names are part of every saved workflow and never change.
 */
public final class Columns {
    /** Name of the search space: text. */
    public static final String SEARCH_SPACE = "Search space";
    /** The benchmark's native encoding: text. */
    public static final String ARCHITECTURE = "Architecture";
    /** Which training of the architecture a row is of, where each has a row of its own: text. */
    public static final String SEED = "Seed";
    /** The unified operations of all nodes, "Global" first: list of text. */
    public static final String OPERATIONS = "Operations";
    /** The unified graph's adjacency, row by row, zeros and ones: list of integers. */
    public static final String ADJACENCY = "Adjacency";
    /** What a predictor predicts: number, in the target's unit and direction. */
    public static final String PREDICTED_SCORE = "Predicted score";
    /** How far the score can be expected to lie from the prediction: number, in the target's unit. */
    public static final String STANDARD_DEVIATION = "Predicted score standard deviation";
    /** The lower end of the interval that holds the score with a given probability: number, in the target's unit. */
    public static final String LOWER_BOUND = "Predicted score lower bound";
    /** The upper end of the same interval. */
    public static final String UPPER_BOUND = "Predicted score upper bound";
    /** Place by predicted score, 1 the best: integer. */
    public static final String PREDICTED_RANK = "Predicted rank";
    /** Place in the ranking of a search, 1 the best: integer. */
    public static final String RANK = "Rank";
    /** Whether the search has chosen the architecture: truth value. */
    public static final String PROPOSED = "Proposed";
    /** Number of an evaluation in the history of a search: integer. */
    public static final String QUERY = "Query";
    /** Step of the search that an evaluation was made in: integer. */
    public static final String STEP = "Step";
    /** The best measured score up to an evaluation: number, in the target's unit. */
    public static final String BEST_SCORE = "Best score so far";

    /** What an architecture has reached in training: number, in the direction that its properties say. */
    public static final String SCORE = "Score";
    /** The standard deviation of the scores of several trainings of an architecture: number. */
    public static final String SCORE_SPREAD = "Score spread";
    /** How far the mean of several trainings' scores may be off by chance, their standard deviation by the root of their number: number. */
    public static final String SCORE_ERROR = "Score standard error";
    /** How often every example was seen: integer. */
    public static final String EPOCHS = "Epochs";
    /** How long a training took: number. */
    public static final String SECONDS = "Seconds";
    /** How many numbers of a network training changes: long integer. */
    public static final String PARAMETERS = "Parameters";
    /** A network's work for one example: long integer. */
    public static final String MULTIPLY_ACCUMULATES = "Multiply-accumulates";
    /** Why an architecture has no score: text. */
    public static final String REASON = "Reason";
    /** Number of an epoch of a training, from 1: integer. */
    public static final String EPOCH = "Epoch";
    /** The mean loss of an epoch: number. */
    public static final String LOSS = "Loss";
    /** The score after an epoch: number. */
    public static final String VALIDATION_SCORE = "Validation score";

    private Columns() {}

    /** The spec of a text column. */
    public static DataColumnSpec text(String name) {
        return column(name, StringCell.TYPE);
    }

    /** The spec of a column of whole numbers. */
    public static DataColumnSpec integer(String name) {
        return column(name, IntCell.TYPE);
    }

    /** The spec of a column of whole numbers that may be large. */
    public static DataColumnSpec longInteger(String name) {
        return column(name, LongCell.TYPE);
    }

    /** The spec of a column of numbers. */
    public static DataColumnSpec number(String name) {
        return column(name, DoubleCell.TYPE);
    }

    /** The spec of the column {@link #OPERATIONS}. */
    public static DataColumnSpec operations() {
        return column(OPERATIONS, ListCell.getCollectionType(StringCell.TYPE));
    }

    /** The spec of the column {@link #ADJACENCY}. */
    public static DataColumnSpec adjacency() {
        return column(ADJACENCY, ListCell.getCollectionType(IntCell.TYPE));
    }

    /** The spec of a metric's column; what its numbers are stands in the column's properties. */
    public static DataColumnSpec metric(Metric metric) {
        DataColumnSpecCreator creator = new DataColumnSpecCreator(metric.name(), DoubleCell.TYPE);
        creator.setProperties(new DataColumnProperties(metric.toProperties()));
        return creator.createSpec();
    }

    /** What a column's numbers are, as far as its properties say. */
    public static Metric metric(DataColumnSpec column) {
        DataColumnProperties properties = column.getProperties();
        Map<String, String> known = new HashMap<>();
        for (Enumeration<String> keys = properties.properties(); keys.hasMoreElements(); ) {
            String key = keys.nextElement();
            known.put(key, properties.getProperty(key));
        }
        return Metric.fromProperties(column.getName(), known);
    }

    private static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    /**
     * The spec of a node's own columns and the scores behind them.
     *
     * @throws InvalidInputException if a score has the name of another column
     */
    public static DataTableSpec spec(List<DataColumnSpec> columns) {
        Set<String> names = new HashSet<>();
        for (DataColumnSpec column : columns) {
            if (!names.add(column.getName())) {
                throw new InvalidInputException(
                        "A column of scores is named \"" + column.getName() + "\", as another column of the output is.",
                        "Rename it in the input, or choose the columns of scores without it.");
            }
        }
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }
}
