package org.fewshotnas.knime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortUtil;
import org.knime.core.webui.node.port.PortSpecViewFactory;
import org.knime.core.webui.node.port.PortView;
import org.knime.core.webui.node.port.PortViewFactory;
import org.knime.core.webui.node.port.PortViewManager;

/** Stores and loads what goes through ports, as KNIME does, and damages what was stored. */
final class StoredPort {
    private StoredPort() {}

    static <T extends PortObject> byte[] save(T object, PortObjectSerializer<T> serializer) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PortObjectZipOutputStream out = PortUtil.getPortObjectZipOutputStream(bytes)) {
            serializer.savePortObject(object, out, new ExecutionMonitor());
        }
        return bytes.toByteArray();
    }

    static <T extends PortObject> T load(byte[] archive, PortObjectSpec spec, PortObjectSerializer<T> serializer)
            throws Exception {
        try (PortObjectZipInputStream in = PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(archive))) {
            return serializer.loadPortObject(in, spec, new ExecutionMonitor());
        }
    }

    /** A spec, stored and loaded. */
    static <S extends PortObjectSpec> S again(S spec, PortObjectSpecSerializer<S> serializer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PortObjectSpecZipOutputStream out = PortUtil.getPortObjectSpecZipOutputStream(bytes)) {
            serializer.savePortObjectSpec(spec, out);
        }
        try (PortObjectSpecZipInputStream in =
                PortUtil.getPortObjectSpecZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return serializer.loadPortObjectSpec(in);
        }
    }

    /** The archive with its model's file damaged in several ways. */
    static List<byte[]> damaged(byte[] archive) throws IOException {
        byte[] stored = entry(archive);
        byte[][] damaged = {
            new byte[0],
            Arrays.copyOf(stored, stored.length / 2),
            Arrays.copyOf(stored, 5),
            flip(stored, 0),
            flip(stored, 7),
            flip(stored, 20),
            "PK not a model at all".getBytes(StandardCharsets.UTF_8)
        };
        List<byte[]> archives = new ArrayList<>();
        for (byte[] content : damaged) {
            archives.add(replaceEntry(archive, content));
        }
        return archives;
    }

    private static byte[] flip(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[at] ^= 0x55;
        return copy;
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

    /** What a port shows when its node is executed, and when it is configured. */
    static List<String> pages(PortType type, PortObject port) throws Exception {
        PortViewManager.PortViews views = PortViewManager.getPortViews(type);
        Object executed =
                views.viewDescriptors().get(views.executedIndices().get(0)).viewFactory();
        Object configured =
                views.viewDescriptors().get(views.configuredIndices().get(0)).viewFactory();
        Method ofObject = PortViewFactory.class.getMethod("createPortView", PortObject.class);
        Method ofSpec = PortSpecViewFactory.class.getMethod("createPortView", PortObjectSpec.class);
        return List.of(text((PortView) ofObject.invoke(executed, port)), text((PortView)
                ofSpec.invoke(configured, port.getSpec())));
    }

    private static String text(PortView view) throws IOException {
        return new String(view.getPage().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
