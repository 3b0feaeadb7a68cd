package org.fewshotnas.space.base;

import java.io.IOException;
import java.util.Map;

/** What goes from node to node and can be written for other programs as well. */
public interface Exportable {
    /**
     * The files.
     *
     * @return their contents by their endings, such as ".onnx"
     * @throws IOException if they cannot be made
     */
    Map<String, byte[]> exported() throws IOException;
}
