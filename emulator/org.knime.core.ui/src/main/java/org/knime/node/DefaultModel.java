package org.knime.node;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/** What a node does: its parameters, what it checks before it runs, and how it runs. */
public abstract class DefaultModel implements FluentNodeAPI {
    /** Can be {@code null}. */
    final Class<? extends NodeParameters> parametersClass;

    private DefaultModel(Class<? extends NodeParameters> parametersClass) {
        this.parametersClass = parametersClass;
    }

    static RequireModelParameters create() {
        return parameters -> configure -> execute -> new Standard(parameters, configure, execute);
    }

    /** A model that is configured and executed. */
    static final class Standard extends DefaultModel {
        final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure;
        final ExecuteConsumer execute;

        private Standard(
                Class<? extends NodeParameters> parametersClass,
                ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure,
                ExecuteConsumer execute) {
            super(parametersClass);
            this.configure = configure;
            this.execute = execute;
        }
    }

    /** The step at which the parameters are named. */
    public interface RequireModelParameters {
        /** @param parametersClass the class of the parameters */
        RequireConfigureOrRearrangeColumns parametersClass(Class<? extends NodeParameters> parametersClass);

        /** Has no parameters. */
        default RequireConfigureOrRearrangeColumns withoutParameters() {
            return parametersClass(null);
        }
    }

    /** The step at which is said what is checked before the node runs. */
    public interface RequireConfigureOrRearrangeColumns {
        /** @param configure checks parameters and the specs of the inputs, and says the specs of the outputs */
        RequireExecute configure(ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure);
    }

    /** The step at which is said how the node runs. */
    public interface RequireExecute {
        /** @param execute turns inputs into outputs */
        DefaultModel execute(ExecuteConsumer execute);
    }

    /**
     * What is done before the node runs.
     *
     * @param <I> what it gets
     * @param <O> what it fills
     */
    public interface ConfigureOrRearrangerConsumer<I, O> {
        /** @throws InvalidSettingsException if the node cannot run with these parameters on these inputs */
        void accept(I input, O output) throws InvalidSettingsException;
    }

    /** What is done when the node runs. */
    public interface ExecuteConsumer {
        /**
         * @throws CanceledExecutionException if the user stopped it
         * @throws KNIMEException if the node failed
         */
        void accept(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException;
    }

    /** What is known before the node runs; ports are counted from 0. */
    public interface ConfigureInput {
        /** @return the parameters */
        <S extends NodeParameters> S getParameters();

        /** @return the specs of all inputs */
        PortObjectSpec[] getInPortSpecs();

        /** @return the spec of an input; {@code null} if it is not known or the port is not connected */
        <S extends PortObjectSpec> S getInPortSpec(int index);

        /** @return the specs of all inputs, which must be tables */
        DataTableSpec[] getInTableSpecs();

        /** @return the spec of a table */
        DataTableSpec getInTableSpec(int portIndex);

        /** @return the types of all outputs */
        PortType[] getOutPortTypes();
    }

    /** What is said before the node runs. */
    public interface ConfigureOutput {
        /** Says the spec of an output; {@code null}, as if nothing was said, means that it is not known yet. */
        <S extends PortObjectSpec> void setOutSpec(int index, S spec);

        /** Says the specs of the outputs. */
        @SuppressWarnings("unchecked")
        <S extends PortObjectSpec> void setOutSpecs(S... specs);

        /** Warns the user. */
        void setWarningMessage(String message);
    }

    /** What the node runs on; ports are counted from 0. */
    public interface ExecuteInput {
        /** @return the parameters */
        <S extends NodeParameters> S getParameters();

        /** @return what makes tables and takes progress */
        ExecutionContext getExecutionContext();

        /** @return all inputs */
        PortObject[] getInPortObjects();

        /** @return an input */
        <D extends PortObject> D getInPortObject(int portIndex);

        /** @return all inputs, which must be tables */
        BufferedDataTable[] getInTables();

        /** @return a table */
        BufferedDataTable getInTable(int portIndex);

        /** @return the types of all outputs */
        PortType[] getOutPortTypes();
    }

    /** What the node makes. */
    public interface ExecuteOutput {
        /** Sets an output. */
        <D extends PortObject> void setOutData(int index, D data);

        /** Sets the outputs. */
        @SuppressWarnings("unchecked")
        <D extends PortObject> void setOutData(D... data);

        /** Keeps these for the node's view. */
        @SuppressWarnings("unchecked")
        <D extends PortObject> void setInternalData(D... data);

        /** Warns the user. */
        void setWarningMessage(String message);
    }
}
