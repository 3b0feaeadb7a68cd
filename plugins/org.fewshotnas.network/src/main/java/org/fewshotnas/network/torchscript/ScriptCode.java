package org.fewshotnas.network.torchscript;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.fewshotnas.network.graph.NetworkGraph;

/** The class of a network's module in TorchScript, with its methods. */
final class ScriptCode {
    static final String CLASS = "Network";
    static final String CLASS_WEIGHTS = "class_weights";
    static final String MEMORY = "memory";
    private static final String SELF = "self: __torch__." + CLASS;

    private final NetworkGraph network;
    private final StringBuilder code = new StringBuilder();

    private ScriptCode(NetworkGraph network) {
        this.network = network;
    }

    static String forInference(NetworkGraph network) {
        ScriptCode script = new ScriptCode(network);
        script.attributes(List.of());
        script.forward();
        return script.code.toString();
    }

    static String forTraining(NetworkGraph network, Loss loss, Optimizer optimizer) {
        ScriptCode script = new ScriptCode(network);
        List<String> more = new ArrayList<>();
        if (!loss.classWeights().isEmpty()) {
            more.add(CLASS_WEIGHTS + " : Tensor");
        }
        more.add(MEMORY + " : List[Tensor]");
        script.attributes(more);
        script.forward();
        script.step(loss, optimizer);
        script.method("state", ", ignored: Tensor", "List[Tensor]");
        script.body("return [" + script.list(network.tensors()) + "]");
        return script.code.toString();
    }

    static String forMeasurements(NetworkGraph network, Collection<Measurement> measurements, Loss loss) {
        ScriptCode script = new ScriptCode(network);
        script.attributes(List.of());
        MeasurementCode code = new MeasurementCode(network, loss);
        for (Measurement measurement : measurements) {
            if (measurement == Measurement.PERTURBATION) {
                script.method(MeasurementCode.FEATURES, ", x: Tensor", "List[Tensor]");
                code.features().forEach(script::body);
            }
            script.method(measurement.method(), ", x: Tensor, t: Tensor", "Tensor");
            code.statements(measurement).forEach(script::body);
        }
        return script.code.toString();
    }

    private void attributes(List<String> more) {
        code.append("class ").append(CLASS).append("(Module):\n");
        statement("__parameters__ = [" + names(true) + "]");
        statement("__buffers__ = [" + names(false) + "]");
        network.tensors().forEach(parameter -> statement(LayerCode.attribute(parameter.name()) + " : Tensor"));
        more.forEach(this::statement);
        statement("training : bool");
    }

    private String names(boolean trained) {
        return network.tensors().stream()
                .filter(parameter -> parameter.tensor().kind().isTrained() == trained)
                .map(parameter -> "\"" + LayerCode.attribute(parameter.name()) + "\", ")
                .collect(Collectors.joining());
    }

    private void forward() {
        method("forward", ", x: Tensor", "Tensor");
        layers(LayerCode.Pass.INFERENCE);
        body("return " + LayerCode.output(network));
    }

    private void layers(LayerCode.Pass pass) {
        body(LayerCode.input(network));
        LayerCode.statements(network, pass).forEach(this::body);
    }

    /** One step: {@code r} holds the rate and what else the optimizer needs. */
    private void step(Loss loss, Optimizer optimizer) {
        List<NetworkGraph.Parameter> trained = network.tensors().stream()
                .filter(parameter -> parameter.tensor().kind().isTrained())
                .toList();
        method("step", ", x: Tensor, t: Tensor, r: Tensor", "Tensor");
        layers(LayerCode.Pass.TRAINING);
        body("y = " + LayerCode.output(network));
        loss.statements().forEach(this::body);
        body("trained = [" + list(trained) + "]");
        body("gradients = torch.autograd.grad([loss], trained, None, None, False, True)");
        body("memory = self." + MEMORY);
        body("if torch.eq(torch.len(memory), 0):");
        body("  for i in range(torch.len(trained)):");
        for (int i = 0; i < optimizer.memory(); i++) {
            body("    m" + i + " = torch.append(memory, torch.zeros_like(torch.detach(trained[i])))");
        }
        body("else:");
        body("  pass");
        body("rate = float(r[0])");
        body("correction1 = float(r[1])");
        body("correction2 = float(r[2])");
        body("for i in range(torch.len(trained)):");
        body("  q = gradients[i]");
        body("  if torch.__isnot__(q, None):");
        body("    g = unchecked_cast(Tensor, q)");
        body("    p = torch.detach(trained[i])");
        body("    at = torch.mul(i, " + optimizer.memory() + ")");
        optimizer.statements().forEach(statement -> body("    " + statement));
        body("  else:");
        body("    pass");
        body("return torch.detach(loss)");
    }

    private String list(List<NetworkGraph.Parameter> parameters) {
        return parameters.stream()
                .map(parameter -> "self." + LayerCode.attribute(parameter.name()))
                .collect(Collectors.joining(", "));
    }

    private void method(String name, String parameters, String result) {
        statement("def " + name + "(" + SELF + parameters + ") -> " + result + ":");
    }

    private void body(String statement) {
        statement("  " + statement);
    }

    private void statement(String statement) {
        code.append("  ").append(statement).append('\n');
    }
}
