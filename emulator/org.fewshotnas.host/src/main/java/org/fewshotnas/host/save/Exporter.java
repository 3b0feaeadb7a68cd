package org.fewshotnas.host.save;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.fewshotnas.host.file.Directories;
import org.fewshotnas.host.message.Console;
import org.fewshotnas.host.message.Messages;
import org.fewshotnas.host.message.Texts;
import org.fewshotnas.host.result.PortObjectFile;
import org.fewshotnas.host.run.NodeRun;
import org.fewshotnas.host.table.ArrowTable;
import org.fewshotnas.host.table.CsvWriter;
import org.fewshotnas.space.base.Exportable;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.HostTables;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.image.ImagePortObject;

/**
 * Writes the data ports of executed nodes as files {@code NODEID_PORT_name}: a table as .csv and as .arrow (IPC file format), any other
 * object as the .zip that KNIME's Model Writer would make of it, as .safetensors if it holds such weights, and as what else it can be
 * exported to.
 */
public final class Exporter {
    private final Path folder;
    private final Console console;
    private int files;

    public Exporter(Path folder, Console console) {
        this.folder = folder;
        this.console = console;
    }

    /**
     * Exports all executed nodes; what cannot be written is an error on the console, and the others are written all the same. What nodes that did not
     * execute would have given is named; files that an earlier run exported of them stay, and are named too.
     *
     * @return whether everything was written
     */
    public boolean export(List<NodeRun> nodes) {
        boolean complete = true;
        for (NodeRun run : nodes) {
            if (!run.isExecuted()) {
                warnOfMissing(run);
                continue;
            }
            List<Optional<PortObject>> outputs = run.outputs();
            for (int port = 0; port < outputs.size(); port++) {
                try {
                    if (outputs.get(port).isPresent()) {
                        export(outputs.get(port).get(), fileName(run, port));
                    }
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

    private void warnOfMissing(NodeRun run) {
        if (run.outPorts().length == 0) {
            return;
        }
        List<String> ports = new ArrayList<>();
        List<String> earlier = new ArrayList<>();
        for (int port = 0; port < run.outPorts().length; port++) {
            ports.add("\"" + run.node().orElseThrow().outPortName(port) + "\"");
            for (String ending : List.of(".csv", ".arrow", ".zip", ".safetensors", ".onnx", ".pt", ".png")) {
                String name = fileName(run, port) + ending;
                if (Files.exists(folder.resolve(name))) {
                    earlier.add(name);
                }
            }
        }
        String old = earlier.isEmpty()
                ? ""
                : " " + String.join(", ", earlier) + " in " + folder + " " + (earlier.size() == 1 ? "is" : "are")
                        + " of an earlier run.";
        console.warn(run.label() + " did not execute: nothing was exported of " + String.join(", ", ports) + "." + old);
    }

    private static String fileName(NodeRun run, int port) {
        return run.id() + "_" + (port + 1) + "_"
                + fileName(run.node().orElseThrow().outPortName(port));
    }

    private static String fileName(String name) {
        String safe =
                name == null ? "" : name.replaceAll("[^\\p{L}\\p{N}.-]+", "_").replaceAll("^[_.]+|_+$", "");
        return safe.isEmpty() ? "output" : safe.substring(0, Math.min(80, safe.length()));
    }

    private void export(PortObject object, String name) throws IOException {
        if (object instanceof BufferedDataTable table) {
            Path arrow = ((ArrowTable) HostTables.rows(table)).file();
            write(name + ".arrow", out -> Files.copy(arrow, out));
            write(name + ".csv", out -> CsvWriter.write(table, out));
        } else {
            write(name + ".zip", out -> {
                BufferedOutputStream buffered = new BufferedOutputStream(out);
                PortObjectFile.write(object, buffered);
                buffered.flush();
            });
            exportWeights(name);
            if (object instanceof ImagePortObject image && image.toDataCell() instanceof PNGImageValue picture) {
                byte[] png = picture.getImageContent().getByteArrayReference();
                write(name + ".png", out -> out.write(png));
            }
            if (object instanceof Exportable exportable) {
                for (Map.Entry<String, byte[]> file : exportable.exported().entrySet()) {
                    write(name + file.getKey(), out -> out.write(file.getValue()));
                }
            }
        }
    }

    private void write(String name, Directories.Content content) throws IOException {
        Directories.write(folder.resolve(name), content);
        files++;
    }

    private void exportWeights(String name) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".zip"));
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().endsWith(".safetensors")) {
                    write(name + ".safetensors", entries::transferTo);
                    return;
                }
            }
        }
    }
}
