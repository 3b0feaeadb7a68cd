package org.fewshotnas.host.setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.host.message.Console;
import org.fewshotnas.host.option.Options;
import org.fewshotnas.host.option.Options.Assignment;
import org.fewshotnas.host.workflow.Workflow;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.VariableType.BooleanType;
import org.knime.core.node.workflow.VariableType.LongType;

/** The workflow variables of a run. */
public final class Variables {
    private Variables() {}

    /** The workflow variables as they are stored, replaced by those of the command line; warns of what does not fit. */
    public static List<FlowVariable> of(Workflow workflow, Options options, Console console) {
        Map<String, FlowVariable> variables = new LinkedHashMap<>();
        workflow.variables().forEach(variable -> variables.put(variable.getName(), variable));
        for (Assignment assignment : options.variables()) {
            FlowVariable stored = variables.get(assignment.name());
            FlowVariable variable = of(assignment);
            if (stored == null) {
                console.warn("The workflow has no variable \"" + assignment.name() + "\""
                        + (variables.isEmpty() ? "." : "; it has " + String.join(", ", variables.keySet()) + "."));
            } else if (!stored.getVariableType().equals(variable.getVariableType())) {
                console.warn("The workflow variable \"" + assignment.name() + "\" is of type "
                        + stored.getVariableType().getIdentifier() + ", and is given as "
                        + variable.getVariableType().getIdentifier() + ".");
            }
            variables.put(assignment.name(), variable);
        }
        return new ArrayList<>(variables.values());
    }

    // The value has been checked.
    private static FlowVariable of(Assignment assignment) {
        String name = assignment.name();
        String value = assignment.value();
        return switch (assignment.type()) {
            case STRING -> new FlowVariable(name, value);
            case INT -> new FlowVariable(name, Integer.parseInt(value));
            case DOUBLE -> new FlowVariable(name, Double.parseDouble(value));
            case LONG -> new FlowVariable(name, LongType.INSTANCE, Long.valueOf(value));
            case BOOLEAN -> new FlowVariable(name, BooleanType.INSTANCE, Boolean.valueOf(value));
        };
    }
}
