package org.fewshotnas.knime.port;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import javax.swing.JComponent;
import org.fewshotnas.network.export.ExportFormat;
import org.fewshotnas.network.export.NetworkExport;
import org.fewshotnas.network.file.NetworkModel;
import org.fewshotnas.space.base.Exportable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/**
 * A trained network on its way from node to node. It is stored as one safetensors file in the port object's archive. Loading one executes
 * nothing and checks everything: see {@link NetworkModel#read}.
 */
public final class NetworkPortObject extends AbstractPortObject implements Exportable {
    /** Stores such objects; KNIME finds it in plugin.xml. */
    public static final class Serializer extends AbstractPortObjectSerializer<NetworkPortObject> {}

    /** The type of the ports that networks go through. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(NetworkPortObject.class);

    /** Name of the network's file in the archive. */
    static final String ENTRY = "network.safetensors";

    private static final String KIND = "network";

    static {
        ModelPage.register(
                NetworkPortObject.class,
                NetworkPage.NAME,
                (NetworkPortObjectSpec known) -> NetworkPage.of(known.network()),
                NetworkPortObject::getSpec);
    }

    private NetworkModel network;
    private NetworkPortObjectSpec spec;

    /** For KNIME, which fills it from a file. */
    public NetworkPortObject() {}

    /** A port object of this network. */
    public NetworkPortObject(NetworkModel network) {
        this.network = Objects.requireNonNull(network, "network");
        this.spec = new NetworkPortObjectSpec(network.spec());
    }

    /** The network. */
    public NetworkModel network() {
        return network;
    }

    /** As ONNX and TorchScript. */
    @Override
    public Map<String, byte[]> exported() throws IOException {
        NetworkExport export = NetworkExport.of(network);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.putAll(export.files(ExportFormat.ONNX, ""));
        files.putAll(export.files(ExportFormat.TORCHSCRIPT, ""));
        return files;
    }

    /** One line for the user: what it says, how well it did, and how large it is. */
    @Override
    public String getSummary() {
        return NetworkPage.summary(spec.network());
    }

    @Override
    public NetworkPortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public JComponent[] getViews() {
        return NetworkPage.of(spec.network()).swing();
    }

    @Override
    protected void save(PortObjectZipOutputStream out, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        out.putNextEntry(new ZipEntry(ENTRY));
        network.write(out);
        out.closeEntry();
    }

    @Override
    protected void load(PortObjectZipInputStream in, PortObjectSpec storedSpec, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        network = ModelStorage.read(in, KIND, ENTRY, NetworkModel::read);
        spec = new NetworkPortObjectSpec(network.spec());
        if (!(storedSpec instanceof NetworkPortObjectSpec known
                && known.network().equals(network.spec()))) {
            throw ModelStorage.mismatch(KIND);
        }
    }
}
