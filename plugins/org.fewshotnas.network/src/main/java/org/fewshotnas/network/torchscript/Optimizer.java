package org.fewshotnas.network.torchscript;

import java.util.List;

/**
 * How a step changes a parameter, written as statements of TorchScript: {@code p} is the parameter, {@code g} its gradient, {@code rate}
 * the learning rate, and {@code memory[at]} and what follows are tensors of the parameter's shape that begin with zeros.
 */
public sealed interface Optimizer {
    /** How many tensors a parameter needs. */
    int memory();

    /** The statements for one parameter. */
    List<String> statements();

    /**
     * What a step is given.
     *
     * @param rate the learning rate
     * @param step from 1
     * @return the rate, and the corrections of the first and second means
     */
    default float[] rates(double rate, long step) {
        return new float[] {(float) rate, 1, 1};
    }

    /**
     * Stochastic gradient descent with Nesterov's momentum as PyTorch has it: v = momentum v + g, p = p - rate (g + momentum v), where
     * g includes the decay.
     *
     * @param momentum .9 in NAS-Bench-201; with 0 it is plain
     * @param weightDecay times the parameter is added to its gradient: 5e-4 in NAS-Bench-201
     */
    record Sgd(double momentum, double weightDecay) implements Optimizer {
        @Override
        public int memory() {
            return 1;
        }

        @Override
        public List<String> statements() {
            String factor = LayerCode.number(momentum);
            return List.of(
                    "d = torch.add(g, p, alpha=" + LayerCode.number(weightDecay) + ")",
                    "v = torch.add_(torch.mul_(memory[at], " + factor + "), d)",
                    "p0 = torch.add_(p, torch.add(d, v, alpha=" + factor + "), alpha=torch.neg(rate))");
        }
    }

    /**
     * AdamW (Loshchilov and Hutter 2019), with the corrections of its means in {@code correction1} and {@code correction2}.
     *
     * @param beta1 .9 as usual
     * @param beta2 .999 as usual
     * @param weightDecay apart from the gradient, times the rate
     */
    record AdamW(double beta1, double beta2, double weightDecay) implements Optimizer {
        private static final String EPSILON = "0.00000001";

        @Override
        public float[] rates(double rate, long step) {
            return new float[] {(float) rate, (float) (1 - Math.pow(beta1, step)), (float) (1 - Math.pow(beta2, step))};
        }

        @Override
        public int memory() {
            return 2;
        }

        @Override
        public List<String> statements() {
            return List.of(
                    "p0 = torch.mul_(p, torch.sub(1.0, torch.mul(rate, " + LayerCode.number(weightDecay) + ")))",
                    "m = torch.add_(torch.mul_(memory[at], " + LayerCode.number(beta1) + "), g, alpha="
                            + LayerCode.number(1 - beta1) + ")",
                    "v = torch.addcmul_(torch.mul_(memory[torch.add(at, 1)], " + LayerCode.number(beta2)
                            + "), g, g, value=" + LayerCode.number(1 - beta2) + ")",
                    "s = torch.add(torch.sqrt(torch.div(v, correction2)), " + EPSILON + ")",
                    "p1 = torch.addcdiv_(p, m, s, value=torch.neg(torch.div(rate, correction1)))");
        }
    }
}
