package org.fewshotnas.benchmark.arrow;

import java.nio.ByteBuffer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.fewshotnas.space.base.InvalidInputException;

/** Access to Arrow, which reads memory through a package of the JDK that the JVM must have been told to open. */
final class ArrowSupport {
    private static final String OPTION = "--add-opens=java.base/java.nio=ALL-UNNAMED";

    private ArrowSupport() {}

    /**
     * An allocator of native memory.
     *
     * @param limit the most bytes that it hands out at one time
     * @throws InvalidInputException if the JVM was started without what Arrow needs
     */
    static BufferAllocator allocator(long limit) {
        if (!ByteBuffer.class.getModule().isOpen("java.nio", RootAllocator.class.getModule())) {
            throw new InvalidInputException(
                    "Arrow files cannot be used, because this Java was started without the option " + OPTION + ".",
                    "Add a line with that option at the end of knime.ini and restart, or use CSV instead.");
        }
        return new RootAllocator(limit);
    }
}
