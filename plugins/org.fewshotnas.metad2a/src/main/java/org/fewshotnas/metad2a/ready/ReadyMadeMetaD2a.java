package org.fewshotnas.metad2a.ready;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.fewshotnas.metad2a.MetaD2aModel;

/**
 * A model that has learned already, from this project's own trainings of cells of NAS-Bench-201 on small sets of images. {@code
 * benchmarks/trainings} is the tool that made them, and learned it.
 */
public final class ReadyMadeMetaD2a {
    private static final String FILE = "ready-made.safetensors";

    private ReadyMadeMetaD2a() {}

    /** The model. It is read once, when it is asked for first. */
    public static MetaD2aModel get() {
        return Holder.MODEL;
    }

    private static final class Holder {
        static final MetaD2aModel MODEL = read();

        private static MetaD2aModel read() {
            try (InputStream in = ReadyMadeMetaD2a.class.getResourceAsStream(FILE)) {
                return MetaD2aModel.read(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
