package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float8Vector;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.knime.nodes.similarity.TaskSimilarityNodeFactory;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.view.View;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;

/** The third-party libraries work as bundles, natives included. */
class LibrariesInEquinoxTest {

    @Test
    void runsInTheBundleOfTheNodes() {
        var bundle = FrameworkUtil.getBundle(LibrariesInEquinoxTest.class);
        assertNotNull(bundle, "not in an OSGi framework");
        assertEquals("org.fewshotnas.knime", bundle.getSymbolicName());
    }

    /** KNIME finds the page of a view in a folder only; whatever needs no folder stays a jar, as it is installed. */
    @Test
    void theBundleOfThePagesIsAFolderAndTheOthersAreJars() throws Exception {
        assertTrue(Files.isDirectory(place(View.class)));
        for (Class<?> library :
                List.of(SearchSpace.class, BenchmarkFiles.class, Predictor.class, RootAllocator.class)) {
            assertTrue(Files.isRegularFile(place(library)), library + " in " + place(library));
        }
        new TaskSimilarityNodeFactory();
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void torchComputes() {
        var thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Engine.class.getClassLoader());
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
                NDArray numbers = manager.create(new float[] {1, 2});
                NDArray products = numbers.mul(11)) {
            assertArrayEquals(new float[] {11, 22}, products.toFloatArray());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void arrowHoldsNumbers() {
        try (var allocator = new RootAllocator();
                var vector = new Float8Vector("score", allocator)) {
            vector.setSafe(0, 73.2);
            vector.setValueCount(1);
            assertEquals(73.2, vector.get(0));
        }
    }
}
