package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float8Vector;
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
