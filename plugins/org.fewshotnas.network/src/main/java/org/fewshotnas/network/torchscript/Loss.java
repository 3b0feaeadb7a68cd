package org.fewshotnas.network.torchscript;

import java.util.List;

/** What a training makes small: a number of the outputs and the targets of a batch, written as statements of TorchScript. */
public sealed interface Loss {
    /** Whether targets are numbers of classes. */
    boolean ofClasses();

    /** The statements that compute {@code loss} of the outputs {@code y} and the targets {@code t}. */
    List<String> statements();

    /** The weights of the classes; empty if all weigh the same. */
    default List<Float> classWeights() {
        return List.of();
    }

    /**
     * Cross-entropy.
     *
     * @param classWeights one a class, or none
     */
    record CrossEntropy(List<Float> classWeights) implements Loss {
        /** Copies the weights. */
        public CrossEntropy {
            classWeights = List.copyOf(classWeights);
        }

        @Override
        public boolean ofClasses() {
            return true;
        }

        @Override
        public List<String> statements() {
            String weights = classWeights.isEmpty() ? "None" : "self.class_weights";
            return List.of("loss = torch.cross_entropy_loss(y, t, " + weights + ", 1, -100, 0.0)");
        }
    }

    /**
     * Focal loss (Lin et al. 2017, equation 5): -(1 - p)^gamma log p of the right class, times its weight; the mean of the examples.
     *
     * @param gamma 2 in the paper; 0 makes it cross-entropy
     * @param classWeights one a class, or none
     */
    record Focal(double gamma, List<Float> classWeights) implements Loss {
        /** Copies the weights. */
        public Focal {
            classWeights = List.copyOf(classWeights);
        }

        @Override
        public boolean ofClasses() {
            return true;
        }

        @Override
        public List<String> statements() {
            String weighted =
                    classWeights.isEmpty() ? "focal" : "torch.mul(focal, torch.index_select(self.class_weights, 0, t))";
            return List.of(
                    "right = torch.squeeze(torch.gather(torch.log_softmax(y, 1), 1, torch.unsqueeze(t, 1)), 1)",
                    "wrong = torch.rsub(torch.exp(right), 1)",
                    "focal = torch.neg(torch.mul(torch.pow(wrong, " + LayerCode.number(gamma) + "), right))",
                    "loss = torch.mean(" + weighted + ")");
        }
    }

    /** The mean of squared errors. */
    record SquaredError() implements Loss {
        @Override
        public boolean ofClasses() {
            return false;
        }

        @Override
        public List<String> statements() {
            return List.of("loss = torch.mse_loss(y, t, 1)");
        }
    }

    /** The norm of an example's error over the norm of its target; the mean of the examples. */
    record RelativeL2() implements Loss {
        @Override
        public boolean ofClasses() {
            return false;
        }

        @Override
        public List<String> statements() {
            return List.of(
                    "error = torch.linalg_vector_norm(torch.flatten(torch.sub(y, t), 1), 2, [1])",
                    "norm = torch.clamp_min(torch.linalg_vector_norm(torch.flatten(t, 1), 2, [1]), 0.000000000001)",
                    "loss = torch.mean(torch.div(error, norm))");
        }
    }
}
