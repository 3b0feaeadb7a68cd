package org.fewshotnas.host.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** A hash of everything that a node's result depends on. Equal fingerprints: the node need not execute again. */
final class Fingerprint {
    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    /** Adds a text. */
    Fingerprint add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(("+" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return this;
    }

    /** Adds settings with all their values. */
    Fingerprint add(NodeSettings settings) {
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        try {
            settings.saveToXML(xml);
        } catch (IOException e) {
            throw new IllegalStateException(e); // nothing is written but memory
        }
        return add(xml.toString(StandardCharsets.UTF_8));
    }

    /**
     * Adds size and time of the files that settings name, so that a node reads a file again that has changed. Of a folder the files in it
     * count, but not those in its folders.
     *
     * @param resolve from a stored location to a path of this machine; empty for what is no local file
     */
    Fingerprint addFiles(NodeSettings settings, Function<NodeSettings, Optional<Path>> resolve) {
        for (String key : settings.keySet()) {
            try {
                NodeSettings child = settings.getNodeSettings(key);
                if (child.containsKey("location_present") && child.getString("path", null) != null) {
                    resolve.apply(child).ifPresent(this::addFile);
                }
                addFiles(child, resolve);
            } catch (InvalidSettingsException e) {
                // a single value
            }
        }
        return this;
    }

    private void addFile(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            add(attributes.size() + "@" + attributes.lastModifiedTime().toMillis());
            if (attributes.isDirectory()) {
                addFolder(path);
            }
        } catch (IOException | UncheckedIOException e) {
            add("absent");
        }
    }

    private void addFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                add(file.getFileName().toString());
                add(attributes.size() + "@" + attributes.lastModifiedTime().toMillis());
            }
        }
    }

    /** The hash, in hexadecimal digits. */
    String value() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
