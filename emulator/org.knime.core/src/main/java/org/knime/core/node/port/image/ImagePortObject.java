package org.knime.core.node.port.image;

import java.io.IOException;
import java.util.Objects;
import java.util.zip.ZipEntry;
import javax.swing.JComponent;
import org.knime.core.data.DataCell;
import org.knime.core.data.image.ImageContent;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A picture at a port. */
public class ImagePortObject extends AbstractPortObject {
    /** Stores such objects. */
    public static final class Serializer extends AbstractPortObjectSerializer<ImagePortObject> {}

    /** The type of ports with a picture. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(ImagePortObject.class);

    private static final String ENTRY = "image.png";

    private ImageContent content;
    private ImagePortObjectSpec spec;

    /** For the serializer. */
    public ImagePortObject() {}

    /** A picture of the kind that the spec says. */
    public ImagePortObject(ImageContent content, ImagePortObjectSpec spec) {
        this.content = Objects.requireNonNull(content, "Argument must not be null.");
        this.spec = Objects.requireNonNull(spec, "Argument must not be null.");
    }

    /** @return a cell with the picture */
    public DataCell toDataCell() {
        return content.toImageCell();
    }

    @Override
    public String getSummary() {
        return content.getSummary();
    }

    @Override
    public ImagePortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    protected void save(PortObjectZipOutputStream out, ExecutionMonitor exec) throws IOException {
        out.putNextEntry(new ZipEntry(ENTRY));
        content.save(out);
    }

    @Override
    protected void load(PortObjectZipInputStream in, PortObjectSpec portSpec, ExecutionMonitor exec)
            throws IOException {
        ZipEntry entry = in.getNextEntry();
        if (entry == null || !entry.getName().equals(ENTRY)) {
            throw new IOException("Expected " + ENTRY + " in the picture's archive, got " + entry + ".");
        }
        content = new PNGImageContent(in.readAllBytes());
        spec = (ImagePortObjectSpec) portSpec;
    }
}
