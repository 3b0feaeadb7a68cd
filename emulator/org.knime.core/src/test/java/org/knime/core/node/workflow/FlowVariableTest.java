package org.knime.core.node.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.VariableType.BooleanType;
import org.knime.core.node.workflow.VariableType.LongType;

/** Flow variables and how they are stored. */
class FlowVariableTest {
    @Test
    void everyTypeComesBackAsItWent() throws InvalidSettingsException {
        List<FlowVariable> all = List.of(
                new FlowVariable("s", "text"),
                new FlowVariable("i", 3),
                new FlowVariable("d", 0.5),
                new FlowVariable("l", LongType.INSTANCE, 1L << 40),
                new FlowVariable("b", BooleanType.INSTANCE, true));
        for (FlowVariable variable : all) {
            NodeSettings settings = new NodeSettings("Var_0");
            variable.save(settings);
            assertEquals(variable, FlowVariable.load(settings));
        }
        assertEquals(
                List.of("STRING", "INTEGER", "DOUBLE", "LONG", "BOOLEAN"),
                all.stream().map(v -> v.getVariableType().getIdentifier()).toList());
    }

    @Test
    void readAsAnotherTypeThereIsNoValue() {
        FlowVariable number = new FlowVariable("i", 3);
        assertEquals(3, number.getIntValue());
        assertEquals("3", number.getValueAsString());
        assertEquals(null, number.getStringValue());
        assertTrue(Double.isNaN(number.getDoubleValue()));
        assertThrows(IllegalArgumentException.class, () -> number.getValue(LongType.INSTANCE));
    }

    @Test
    void anUnknownTypeIsSaid() {
        NodeSettings settings = new NodeSettings("Var_0");
        settings.addString("name", "x");
        settings.addString("class", "CREDENTIALS");
        assertTrue(assertThrows(InvalidSettingsException.class, () -> FlowVariable.load(settings))
                .getMessage()
                .contains("CREDENTIALS"));
    }
}
