package org.fewshotnas.knime.port;

import java.io.IOException;
import java.util.Objects;
import java.util.zip.ZipEntry;
import javax.swing.JComponent;
import org.fewshotnas.metad2a.MetaD2aModel;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/**
 * A MetaD2A model on its way from node to node. It is stored as one safetensors file in the port object's archive. Loading one executes
 * nothing and checks everything: see {@link MetaD2aModel#read}.
 */
public final class MetaD2aPortObject extends AbstractPortObject {
    /** Stores such objects; KNIME finds it in plugin.xml. */
    public static final class Serializer extends AbstractPortObjectSerializer<MetaD2aPortObject> {}

    /** The type of the ports that such models go through. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(MetaD2aPortObject.class);

    /** Name of the model's file in the archive. */
    static final String ENTRY = "metad2a.safetensors";

    private static final String KIND = "MetaD2A model";

    static {
        ModelPage.register(
                MetaD2aPortObject.class,
                MetaD2aPage.NAME,
                (MetaD2aPortObjectSpec known) -> MetaD2aPage.of(known.model()),
                MetaD2aPortObject::getSpec);
    }

    private MetaD2aModel model;
    private MetaD2aPortObjectSpec spec;

    /** For KNIME, which fills it from a file. */
    public MetaD2aPortObject() {}

    /** A port object of this model. */
    public MetaD2aPortObject(MetaD2aModel model) {
        this.model = Objects.requireNonNull(model, "model");
        this.spec = new MetaD2aPortObjectSpec(model.spec());
    }

    /** The model. */
    public MetaD2aModel model() {
        return model;
    }

    /** One line for the user: what it makes, and what it has learned from. */
    @Override
    public String getSummary() {
        return MetaD2aPage.summary(spec.model());
    }

    @Override
    public MetaD2aPortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public JComponent[] getViews() {
        return MetaD2aPage.of(spec.model()).swing();
    }

    @Override
    protected void save(PortObjectZipOutputStream out, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        out.putNextEntry(new ZipEntry(ENTRY));
        model.write(out);
        out.closeEntry();
    }

    @Override
    protected void load(PortObjectZipInputStream in, PortObjectSpec storedSpec, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        model = ModelStorage.read(in, KIND, ENTRY, MetaD2aModel::read);
        spec = new MetaD2aPortObjectSpec(model.spec());
        if (!(storedSpec instanceof MetaD2aPortObjectSpec known && known.model().equals(model.spec()))) {
            throw ModelStorage.mismatch(KIND);
        }
    }
}
