package org.knime.node;

import java.net.URL;
import java.util.Arrays;
import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.core.webui.page.HostPage;
import org.knime.node.parameters.NodeParameters;

/** One node in a workflow: its ports and parameters, and what it does. Ports are counted from 0, without the flow-variable ports. */
public final class HostNode {
    private final DefaultNode node;
    private final ConfiguredPorts ports;
    /** {@code null} until they are loaded, or the node is configured for the first time. */
    private NodeParameters parameters;

    private PortObjectSpec[] configured;
    private String warning;
    private PortObject[] internal = new PortObject[0];

    private HostNode(DefaultNode node, ConfiguredPorts ports) {
        this.node = node;
        this.ports = ports;
    }

    /** @return a new node with its default ports and parameters */
    public static HostNode create(NodeFactory<?> factory) {
        if (factory instanceof DefaultNodeFactory f) {
            return new HostNode(f.node, new ConfiguredPorts(f.node.ports));
        }
        throw new IllegalArgumentException(
                factory.getClass().getName() + " is no " + DefaultNodeFactory.class.getSimpleName() + ".");
    }

    /**
     * @param settings the content of a node's settings.xml, whose {@code node_creation_config} says which ports there are
     * @return a node with these ports and its default parameters
     * @throws InvalidSettingsException if the node cannot have such ports
     */
    public static HostNode create(NodeFactory<?> factory, NodeSettingsRO settings) throws InvalidSettingsException {
        HostNode node = create(factory);
        if (settings.containsKey("node_creation_config")) {
            node.ports.load(settings.getNodeSettings("node_creation_config"));
        }
        return node;
    }

    /** @return the name that a user reads */
    public String name() {
        return node.name;
    }

    /** @return which ports there are */
    public PortsConfiguration ports() {
        return ports;
    }

    /** @return the name of an output */
    public String outPortName(int index) {
        return ports.groupOfPorts(false).get(index).name;
    }

    /** @return the node's parameters with their defaults, as stored in {@code model} of settings.xml */
    public NodeSettings defaultSettings() {
        NodeSettings settings = new NodeSettings("model");
        Class<? extends NodeParameters> type = node.model.parametersClass;
        if (type != null) {
            NodeParametersUtil.saveSettings(type, NodeParametersUtil.createSettings(type), settings);
        }
        return settings;
    }

    /** @return the node's parameters as they are now, as stored in {@code model} of settings.xml */
    public NodeSettings settings() {
        if (parameters == null) {
            return defaultSettings();
        }
        NodeSettings settings = new NodeSettings("model");
        NodeParametersUtil.saveSettings(node.model.parametersClass, parameters, settings);
        return settings;
    }

    /**
     * Reads and validates parameters, and sets them.
     *
     * @param model the content of {@code model} in settings.xml
     * @throws InvalidSettingsException if they cannot be read or are not valid; the node then keeps what it had
     */
    public void loadSettings(NodeSettingsRO model) throws InvalidSettingsException {
        if (node.model.parametersClass != null) {
            NodeParameters loaded = NodeParametersUtil.loadSettings(model, node.model.parametersClass);
            loaded.validate();
            parameters = loaded;
        }
    }

    /**
     * Checks parameters and inputs.
     *
     * @param specs of the inputs
     * @return the specs of the outputs, {@code null} where they are not known
     * @throws InvalidSettingsException if the node cannot run
     */
    public PortObjectSpec[] configure(PortObjectSpec... specs) throws InvalidSettingsException {
        warning = null;
        configured = null;
        if (parameters == null && node.model.parametersClass != null) {
            NodeParameters created = NodeParametersUtil.createSettings(node.model.parametersClass, specs);
            created.validate();
            parameters = created;
        }
        ModelCall.Configure call = new ModelCall.Configure(parameters, ports, specs);
        node.model.configure.accept(call, call);
        warning = call.warning();
        configured = call.out();
        return configured.clone();
    }

    /**
     * Runs the node.
     *
     * @param inputs the objects at the inputs
     * @param context what it runs in
     * @return the objects at the outputs
     * @throws CanceledExecutionException if it was stopped
     * @throws KNIMEException if it failed, or did not make all its outputs
     */
    public PortObject[] execute(PortObject[] inputs, ExecutionContext context)
            throws CanceledExecutionException, KNIMEException {
        warning = null;
        ModelCall.Execute call = new ModelCall.Execute(parameters, ports, inputs, context);
        node.model.execute.accept(call, call);
        context.checkCanceled();
        warning = call.warning();
        internal = call.internal();
        PortObject[] out = call.out();
        for (int i = 0; i < out.length; i++) {
            if (out[i] == null) {
                throw new KNIMEException("Invalid result. Execution failed, reason: data at output " + i + " is null.");
            }
            if (!ports.getOutputPorts()[i].acceptsPortObject(out[i])) {
                throw new KNIMEException("Invalid result. Execution failed, reason: data at output " + i + " is a "
                        + out[i].getClass().getSimpleName() + ".");
            }
            compare(i, out[i].getSpec());
        }
        return out;
    }

    private void compare(int index, PortObjectSpec spec) {
        PortObjectSpec promised = configured == null ? null : configured[index];
        boolean kept = promised == null
                || (promised instanceof DataTableSpec table && spec instanceof DataTableSpec s
                        ? table.equalStructure(s)
                        : promised.getClass() == spec.getClass());
        if (!kept) {
            NodeLogger.getLogger(HostNode.class)
                    .warn(node.name + ": the spec at output " + index + " is not the one that configure promised.");
        }
    }

    /** @return the page of the node's view, if it has one and its file is there */
    public Optional<URL> viewPage() {
        return Optional.ofNullable(node.view).flatMap(view -> HostPage.find(view.page));
    }

    /** @return what the view of the node, which has one, shows of the last run */
    public Object viewData() {
        return node.view.initialData.apply(new DefaultView.ViewInput() {
            @Override
            public <S extends NodeParameters> S getParameters() {
                return null;
            }

            @Override
            public PortObject[] getInternalPortObjects() {
                return internal.clone();
            }
        });
    }

    /** @return what the last configure or execute warned of */
    public Optional<String> warning() {
        return Optional.ofNullable(warning);
    }

    @Override
    public String toString() {
        return node.name + " " + Arrays.toString(ports.getInputPorts()) + " -> "
                + Arrays.toString(ports.getOutputPorts());
    }
}
