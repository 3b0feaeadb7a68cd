package org.knime.core.node.port;

import java.io.InputStream;
import java.util.zip.ZipInputStream;

/** The archive in which a port object's content is stored. */
public class PortObjectZipInputStream extends ZipInputStream {
    PortObjectZipInputStream(InputStream stream) {
        super(stream);
    }
}
