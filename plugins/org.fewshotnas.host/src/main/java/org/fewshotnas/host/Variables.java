package org.fewshotnas.host;

import org.fewshotnas.host.Options.Assignment;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.VariableType.BooleanType;
import org.knime.core.node.workflow.VariableType.LongType;

/** Makes flow variables from the command line. */
final class Variables {
    private Variables() {}

    /** The variable that an argument describes; its value has been checked. */
    static FlowVariable of(Assignment assignment) {
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
