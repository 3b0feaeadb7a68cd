package org.fewshotnas.host.nodes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import javax.swing.JComponent;
import org.fewshotnas.space.base.Exportable;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A text at a port of its own type. */
public final class NotePortObject extends AbstractPortObject implements Exportable {
    /** The type of the port. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(NotePortObject.class);

    /** Stores notes. */
    public static final class Serializer extends AbstractPortObjectSerializer<NotePortObject> {}

    private String text;
    private NoteSpec spec;

    /** For the serializer. */
    public NotePortObject() {}

    NotePortObject(String text, NoteSpec spec) {
        this.text = text;
        this.spec = spec;
    }

    String text() {
        return text;
    }

    @Override
    public String getSummary() {
        return text.length() + " characters";
    }

    @Override
    public NoteSpec getSpec() {
        return spec;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public Map<String, byte[]> exported() {
        return Map.of(".txt", ("exported: " + text).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void save(PortObjectZipOutputStream out, ExecutionMonitor exec) throws IOException {
        out.putNextEntry(new ZipEntry("note.safetensors"));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }

    @Override
    protected void load(PortObjectZipInputStream in, PortObjectSpec storedSpec, ExecutionMonitor exec)
            throws IOException {
        in.getNextEntry();
        text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        spec = (NoteSpec) storedSpec;
    }
}
