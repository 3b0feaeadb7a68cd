package org.knime.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.HostDialog;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.core.webui.page.HostPage;
import org.knime.node.parameters.NodeParameters;

/** A node that is only described. */
final class DefaultHostNode extends HostNode {
    private final DefaultNode node;
    private final ConfiguredPorts ports;
    /** {@code null} until they are loaded, or the node is configured for the first time. */
    private NodeParameters parameters;

    private PortObjectSpec[] configured;
    private String warning;
    private PortObject[] internal = new PortObject[0];

    private DefaultHostNode(DefaultNode node, ConfiguredPorts ports) {
        this.node = node;
        this.ports = ports;
    }

    static DefaultHostNode create(DefaultNode node) {
        return new DefaultHostNode(node, new ConfiguredPorts(node.ports));
    }

    @Override
    void loadPorts(NodeSettingsRO creation) throws InvalidSettingsException {
        ports.load(creation);
    }

    @Override
    public String name() {
        return node.name;
    }

    @Override
    public PortsConfiguration ports() {
        return ports;
    }

    @Override
    public String outPortName(int index) {
        return ports.groupOfPorts(false).get(index).name;
    }

    @Override
    public NodeSettings defaultSettings() {
        NodeSettings settings = new NodeSettings("model");
        if (node.model.parametersClass != null) {
            saveDefaults(node.model.parametersClass, settings);
        }
        return settings;
    }

    static void saveDefaults(Class<? extends NodeParameters> type, NodeSettings settings) {
        NodeParametersUtil.saveSettings(type, NodeParametersUtil.createSettings(type), settings);
    }

    @Override
    public NodeSettings settings() {
        if (parameters == null) {
            return defaultSettings();
        }
        NodeSettings settings = new NodeSettings("model");
        NodeParametersUtil.saveSettings(node.model.parametersClass, parameters, settings);
        return settings;
    }

    @Override
    public Map<String, String> settingTitles() {
        Map<String, String> titles = new LinkedHashMap<>();
        if (node.model.parametersClass != null) {
            HostDialog.options(node.model.parametersClass)
                    .forEach(option -> titles.put(option.path().replace('.', '/'), option.title()));
        }
        return titles;
    }

    @Override
    public void loadSettings(NodeSettingsRO model) throws InvalidSettingsException {
        if (node.model.parametersClass != null) {
            NodeParameters loaded = NodeParametersUtil.loadSettings(model, node.model.parametersClass);
            loaded.validate();
            parameters = loaded;
        }
    }

    @Override
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

    @Override
    public PortObject[] execute(PortObject[] inputs, ExecutionContext context)
            throws CanceledExecutionException, KNIMEException {
        warning = null;
        ModelCall.Execute call = new ModelCall.Execute(parameters, ports, inputs, context);
        node.model.execute.accept(call, call);
        context.checkCanceled();
        warning = call.warning();
        internal = call.internal();
        PortObject[] out = call.out();
        check(out, configured);
        return out;
    }

    @Override
    public Optional<HostView> view() {
        return Optional.ofNullable(node.view)
                .filter(view -> HostPage.find(view.page).isPresent())
                .map(view -> new HostView(view.description, HostPage.name(view.page), HostPage.files(view.page)));
    }

    @Override
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

    @Override
    public Optional<String> warning() {
        return Optional.ofNullable(warning);
    }
}
