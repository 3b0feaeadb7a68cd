package org.knime.core.node.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Opens the archives in which port objects and specs are stored; each begins with an empty entry that says what it is. */
public final class PortUtil {
    private static final String SPEC = "portSpec.file";
    private static final String OBJECT = "portObject.file";

    private PortUtil() {}

    /** @return the archive to write a spec to */
    public static PortObjectSpecZipOutputStream getPortObjectSpecZipOutputStream(OutputStream in) throws IOException {
        return begin(new PortObjectSpecZipOutputStream(in), SPEC);
    }

    /** @return the archive to write an object to */
    public static PortObjectZipOutputStream getPortObjectZipOutputStream(OutputStream in) throws IOException {
        return begin(new PortObjectZipOutputStream(in), OBJECT);
    }

    /** @return the archive to read a spec from */
    public static PortObjectSpecZipInputStream getPortObjectSpecZipInputStream(InputStream in) throws IOException {
        return begin(new PortObjectSpecZipInputStream(in), SPEC);
    }

    /** @return the archive to read an object from */
    public static PortObjectZipInputStream getPortObjectZipInputStream(InputStream in) throws IOException {
        return begin(new PortObjectZipInputStream(in), OBJECT);
    }

    private static <T extends ZipOutputStream> T begin(T out, String name) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        return out;
    }

    private static <T extends ZipInputStream> T begin(T in, String name) throws IOException {
        ZipEntry entry = in.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new IOException("Expected entry " + name + " in the archive, got " + entry + ".");
        }
        return in;
    }
}
