package org.knime.core.node.port;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.zip.ZipEntry;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;

/** A port object that writes and reads its own archive; it needs a public constructor without arguments. */
public abstract class AbstractPortObject implements PortObject {
    /** For subclasses. */
    public AbstractPortObject() {}

    /** Adds the object's entries to its archive. */
    protected abstract void save(PortObjectZipOutputStream out, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;

    /** Fills this object from the entries of its archive. */
    protected abstract void load(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;

    /**
     * Stores such objects: an entry {@code meta.xml} with the class, then the object's own entries.
     *
     * @param <T> the class
     */
    public abstract static class AbstractPortObjectSerializer<T extends AbstractPortObject>
            extends PortObjectSerializer<T> {
        private static final String META = "meta.xml";
        private static final String CLASS_NAME = "class_name";

        /** For subclasses. */
        public AbstractPortObjectSerializer() {}

        @Override
        public void savePortObject(T portObject, PortObjectZipOutputStream out, ExecutionMonitor exec)
                throws IOException, CanceledExecutionException {
            out.putNextEntry(new ZipEntry(META));
            ModelContent meta = new ModelContent(META);
            meta.addInt("version", 1);
            meta.addString(CLASS_NAME, portObject.getClass().getName());
            meta.saveToXML(Streams.keepOpen(out));
            portObject.save(out, exec);
        }

        @Override
        @SuppressWarnings("unchecked")
        public T loadPortObject(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
                throws IOException, CanceledExecutionException {
            ZipEntry entry = in.getNextEntry();
            if (entry == null || !entry.getName().equals(META)) {
                throw new IOException("Expected " + META + " in the port object's archive, got " + entry + ".");
            }
            AbstractPortObject object;
            try {
                String name = ModelContent.loadFromXML(Streams.keepOpen(in)).getString(CLASS_NAME);
                Class<? extends PortObject> known = PortTypeRegistry.getInstance()
                        .getObjectClass(String.valueOf(name))
                        .orElseThrow(() -> new IOException("There is no port object of class " + name + "."));
                Constructor<? extends AbstractPortObject> constructor =
                        known.asSubclass(AbstractPortObject.class).getConstructor();
                object = constructor.newInstance();
            } catch (InvalidSettingsException | ReflectiveOperationException | ClassCastException e) {
                throw new IOException("The port object's archive cannot be read: " + e.getMessage(), e);
            }
            object.load(in, spec, exec);
            return (T) object;
        }
    }
}
