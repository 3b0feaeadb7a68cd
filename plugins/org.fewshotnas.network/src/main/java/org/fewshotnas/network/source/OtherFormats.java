package org.fewshotnas.network.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.fewshotnas.space.base.InvalidInputException;

/** What is said of a file that is not read but known: which format it has, and how its content comes into one that is read. */
final class OtherFormats {
    private static final int PICKLE = 0x80;

    private OtherFormats() {}

    /**
     * @param head the first bytes, unpacked
     * @param advice where nothing is known
     */
    static InvalidInputException refused(Path file, byte[] head, String advice) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        String found = "The file \"" + file.getFileName() + "\" ";
        if (head.length == 0) {
            return new InvalidInputException(found + "is empty, or packed and damaged.", "Copy or download it again.");
        }
        Optional<InvalidInputException> unsafe = known(file, head);
        if (unsafe.isPresent()) {
            return unsafe.get();
        }
        if (text.matches("(?is)[%@\\s].*") && !text.startsWith("@data")) {
            return new InvalidInputException(
                    found + "is text, but not of a format that this node reads.",
                    "An ARFF file is read by KNIME's ARFF Reader; of the UEA archive, choose the .ts file.");
        }
        if (text.chars()
                .allMatch(sign -> sign >= ' ' && sign != 0x7f || sign == '\t' || sign == '\r' || sign == '\n')) {
            return new InvalidInputException(
                    found + "is text, but not of a format that this node reads.",
                    "A table with one series in each row is read by KNIME's CSV Reader; the nodes that learn take its columns of numbers as "
                            + "the steps of a series.");
        }
        return new InvalidInputException(
                found + "holds no labelled examples in a format that is known.",
                "If it is an archive, unpack it before. " + advice);
    }

    /** What is said of a pickle or an HDF5 file, which hold arrays; empty if it is neither. */
    static Optional<InvalidInputException> known(Path file, byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        String found = "The file \"" + file.getFileName() + "\" ";
        if (head.length > 1 && (head[0] & 0xff) == PICKLE && head[1] >= 2 && head[1] <= 5) {
            return Optional.of(new InvalidInputException(
                    found
                            + "is a pickle of Python, which could execute anything, and is not read; nothing of it was run.",
                    "Store its arrays with NumPy: numpy.savez('data.npz', x_train=..., y_train=..., x_test=..., y_test=...). Of CIFAR, choose "
                            + "the \"binary version\"."));
        }
        if (text.startsWith("\u0089HDF") || text.startsWith("MATLAB 7.3")) {
            return Optional.of(new InvalidInputException(
                    found + "is an HDF5 file (MATLAB 7.3 stores such too), which is not read.",
                    "Store its arrays with NumPy: numpy.savez('data.npz', x=..., y=...), from h5py.File."));
        }
        return Optional.empty();
    }
}
