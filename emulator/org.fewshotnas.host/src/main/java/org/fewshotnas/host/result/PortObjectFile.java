package org.fewshotnas.host.result;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.port.PortUtil;

/** Port objects other than tables in files: the archives that KNIME itself would write, made by the serializers of the port type. */
public final class PortObjectFile {
    private PortObjectFile() {}

    /** Writes an object. */
    public static <T extends PortObject> void write(T object, OutputStream out) throws IOException {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) object.getClass();
        PortObjectSerializer<T> serializer = PortTypeRegistry.getInstance()
                .getObjectSerializer(type)
                .orElseThrow(() -> new IOException("There is no serializer for " + type.getName() + "."));
        try {
            PortObjectZipOutputStream zip = PortUtil.getPortObjectZipOutputStream(out);
            serializer.savePortObject(object, zip, new ExecutionMonitor());
            zip.finish();
        } catch (CanceledExecutionException e) {
            throw new IOException("Writing was cancelled.", e);
        }
    }

    /** Writes a specification. */
    static <T extends PortObjectSpec> void writeSpec(T spec, OutputStream out) throws IOException {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) spec.getClass();
        PortObjectSpecSerializer<T> serializer = PortTypeRegistry.getInstance()
                .getSpecSerializer(type)
                .orElseThrow(() -> new IOException("There is no serializer for " + type.getName() + "."));
        PortObjectSpecZipOutputStream zip = PortUtil.getPortObjectSpecZipOutputStream(out);
        serializer.savePortObjectSpec(spec, zip);
        zip.finish();
    }

    /** Reads an object of a class with the given name; only classes of registered port types are ever read. */
    static PortObject read(String objectClass, String specClass, Path objectFile, Path specFile) throws IOException {
        PortTypeRegistry types = PortTypeRegistry.getInstance();
        Class<? extends PortObject> type = types.getObjectClass(objectClass)
                .orElseThrow(() -> new IOException("The port type " + objectClass + " is not known."));
        Class<? extends PortObjectSpec> specType = types.getSpecClass(specClass)
                .orElseThrow(() -> new IOException("The port type " + specClass + " is not known."));
        try (InputStream specIn = new BufferedInputStream(Files.newInputStream(specFile));
                PortObjectSpecZipInputStream specZip = PortUtil.getPortObjectSpecZipInputStream(specIn);
                InputStream in = new BufferedInputStream(Files.newInputStream(objectFile));
                PortObjectZipInputStream zip = PortUtil.getPortObjectZipInputStream(in)) {
            PortObjectSpec spec = types.getSpecSerializer(specType)
                    .orElseThrow(() -> new IOException("There is no serializer for " + specClass + "."))
                    .loadPortObjectSpec(specZip);
            return types.getObjectSerializer(type)
                    .orElseThrow(() -> new IOException("There is no serializer for " + objectClass + "."))
                    .loadPortObject(zip, spec, new ExecutionMonitor());
        } catch (CanceledExecutionException e) {
            throw new IOException("Reading was cancelled.", e);
        }
    }
}
