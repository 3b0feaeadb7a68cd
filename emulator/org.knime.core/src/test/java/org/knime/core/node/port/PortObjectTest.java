package org.knime.core.node.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.swing.JComponent;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** Port objects and their specs, and the archives that keep them. */
class PortObjectTest {
    /** A spec with one number. */
    public static final class NumberSpec extends AbstractSimplePortObjectSpec {
        /** Stores such specs. */
        public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<NumberSpec> {}

        private int number;

        /** For the serializer. */
        public NumberSpec() {}

        NumberSpec(int number) {
            this.number = number;
        }

        @Override
        protected void save(ModelContentWO model) {
            model.addInt("number", number);
        }

        @Override
        protected void load(ModelContentRO model) throws InvalidSettingsException {
            number = model.getInt("number");
        }
    }

    /** An object with one text. */
    public static final class TextObject extends AbstractPortObject {
        /** Stores such objects. */
        public static final class Serializer extends AbstractPortObjectSerializer<TextObject> {}

        private String text;
        private PortObjectSpec spec;

        /** For the serializer. */
        public TextObject() {}

        TextObject(String text) {
            this.text = text;
            spec = new NumberSpec(text.length());
        }

        @Override
        public String getSummary() {
            return text;
        }

        @Override
        public NumberSpec getSpec() {
            return (NumberSpec) spec;
        }

        @Override
        public JComponent[] getViews() {
            return new JComponent[0];
        }

        @Override
        protected void save(PortObjectZipOutputStream out, ExecutionMonitor exec) throws IOException {
            out.putNextEntry(new ZipEntry("text"));
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        protected void load(PortObjectZipInputStream in, PortObjectSpec loadedSpec, ExecutionMonitor exec)
                throws IOException {
            in.getNextEntry();
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            spec = loadedSpec;
        }
    }

    private static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(TextObject.class);

    private static byte[] bytes(TextObject object) throws IOException, CanceledExecutionException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PortObjectZipOutputStream zip = PortUtil.getPortObjectZipOutputStream(out)) {
            PortTypeRegistry.getInstance()
                    .getObjectSerializer(TextObject.class)
                    .orElseThrow()
                    .savePortObject(object, zip, new ExecutionMonitor());
        }
        return out.toByteArray();
    }

    private static byte[] bytes(NumberSpec spec) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PortObjectSpecZipOutputStream zip = PortUtil.getPortObjectSpecZipOutputStream(out)) {
            PortTypeRegistry.getInstance()
                    .getSpecSerializer(NumberSpec.class)
                    .orElseThrow()
                    .savePortObjectSpec(spec, zip);
        }
        return out.toByteArray();
    }

    @Test
    void anObjectComesBackAsItWent() throws IOException, CanceledExecutionException {
        TextObject object = new TextObject("hello");
        NumberSpec spec;
        try (PortObjectSpecZipInputStream in =
                PortUtil.getPortObjectSpecZipInputStream(new ByteArrayInputStream(bytes(object.getSpec())))) {
            spec = PortTypeRegistry.getInstance()
                    .getSpecSerializer(NumberSpec.class)
                    .orElseThrow()
                    .loadPortObjectSpec(in);
        }
        assertEquals(object.getSpec(), spec);
        assertNotEquals(new NumberSpec(6), spec);
        try (PortObjectZipInputStream in =
                PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(bytes(object)))) {
            TextObject back = PortTypeRegistry.getInstance()
                    .getObjectSerializer(TextObject.class)
                    .orElseThrow()
                    .loadPortObject(in, spec, new ExecutionMonitor());
            assertEquals("hello", back.getSummary());
            assertEquals(spec, back.getSpec());
        }
    }

    @Test
    void theArchiveHasTheEntriesOfKnimes() throws IOException, CanceledExecutionException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes(new TextObject("x"))))) {
            assertEquals("portObject.file", zip.getNextEntry().getName());
            assertEquals("meta.xml", zip.getNextEntry().getName());
            assertTrue(new String(zip.readAllBytes(), StandardCharsets.UTF_8).contains(TextObject.class.getName()));
            assertEquals("text", zip.getNextEntry().getName());
        }
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes(new NumberSpec(1))))) {
            assertEquals("portSpec.file", zip.getNextEntry().getName());
            assertEquals("content.xml", zip.getNextEntry().getName());
        }
    }

    @Test
    void anArchiveWithAnUnknownClassIsRefused() throws IOException {
        ByteArrayOutputStream crate = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(crate)) {
            zip.putNextEntry(new ZipEntry("portObject.file"));
            zip.putNextEntry(new ZipEntry("meta.xml"));
            ModelContent meta = new ModelContent("meta.xml");
            meta.addInt("version", 1);
            meta.addString("class_name", "garden.nodes.Crate");
            ByteArrayOutputStream xml = new ByteArrayOutputStream();
            meta.saveToXML(xml);
            zip.write(xml.toByteArray());
            zip.putNextEntry(new ZipEntry("data.bin"));
            zip.write(new byte[] {1, 2, 3});
        }
        try (PortObjectZipInputStream in =
                PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(crate.toByteArray()))) {
            IOException refused = assertThrows(IOException.class, () -> new TextObject.Serializer()
                    .loadPortObject(in, new NumberSpec(1), new ExecutionMonitor()));
            assertTrue(refused.getMessage().contains("garden.nodes.Crate"), refused.getMessage());
        }
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        assertThrows(
                IOException.class,
                () -> PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(new byte[] {1, 2, 3})));
    }

    @Test
    void typesSayWhatGoesThroughTheirPorts() {
        assertEquals(NumberSpec.class, TYPE.getPortObjectSpecClass());
        assertEquals(DataTableSpec.class, BufferedDataTable.TYPE.getPortObjectSpecClass());
        assertTrue(TYPE.acceptsPortObject(new TextObject("x")));
        assertTrue(!BufferedDataTable.TYPE.acceptsPortObjectSpec(new NumberSpec(1)));
        assertEquals(
                TextObject.class,
                PortTypeRegistry.getInstance()
                        .getObjectClass(TextObject.class.getName())
                        .orElseThrow());
        assertEquals(
                NumberSpec.class,
                PortTypeRegistry.getInstance()
                        .getSpecClass(NumberSpec.class.getName())
                        .orElseThrow());
        assertTrue(PortTypeRegistry.getInstance()
                .getObjectClass("java.lang.Runtime")
                .isEmpty());
        HostPortTypes.register(
                "Text", TextObject.class, TextObject.Serializer.class, NumberSpec.class, NumberSpec.Serializer.class);
        assertEquals("Text", TYPE.getName());
    }
}
