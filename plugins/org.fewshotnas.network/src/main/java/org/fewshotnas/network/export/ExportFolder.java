package org.fewshotnas.network.export;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.fewshotnas.network.file.NetworkModel;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * Writes exported networks to a folder. A file gets its name only when it and all others are complete, and nothing that is there already is
 * replaced unasked.
 *
 * @param folder which is made where it is missing
 * @param overwrite whether files of the same names are replaced
 */
public record ExportFolder(Path folder, boolean overwrite) {
    private static final Pattern NAME = Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}]{1,100}");

    /**
     * Writes the files of a network.
     *
     * @param name of the files, without an ending
     * @return the files
     * @throws InvalidInputException if the name is none, or a file is there already and must not be replaced
     * @throws IOException if they cannot be written: then none has been written or replaced, as far as the file system allows
     * @throws java.util.concurrent.CancellationException if the progress says so, with nothing written
     */
    public List<Path> write(NetworkModel model, String name, Set<ExportFormat> formats, Progress progress)
            throws IOException {
        checkNames(name, formats);
        Files.createDirectories(folder);
        NetworkExport export = NetworkExport.of(model);
        Map<Path, Path> complete = new LinkedHashMap<>();
        try {
            for (ExportFormat format : formats) {
                progress.report((double) complete.size() / formats.size(), "Exporting as " + format);
                for (Map.Entry<String, byte[]> file : export.files(format, name).entrySet()) {
                    progress.checkCanceled();
                    Path temporary = folder.resolve("." + UUID.randomUUID() + ".part");
                    complete.put(folder.resolve(file.getKey()), temporary);
                    Files.write(temporary, file.getValue());
                }
            }
            progress.checkCanceled();
            for (Map.Entry<Path, Path> file : complete.entrySet()) {
                move(file.getValue(), file.getKey());
            }
            return List.copyOf(complete.keySet());
        } finally {
            for (Path temporary : complete.values()) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    /**
     * Checks what files are to be called.
     *
     * @param name without an ending
     * @throws InvalidInputException if a file cannot be called so on some system
     */
    public static void checkName(String name) {
        if (!NAME.matcher(name).matches() || name.startsWith(".")) {
            throw new InvalidInputException(
                    "\"" + name + "\" cannot be the name of a file.",
                    "Choose a name without slashes and other special characters, of at most 100 characters.");
        }
    }

    private void checkNames(String name, Set<ExportFormat> formats) {
        checkName(name);
        for (ExportFormat format : formats) {
            for (String ending : format.endings()) {
                if (!overwrite && Files.exists(folder.resolve(name + ending))) {
                    throw exists(name + ending);
                }
            }
        }
    }

    private void move(Path from, Path to) throws IOException {
        try {
            if (overwrite) {
                Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(from, to);
            }
        } catch (FileAlreadyExistsException e) {
            throw exists(to.getFileName().toString());
        }
    }

    private static InvalidInputException exists(String file) {
        return new InvalidInputException(
                "The folder already has a file \"" + file + "\".", "Choose another name, or allow to overwrite files.");
    }
}
