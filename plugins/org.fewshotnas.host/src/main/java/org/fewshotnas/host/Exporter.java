package org.fewshotnas.host;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.fewshotnas.host.NodeRun.State;
import org.fewshotnas.host.table.ArrowTable;
import org.fewshotnas.host.table.CsvWriter;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.HostTables;
import org.knime.core.node.port.PortObject;

/**
 * Writes the data ports of executed nodes as files {@code NODEID_PORT_name}: a table as .csv and as .arrow (IPC file format), any other
 * object as the .zip that KNIME's Model Writer would make of it, and as .safetensors if it holds such weights.
 */
final class Exporter {
    private final Path folder;
    private final Console console;

    Exporter(Path folder, Console console) {
        this.folder = folder;
        this.console = console;
    }

    /**
     * Exports all executed nodes; what cannot be written is told, and the others are written all the same.
     *
     * @return whether everything was written
     */
    boolean export(List<NodeRun> nodes) {
        int files = 0;
        boolean complete = true;
        for (NodeRun run : nodes) {
            for (int port = 0; run.state == State.EXECUTED && port < run.outputs.length; port++) {
                String name =
                        run.id() + "_" + (port + 1) + "_" + fileName(run.node().outPortName(port));
                try {
                    files += export(run.outputs[port], name);
                } catch (IOException | UncheckedIOException e) {
                    complete = false;
                    console.error(run.label() + ": port " + (port + 1) + " could not be exported to " + folder + ". "
                            + Messages.of(e));
                }
            }
        }
        console.info("  " + Texts.count(files, "file") + " exported to " + folder);
        return complete;
    }

    private static String fileName(String name) {
        String safe =
                name == null ? "" : name.replaceAll("[^\\p{L}\\p{N}.-]+", "_").replaceAll("^[_.]+|_+$", "");
        return safe.isEmpty() ? "output" : safe.substring(0, Math.min(80, safe.length()));
    }

    private int export(PortObject object, String name) throws IOException {
        if (object instanceof BufferedDataTable table) {
            Path arrow = ((ArrowTable) HostTables.rows(table)).file();
            Directories.write(folder.resolve(name + ".arrow"), out -> Files.copy(arrow, out));
            Directories.write(folder.resolve(name + ".csv"), out -> CsvWriter.write(table, out));
            return 2;
        } else if (object != null) {
            Path zip = folder.resolve(name + ".zip");
            Directories.write(zip, out -> {
                BufferedOutputStream buffered = new BufferedOutputStream(out);
                PortObjectFile.write(object, buffered);
                buffered.flush();
            });
            return 1 + exportWeights(zip, name);
        }
        return 0;
    }

    private int exportWeights(Path zip, String name) throws IOException {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().endsWith(".safetensors")) {
                    Directories.write(folder.resolve(name + ".safetensors"), entries::transferTo);
                    return 1;
                }
            }
        }
        return 0;
    }
}
