package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.knime.port.PredictorPortObjectSpec;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.ScoreScale;
import org.fewshotnas.predictor.Target;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Provenance;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.HostPortTypes;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortUtil;
import org.knime.core.webui.node.port.PortSpecViewFactory;
import org.knime.core.webui.node.port.PortView;
import org.knime.core.webui.node.port.PortViewFactory;
import org.knime.core.webui.node.port.PortViewManager;

/** Predictors survive being stored, and nothing else is taken for one. */
class PredictorPortTest {
    @BeforeAll
    static void register() {
        HostPortTypes.register(
                "Few-Shot NAS Predictor",
                PredictorPortObject.class,
                PredictorPortObject.Serializer.class,
                PredictorPortObjectSpec.class,
                PredictorPortObjectSpec.Serializer.class);
    }

    @Test
    void aStoredPredictorIsTheSame() throws Exception {
        PredictorPortObject predictor = TestNode.predictor();
        PredictorPortObject loaded = load(save(predictor), predictor.getSpec());
        assertEquals(predictor.predictor().spec(), loaded.predictor().spec());
        assertEquals(predictor.predictor().weights(), loaded.predictor().weights());
        assertEquals(predictor.getSpec(), loaded.getSpec());
        assertEquals("BOIL, 2 layers of 8, 2 tasks; not fine-tuned", loaded.getSummary());
    }

    @Test
    void aStoredSpecIsTheSame() throws Exception {
        Metric target =
                new Metric("t", "device", "", "latency", "ms", Direction.MINIMIZE, "", "", "file.csv", "0".repeat(64));
        PredictorSpec spec = PredictorSpec.learned(
                        GcnShape.defaults(), TestNode.metrics("a"), LearningMethods.ofName("MAML"), Provenance.NONE)
                .fineTuned(
                        new Target(target, 5, new ScoreScale(12.5, -3)),
                        new Provenance.Step("fine-tuning", List.of(), Map.of(), 1, Map.of(), 0));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PortObjectSpecZipOutputStream out = PortUtil.getPortObjectSpecZipOutputStream(bytes)) {
            new PredictorPortObjectSpec.Serializer().savePortObjectSpec(new PredictorPortObjectSpec(spec), out);
        }
        try (PortObjectSpecZipInputStream in =
                PortUtil.getPortObjectSpecZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertEquals(
                    spec,
                    new PredictorPortObjectSpec.Serializer()
                            .loadPortObjectSpec(in)
                            .predictor());
        }
    }

    @Test
    void aDamagedPredictorIsAnErrorThatSaysSo() throws Exception {
        PredictorPortObject predictor = TestNode.predictor();
        byte[] stored = entry(save(predictor));
        byte[][] damaged = {
            new byte[0],
            Arrays.copyOf(stored, stored.length / 2),
            Arrays.copyOf(stored, 5),
            flip(stored, 0),
            flip(stored, 7),
            flip(stored, 20),
            "PK not a predictor at all".getBytes(StandardCharsets.UTF_8)
        };
        for (byte[] content : damaged) {
            byte[] archive = replaceEntry(save(predictor), content);
            IOException error = assertThrows(IOException.class, () -> load(archive, predictor.getSpec()));
            assertTrue(error.getMessage().startsWith("The stored predictor"), error.getMessage());
        }
    }

    @Test
    void weightsOfAnotherPredictorAreAnError() throws Exception {
        PredictorPortObject predictor = TestNode.predictor();
        PredictorPortObjectSpec other = new PredictorPortObjectSpec(PredictorSpec.learned(
                GcnShape.paper(), TestNode.metrics("a"), LearningMethods.ofName("BOIL"), Provenance.NONE));
        IOException error = assertThrows(IOException.class, () -> load(save(predictor), other));
        assertTrue(error.getMessage().contains("different predictors"), error.getMessage());
    }

    private static byte[] flip(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[at] ^= 0x55;
        return copy;
    }

    private static byte[] save(PredictorPortObject predictor) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PortObjectZipOutputStream out = PortUtil.getPortObjectZipOutputStream(bytes)) {
            new PredictorPortObject.Serializer().savePortObject(predictor, out, new ExecutionMonitor());
        }
        return bytes.toByteArray();
    }

    private static PredictorPortObject load(byte[] archive, PredictorPortObjectSpec spec) throws Exception {
        try (PortObjectZipInputStream in = PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(archive))) {
            return new PredictorPortObject.Serializer().loadPortObject(in, spec, new ExecutionMonitor());
        }
    }

    private static byte[] entry(byte[] archive) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(".safetensors")) {
                    return in.readAllBytes();
                }
            }
        }
        throw new IOException("no weights");
    }

    private static byte[] replaceEntry(byte[] archive, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(entry.getName().endsWith(".safetensors") ? content : in.readAllBytes());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void thePortShowsWhatThePredictorIs() throws Exception {
        PredictorPortObject port = TestNode.predictor();
        PortViewManager.PortViews views = PortViewManager.getPortViews(PredictorPortObject.TYPE);
        Object executed =
                views.viewDescriptors().get(views.executedIndices().get(0)).viewFactory();
        Object configured =
                views.viewDescriptors().get(views.configuredIndices().get(0)).viewFactory();
        Method ofObject = PortViewFactory.class.getMethod("createPortView", PortObject.class);
        Method ofSpec = PortSpecViewFactory.class.getMethod("createPortView", PortObjectSpec.class);
        for (PortView view : List.of(
                (PortView) ofObject.invoke(executed, port), (PortView) ofSpec.invoke(configured, port.getSpec()))) {
            String page = new String(view.getPage().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            for (String part : List.of("learned from 2 tasks", "BOIL", "<td>a</td>", "no score of a new one")) {
                assertTrue(page.contains(part), page);
            }
        }
        assertEquals("Predictor", port.getViews()[0].getName());
        assertEquals("Predictor", port.getSpec().getViews()[0].getName());
    }
}
