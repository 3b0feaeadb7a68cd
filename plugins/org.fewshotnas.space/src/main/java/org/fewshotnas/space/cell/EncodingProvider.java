package org.fewshotnas.space.cell;

import java.util.List;

/** Where encodings come from: found as a service, under this name in {@code META-INF/services}. Every {@link Encoding} provides itself. */
public interface EncodingProvider {
    /** Encodings of different names, in the order in which they are listed; mixed-ops extensions are not among them. */
    List<? extends Encoding> encodings();
}
