package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;
import javax.swing.JComponent;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A spec that is a tree of named values; it needs a public constructor without arguments. */
public abstract class AbstractSimplePortObjectSpec implements PortObjectSpec {
    /** For subclasses. */
    public AbstractSimplePortObjectSpec() {}

    /** Writes the spec. */
    protected abstract void save(ModelContentWO model);

    /**
     * Fills this spec.
     *
     * @throws InvalidSettingsException if the values do not make a spec
     */
    protected abstract void load(ModelContentRO model) throws InvalidSettingsException;

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public boolean equals(Object ospec) {
        return ospec == this
                || ospec != null
                        && getClass() == ospec.getClass()
                        && content().equals(((AbstractSimplePortObjectSpec) ospec).content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }

    private ModelContent content() {
        ModelContent content = new ModelContent("spec");
        save(content);
        return content;
    }

    /**
     * Stores such specs: an entry {@code content.xml} with the class and the values.
     *
     * @param <T> the class
     */
    public abstract static class AbstractSimplePortObjectSpecSerializer<T extends AbstractSimplePortObjectSpec>
            extends PortObjectSpecSerializer<T> {
        private static final String CONTENT = "content.xml";
        private static final String CLASS_NAME = "class_name";
        private static final String MODEL = "model";

        /** For subclasses. */
        public AbstractSimplePortObjectSpecSerializer() {}

        @Override
        public void savePortObjectSpec(T portObject, PortObjectSpecZipOutputStream out) throws IOException {
            ModelContent model = new ModelContent("model.xml");
            model.addInt("version", 1);
            model.addString(CLASS_NAME, portObject.getClass().getName());
            portObject.save(model.addModelContent(MODEL));
            out.putNextEntry(new ZipEntry(CONTENT));
            model.saveToXML(Streams.keepOpen(out));
        }

        @Override
        @SuppressWarnings("unchecked")
        public T loadPortObjectSpec(PortObjectSpecZipInputStream in) throws IOException {
            ZipEntry entry = in.getNextEntry();
            if (entry == null || !entry.getName().equals(CONTENT)) {
                throw new IOException("Expected " + CONTENT + " in the spec's archive, got " + entry + ".");
            }
            try {
                ModelContentRO model = ModelContent.loadFromXML(Streams.keepOpen(in));
                String name = model.getString(CLASS_NAME);
                Class<? extends PortObjectSpec> known = PortTypeRegistry.getInstance()
                        .getSpecClass(String.valueOf(name))
                        .orElseThrow(() -> new IOException("There is no spec of class " + name + "."));
                AbstractSimplePortObjectSpec spec = known.asSubclass(AbstractSimplePortObjectSpec.class)
                        .getConstructor()
                        .newInstance();
                spec.load(model.getModelContent(MODEL));
                return (T) spec;
            } catch (InvalidSettingsException | ReflectiveOperationException | ClassCastException e) {
                throw new IOException("The spec's archive cannot be read: " + e.getMessage(), e);
            }
        }
    }
}
