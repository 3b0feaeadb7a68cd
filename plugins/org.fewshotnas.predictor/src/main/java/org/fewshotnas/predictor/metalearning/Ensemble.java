package org.fewshotnas.predictor.metalearning;

import java.util.List;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.tensor.file.Weights;

/**
 * Several networks as one: a network of their widths' sum whose weights are zero between the blocks of two networks. Its output is the
 * mean of theirs, and the inner product of its embeddings is the mean of the inner products of theirs; so a closed-form head over it
 * averages their kernels.
 */
public final class Ensemble {
    /** Networks that differ in their random start: three take out most of the chance. */
    private static final int MEMBERS = 3;

    private static final int NARROWEST = 16;

    private Ensemble() {}

    /** How many networks share this width: as many as leave each of them the same width, and not a narrow one. */
    public static int members(GcnShape shape) {
        return shape.width() % MEMBERS == 0 && shape.width() / MEMBERS >= NARROWEST ? MEMBERS : 1;
    }

    /** The shape of each of so many networks. */
    public static GcnShape member(GcnShape shape, int members) {
        return shape.withWidth(shape.width() / members);
    }

    /**
     * The network that averages these.
     *
     * @param shape of the whole
     */
    public static Weights combine(GcnShape shape, List<Weights> members) {
        int m = members.size();
        int width = shape.width();
        int part = width / m;
        // Rectified states grow with the weights into them, so scaling the last layer scales the embeddings.
        float scale = (float) (1 / Math.sqrt(m));
        Weights.Builder weights = new Weights.Builder();
        shape.tensors().forEach((name, extents) -> {
            float[] whole = new float[extents.stream().reduce(1, Math::multiplyExact)];
            boolean first = name.equals("layer.0.weight");
            boolean last = name.startsWith("layer." + (shape.layers() - 1) + ".");
            for (int k = 0; k < m; k++) {
                float[] values = members.get(k).values(name);
                for (int i = 0; i < values.length; i++) {
                    switch (name) {
                        case GcnShape.HEAD_BIAS -> whole[0] += values[0] / m;
                        case GcnShape.HEAD_WEIGHT -> whole[k * part + i] = values[i] * scale;
                        default -> {
                            int row = i / part + (first || extents.size() == 1 ? 0 : k * part);
                            whole[row * width + k * part + i % part] = last ? values[i] * scale : values[i];
                        }
                    }
                }
            }
            weights.put(name, extents, whole);
        });
        if (members.get(0).names().contains(TaskHeads.WEIGHTS)) {
            putTasks(weights, width, members, scale);
        }
        return weights.build();
    }

    /** The last layers of the tasks: blocks one below the other, so that each task's output is the mean of the networks'. */
    private static void putTasks(Weights.Builder weights, int width, List<Weights> members, float scale) {
        int tasks = members.get(0).shape(TaskHeads.BIASES).get(0);
        float[] whole = new float[width * tasks];
        float[] biases = new float[tasks];
        float[] correlations = new float[tasks * tasks];
        for (int k = 0; k < members.size(); k++) {
            float[] values = members.get(k).values(TaskHeads.WEIGHTS);
            for (int i = 0; i < values.length; i++) {
                whole[k * values.length + i] = values[i] * scale;
            }
            float[] own = members.get(k).values(TaskHeads.BIASES);
            for (int t = 0; t < tasks; t++) {
                biases[t] += own[t] / members.size();
            }
            float[] theirs = members.get(k).values(TaskHeads.CORRELATIONS);
            for (int i = 0; i < theirs.length; i++) {
                correlations[i] += theirs[i] / members.size();
            }
        }
        weights.put(TaskHeads.WEIGHTS, List.of(width, tasks), whole);
        weights.put(TaskHeads.BIASES, List.of(tasks), biases);
        weights.put(TaskHeads.CORRELATIONS, List.of(tasks, tasks), correlations);
    }
}
