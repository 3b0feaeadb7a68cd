package org.fewshotnas.knime.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.base.Waiting;

/** Copies what is not on this machine: says what went wrong on the way, and stops at once when cancelled, whatever the other side does. */
final class RemoteFile {
    private static final Pattern STATUS = Pattern.compile("HTTP response code: (\\d{3})");

    /** As the user wrote it. */
    private final String address;

    RemoteFile(String address) {
        this.address = address;
    }

    /** Opens the connection. */
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    /**
     * Copies a file.
     *
     * @param room bytes that may be copied; what was copied is taken off
     * @throws InvalidInputException if it breaks off, or is larger: with what the other side said
     * @throws IOException if it cannot be opened, or the copy cannot be written
     */
    void copy(Opening opening, Path target, long[] room, Progress progress) throws IOException {
        try (Waiting waiting = new Waiting("fewshotnas-download")) {
            progress.report(0, "Opening " + address);
            InputStream in = waiting.on(opening::open, progress);
            try (OutputStream out = Files.newOutputStream(target)) {
                while (true) {
                    byte[] bytes = waiting.on(() -> next(in), progress);
                    if (bytes.length == 0) {
                        break;
                    }
                    room[0] -= bytes.length;
                    if (room[0] < 0) {
                        throw new InvalidInputException(
                                "\"" + address + "\" has more bytes than a file may have.",
                                "Check that it is the right file.");
                    }
                    out.write(bytes);
                }
            } finally {
                // Closing may wait for the other side as well.
                Thread closing = new Thread(() -> closeQuietly(in), "fewshotnas-close");
                closing.setDaemon(true);
                closing.start();
            }
        }
    }

    /** The next bytes; none at the end. */
    private byte[] next(InputStream in) {
        byte[] buffer = new byte[1 << 16];
        try {
            int n = in.read(buffer);
            return n < 0 ? new byte[0] : Arrays.copyOf(buffer, n);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static void closeQuietly(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            // all that was wanted has been read
        }
    }

    /** What went wrong, and what to do. */
    InvalidInputException unreadable(IOException e) {
        return new InvalidInputException("\"" + address + "\" cannot be read: " + reason(e) + ".", advice(e), e);
    }

    private static String reason(IOException e) {
        String said = e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage().replaceFirst("\\.$", "");
        if (e instanceof UnknownHostException) {
            return "there is no host " + said.replaceFirst(":.*", "");
        }
        if (e instanceof SocketTimeoutException) {
            return "the server did not answer in time (" + said + ")";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "the server refuses the connection or cannot be reached (" + said + ")";
        }
        if (e instanceof FileNotFoundException) {
            return "there is no such file (HTTP status 404 or 410)";
        }
        Matcher status = STATUS.matcher(said);
        return status.find()
                ? "the server answered with HTTP status " + meaning(Integer.parseInt(status.group(1)))
                : said;
    }

    private static String meaning(int status) {
        return switch (status) {
            case HttpURLConnection.HTTP_UNAUTHORIZED -> "401: it wants a user name and a password";
            case HttpURLConnection.HTTP_FORBIDDEN -> "403: it does not give the file to you";
            case HttpURLConnection.HTTP_INTERNAL_ERROR -> "500: something is wrong on the server's side";
            case HttpURLConnection.HTTP_UNAVAILABLE -> "503: it is overloaded or being maintained";
            default -> Integer.toString(status);
        };
    }

    private static String advice(IOException e) {
        return e instanceof FileNotFoundException
                ? "Check the address: its upper and lower case, and whether the file has been moved."
                : "Check the address and the connection, try again later, or download the file and choose the copy.";
    }
}
