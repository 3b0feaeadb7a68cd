package org.fewshotnas.host.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fewshotnas.host.file.Locations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.NodeSettings;

/** A node runs again when a file that it reads has changed, on its own or in a folder. */
class FingerprintTest {
    @Test
    void theFilesOfAFolderCount(@TempDir Path folder) throws Exception {
        NodeSettings settings = new NodeSettings("model");
        NodeSettings location = (NodeSettings) settings.addNodeSettings("path");
        location.addBoolean("location_present", true);
        location.addString("path", folder.toString());
        Path file = Files.writeString(folder.resolve("a"), "one");
        String before = fingerprint(settings, folder);
        assertEquals(before, fingerprint(settings, folder));
        Files.writeString(file, "three");
        assertNotEquals(before, fingerprint(settings, folder), "the folder itself has not changed");
        assertNotEquals(fingerprint(settings, file), fingerprint(settings, folder.resolve("absent")));
    }

    /** Otherwise a node that needs no file would run again in every other working folder. */
    @Test
    void anEmptyPathIsNoFile(@TempDir Path folder) {
        NodeSettings location = new NodeSettings("path");
        location.addBoolean("location_present", true);
        location.addString("path", "");
        for (String system : new String[] {"LOCAL", "CUSTOM_URL", "RELATIVE"}) {
            location.addString("file_system_type", system);
            assertEquals(Optional.empty(), Locations.resolve(location, folder), system);
        }
    }

    private static String fingerprint(NodeSettings settings, Path path) {
        return new Fingerprint()
                .addFiles(settings, location -> Optional.of(path))
                .value();
    }
}
