package org.knime.node;

import java.util.Arrays;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.parameters.NodeParameters;

/** What a model gets and fills while it is configured or executed. */
abstract class ModelCall {
    private final NodeParameters parameters;
    private final PortsConfiguration ports;
    private String warning;

    private ModelCall(NodeParameters parameters, PortsConfiguration ports) {
        this.parameters = parameters;
        this.ports = ports;
    }

    /** The parameters, by whatever class the model knows them. */
    @SuppressWarnings("unchecked")
    public <S extends NodeParameters> S getParameters() {
        return (S) parameters;
    }

    /** The types of all outputs. */
    public PortType[] getOutPortTypes() {
        return ports.getOutputPorts();
    }

    /** Warns the user. */
    public void setWarningMessage(String message) {
        warning = message;
    }

    String warning() {
        return warning;
    }

    /** While a model is configured. */
    static final class Configure extends ModelCall implements ConfigureInput, ConfigureOutput {
        private final PortObjectSpec[] in;
        private final PortObjectSpec[] out;

        Configure(NodeParameters parameters, PortsConfiguration ports, PortObjectSpec[] in) {
            super(parameters, ports);
            this.in = in.clone();
            out = new PortObjectSpec[ports.getOutputPorts().length];
        }

        PortObjectSpec[] out() {
            return out;
        }

        @Override
        public PortObjectSpec[] getInPortSpecs() {
            return in.clone();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <S extends PortObjectSpec> S getInPortSpec(int index) {
            return (S) in[index];
        }

        @Override
        public DataTableSpec[] getInTableSpecs() {
            return Arrays.copyOf(in, in.length, DataTableSpec[].class);
        }

        @Override
        public DataTableSpec getInTableSpec(int portIndex) {
            return (DataTableSpec) in[portIndex];
        }

        @Override
        public <S extends PortObjectSpec> void setOutSpec(int index, S spec) {
            out[index] = spec;
        }

        @Override
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final <S extends PortObjectSpec> void setOutSpecs(S... specs) {
            System.arraycopy(specs, 0, out, 0, specs.length);
        }
    }

    /** While a model is executed. */
    static final class Execute extends ModelCall implements ExecuteInput, ExecuteOutput {
        private final PortObject[] in;
        private final PortObject[] out;
        private final ExecutionContext context;
        private PortObject[] internal = new PortObject[0];

        Execute(NodeParameters parameters, PortsConfiguration ports, PortObject[] in, ExecutionContext context) {
            super(parameters, ports);
            this.in = in.clone();
            this.context = context;
            out = new PortObject[ports.getOutputPorts().length];
        }

        PortObject[] out() {
            return out;
        }

        PortObject[] internal() {
            return internal;
        }

        @Override
        public ExecutionContext getExecutionContext() {
            return context;
        }

        @Override
        public PortObject[] getInPortObjects() {
            return in.clone();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <D extends PortObject> D getInPortObject(int portIndex) {
            return (D) in[portIndex];
        }

        @Override
        public BufferedDataTable[] getInTables() {
            return Arrays.copyOf(in, in.length, BufferedDataTable[].class);
        }

        @Override
        public BufferedDataTable getInTable(int portIndex) {
            return (BufferedDataTable) in[portIndex];
        }

        @Override
        public <D extends PortObject> void setOutData(int index, D data) {
            out[index] = data;
        }

        @Override
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final <D extends PortObject> void setOutData(D... data) {
            System.arraycopy(data, 0, out, 0, data.length);
        }

        @Override
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final <D extends PortObject> void setInternalData(D... data) {
            internal = data.clone();
        }
    }
}
