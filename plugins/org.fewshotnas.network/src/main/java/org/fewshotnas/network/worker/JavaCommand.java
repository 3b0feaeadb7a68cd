package org.fewshotnas.network.worker;

import ai.djl.engine.Engine;
import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fewshotnas.network.training.Training;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;

/**
 * The command that starts a worker: this process's Java, the files that its classes came from, and the native libraries that it has loaded.
 * It is the same as a plain Java program and in OSGi, which keeps the jars within a bundle as files too.
 */
record JavaCommand(Path java, List<Path> classPath, Path libraries) {
    /** One class of each library that a worker needs; the loader of the engine sees them all. */
    private static final List<String> LIBRARIES = List.of(
            "ai.djl.pytorch.engine.PtEngine",
            "com.google.gson.Gson",
            "com.sun.jna.Library",
            "org.apache.commons.compress.archivers.ArchiveEntry",
            "org.apache.commons.io.IOUtils",
            "org.slf4j.Logger",
            "org.slf4j.impl.StaticLoggerBinder");

    private static final String LIBRARY_PATH = "PYTORCH_LIBRARY_PATH";
    private static final List<String> OPTIONS_OF_THE_USER =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** None if a file is not found. */
    static Optional<JavaCommand> find() {
        Path java = Path.of(System.getProperty("java.home"), "bin", File.separatorChar == '\\' ? "java.exe" : "java");
        Set<Path> files = new LinkedHashSet<>();
        for (Class<?> type : List.of(WorkerMain.class, Training.class, Torch.class, Progress.class, Engine.class)) {
            Optional<Path> file = file(type);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            files.add(file.get());
        }
        LIBRARIES.forEach(name -> library(name).ifPresent(files::add));
        return Files.isExecutable(java)
                ? Optional.of(new JavaCommand(java, List.copyOf(files), Torch.libraries()))
                : Optional.empty();
    }

    /** None for a library that this program does without. */
    private static Optional<Path> library(String type) {
        try {
            return file(Class.forName(type, false, Engine.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> file(Class<?> type) {
        return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .flatMap(JavaCommand::file);
    }

    private static Optional<Path> file(URL location) {
        try {
            return location.getProtocol().equals("file")
                    ? Optional.of(Path.of(location.toURI())).filter(Files::exists)
                    : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * What starts a worker on a job, whose folder is where it runs.
     *
     * @param device what computes, the processor or a GPU
     * @param megabytes of Java's memory
     */
    ProcessBuilder start(Path folder, int number, Device device, long megabytes) {
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Doffline=true",
                "-Dai.djl.offline=true",
                "-DOPT_OUT_TRACKING=true",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir")));
        for (String name : List.of("DJL_CACHE_DIR", "ENGINE_CACHE_DIR", "PYTORCH_VERSION", "PYTORCH_FLAVOR")) {
            Optional.ofNullable(System.getProperty(name)).ifPresent(value -> command.add("-D" + name + "=" + value));
        }
        command.addAll(List.of(
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                WorkerMain.class.getName(),
                Integer.toString(number),
                Integer.toString(device.index())));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        OPTIONS_OF_THE_USER.forEach(environment::remove);
        environment.put("OMP_WAIT_POLICY", "passive");
        environment.put("OMP_NUM_THREADS", "1");
        environment.put("OPT_OUT_TRACKING", "true");
        if (!isSet(LIBRARY_PATH)) {
            // The libraries that are shipped are for the processor; of others the user has said what they are.
            environment.putIfAbsent("PYTORCH_FLAVOR", "cpu");
        }
        environment.put(LIBRARY_PATH, libraries.toString());
        return builder;
    }

    private static boolean isSet(String name) {
        return System.getenv(name) != null || System.getProperty(name) != null;
    }
}
