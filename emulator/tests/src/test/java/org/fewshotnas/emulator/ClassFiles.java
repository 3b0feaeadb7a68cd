package org.fewshotnas.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds compiled classes. */
final class ClassFiles {
    private ClassFiles() {}

    /** All classes of the jar or folder that a class lies in. */
    static List<ClassFile> beside(Class<?> one) throws IOException {
        try {
            Path place = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return below(place);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return below(jar.getPath("/"));
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static List<ClassFile> below(Path root) throws IOException {
        List<ClassFile> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".class") && !name.equals("package-info.class")) {
                    classes.add(ClassFile.of(Files.readAllBytes(file)));
                }
            }
        }
        return classes;
    }

    /** A class of Java's own; empty if it has none of that name. */
    static Optional<ClassFile> ofJava(String name) {
        try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
            return in == null ? Optional.empty() : Optional.of(ClassFile.of(in.readAllBytes()));
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
