package org.fewshotnas.network.cache;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Map;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.file.DataSetFile;
import org.fewshotnas.network.file.TrainingResultFile;
import org.fewshotnas.network.worker.TrainingJob;
import org.fewshotnas.tensor.engine.Device;

/**
 * What makes a training the same as another: the network, which its architecture and macro architecture make, the settings with the seed,
 * both data sets, the device, whose last digits are its own, and the version of what is kept.
 *
 * @param sha256 of all of it, in hexadecimal
 */
record TrainingKey(String sha256) {
    /** Makes keys, and reads every data set through only once. */
    static final class Maker {
        private final Map<DataSet, String> known = new IdentityHashMap<>();

        /** @param device that trains, the processor or a GPU */
        TrainingKey of(TrainingJob job, Device device) {
            String text = String.join(
                    "\n",
                    TrainingResultFile.VERSION,
                    digest(job.training()),
                    job.validation().map(this::digest).orElse("none"),
                    job.plan().toJson());
            // Trainings that were kept when all were the processor's keep their keys.
            text += device.isGpu() ? "\n" + device : "";
            MessageDigest digest = newDigest();
            return new TrainingKey(HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8))));
        }

        private String digest(DataSet data) {
            return known.computeIfAbsent(data, TrainingKey::digestOf);
        }
    }

    private static String digestOf(DataSet data) {
        MessageDigest digest = newDigest();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            DataSetFile.write(data, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
