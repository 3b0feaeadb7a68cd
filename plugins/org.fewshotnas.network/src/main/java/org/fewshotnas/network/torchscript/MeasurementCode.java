package org.fewshotnas.network.torchscript;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.LayerTensor;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.torchscript.LayerCode.Pass;

/** The statements of a {@link Measurement}, of a batch {@code x} and its targets {@code t}. */
final class MeasurementCode {
    static final String FEATURES = "features";
    /** Types, as TorchScript numbers them. */
    private static final String FLOAT = "6";

    private static final String DOUBLE = "7";

    private final NetworkGraph network;
    private final Loss loss;
    private final List<String> code = new ArrayList<>();

    MeasurementCode(NetworkGraph network, Loss loss) {
        this.network = network;
        this.loss = loss;
    }

    List<String> statements(Measurement measurement) {
        code.clear();
        switch (measurement) {
            case PATTERNS -> patterns();
            case JACOBIAN -> jacobian();
            case GRADIENTS -> gradients();
            case SYNAPTIC_FLOW -> synapticFlow();
            case PERTURBATION -> perturbation();
        }
        return List.copyOf(code);
    }

    /** With codes c of 0 and 1, two differ in c c + c' c' - 2 c c' places. */
    private void patterns() {
        add("both = torch.zeros([torch.size(x, 0), torch.size(x, 0)], dtype=" + DOUBLE + ")");
        add(LayerCode.input(network));
        long units = 0;
        for (int node = 1; node < network.nodes().size(); node++) {
            add(LayerCode.statement(network, node, Pass.TRAINING));
            Layer layer = network.nodes().get(node).layer();
            if (layer instanceof Layer.Relu || layer instanceof Layer.CappedRelu) {
                units += network.nodes().get(node).shape().size();
                // Flat in the order of memory, so that nothing is moved.
                add("on = torch.to(torch.gt(" + channelsLast(node) + ", 0), " + FLOAT + ")");
                add("c = torch.reshape(on, [torch.size(x, 0), -1])");
                add("both = torch.add(both, torch.to(torch.mm(c, torch.t(c)), " + DOUBLE + "))");
            }
        }
        add("own = torch.diagonal(both)");
        add("sums = torch.add(torch.unsqueeze(own, 0), torch.unsqueeze(own, 1))");
        add("same = torch.rsub(torch.sub(sums, both, alpha=2), " + units + ")");
        add("sign, log, = torch.linalg_slogdet(same)");
        add("return torch.reshape(log, [1])");
    }

    private String channelsLast(int node) {
        return network.nodes().get(node).shape().dimensions() == 2
                ? "torch.permute(x" + node + ", [0, 2, 3, 1])"
                : "x" + node;
    }

    private void jacobian() {
        add("x = torch.requires_grad_(torch.detach(x), True)");
        layers(Pass.TRAINING);
        add("loss = torch.sum(" + LayerCode.output(network) + ")");
        add("gradients = torch.autograd.grad([loss], [x], None, None, False, True)");
        add("q = gradients[0]");
        add("if torch.__isnot__(q, None):");
        add("  g = unchecked_cast(Tensor, q)");
        add("else:");
        add("  g = torch.zeros_like(x)");
        add("j = torch.to(torch.flatten(g, 1), " + DOUBLE + ")");
        add("c = torch.corrcoef(j)");
        // Eigenvalues of what is no number are an error of the engine's: it stays no number by the term behind them.
        add("v = torch.add(torch.linalg_eigvalsh(torch.nan_to_num(c)), 0.00001)");
        add("sum = torch.add(torch.sum(torch.add(torch.log(v), torch.reciprocal(v))), torch.mul(torch.sum(c), 0.0))");
        add("return torch.neg(torch.reshape(sum, [1]))");
    }

    private void gradients() {
        layers(Pass.TRAINING);
        add("y = " + LayerCode.output(network));
        loss.statements().forEach(this::add);
        add("weights = [" + factors().map("self."::concat).collect(Collectors.joining(", ")) + "]");
        add("norms = torch.zeros([1], dtype=" + DOUBLE + ")");
        add("saliency = torch.zeros([1], dtype=" + DOUBLE + ")");
        forEachGradient(
                "norms = torch.add(norms, torch.to(torch.linalg_vector_norm(g), " + DOUBLE + "))",
                "saliency = torch.add(saliency, torch.to(torch.sum(torch.abs(torch.mul(g, w))), " + DOUBLE + "))");
        add("return torch.cat([norms, saliency])");
    }

    /** All numbers are positive: what is on stays on, and ReLUs change nothing. */
    private void synapticFlow() {
        network.tensors().stream()
                .filter(parameter -> parameter.tensor().kind().isTrained())
                .map(parameter -> LayerCode.attribute(parameter.name()))
                .forEach(name -> add(name + " = torch.abs(torch.to(self." + name + ", " + DOUBLE + "))"));
        String extents = network.input().asList().stream().map(String::valueOf).collect(Collectors.joining(", "));
        add("x = torch.ones([1, " + extents + "], dtype=" + DOUBLE + ")");
        layers(Pass.BARE);
        add("loss = torch.sum(" + LayerCode.output(network) + ")");
        add("weights = [" + factors().collect(Collectors.joining(", ")) + "]");
        add("flow = torch.zeros([1], dtype=" + DOUBLE + ")");
        forEachGradient("flow = torch.add(flow, torch.sum(torch.mul(g, w)))");
        add("return torch.log(flow)");
    }

    /** The gradients {@code g} of the loss by the {@code weights}, one after another {@code w}; zero where the loss does not depend on it. */
    private void forEachGradient(String... statements) {
        add("gradients = torch.autograd.grad([loss], weights, None, None, False, True)");
        add("for i in range(torch.len(weights)):");
        add("  q = gradients[i]");
        add("  if torch.__isnot__(q, None):");
        add("    g = unchecked_cast(Tensor, q)");
        add("    w = torch.detach(weights[i])");
        for (String statement : statements) {
            add("    " + statement);
        }
        add("  else:");
        add("    pass");
    }

    /** The weights of convolutions and linear layers. */
    private Stream<String> factors() {
        return network.tensors().stream()
                .filter(parameter -> parameter.tensor().kind() == LayerTensor.Kind.WEIGHT)
                .map(parameter -> LayerCode.attribute(parameter.name()));
    }

    private void perturbation() {
        add("a = (self)." + FEATURES + "(x, )");
        add("b = (self)." + FEATURES + "(torch.add(x, t, alpha=0.01), )");
        add("distance = torch.linalg_vector_norm(torch.flatten(torch.sub(a[0], b[0]), 1), 2, [1])");
        add("mean = torch.reshape(torch.mean(torch.to(distance, " + DOUBLE + ")), [1])");
        add("return torch.add(torch.log(mean), a[1])");
    }

    /** A method's statements: the last features in space of {@code x}, and the log of what the normalisations before them take away. */
    List<String> features() {
        code.clear();
        int last = network.nodes().size() - 1;
        while (network.nodes().get(last).shape().dimensions() == 0) {
            last = network.nodes().get(last).inputs().get(0);
        }
        add("scale = torch.zeros([1], dtype=" + DOUBLE + ")");
        add(LayerCode.input(network));
        for (int node = 1; node <= last; node++) {
            NetworkGraph.Node layer = network.nodes().get(node);
            add(LayerCode.statement(network, node, Pass.TRAINING));
            if (layer.layer() instanceof Layer.BatchNorm) {
                String read = "x" + layer.inputs().get(0);
                String places = layer.shape().dimensions() == 2 ? "[0, 2, 3]" : "[0, 2]";
                add("mean = torch.mean(torch.var(" + read + ", " + places + ", False))");
                add("scale = torch.add(scale, torch.log(torch.to(mean, " + DOUBLE + ")), alpha=0.5)");
            }
        }
        add("return [x" + last + ", scale]");
        return List.copyOf(code);
    }

    private void layers(Pass pass) {
        add(LayerCode.input(network));
        LayerCode.statements(network, pass).forEach(this::add);
    }

    private void add(String statement) {
        code.add(statement);
    }
}
