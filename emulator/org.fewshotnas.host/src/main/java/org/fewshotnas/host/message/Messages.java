package org.fewshotnas.host.message;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Turns exceptions into what a user can read. */
public final class Messages {
    private Messages() {}

    /** One or two sentences about what went wrong, never empty. */
    public static String of(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "There is not enough memory. Give more with FEWSHOTNAS_MEMORY (as in FEWSHOTNAS_MEMORY=8g), or work on less data.";
        }
        String message = failure.getMessage();
        if (isDiskFull(failure)) {
            return "The disk is full" + place(failure) + ". Free some space and run again.";
        }
        if (failure instanceof AccessDeniedException e) {
            return "Access to " + e.getFile() + " is denied.";
        }
        if (failure instanceof NoSuchFileException e) {
            return "There is no file " + e.getFile() + ".";
        }
        if (message == null || message.isBlank()) {
            return "Unexpected " + failure.getClass().getSimpleName() + ".";
        }
        boolean speaksForItself =
                failure instanceof HostException || failure instanceof IOException || message.contains(" ");
        return speaksForItself ? message : failure.getClass().getSimpleName() + ": " + message;
    }

    private static String place(Throwable failure) {
        if (failure instanceof FileSystemException e && (e.getOtherFile() != null || e.getFile() != null)) {
            return " (" + (e.getOtherFile() != null ? e.getOtherFile() : e.getFile())
                    + ")"; // the other file is where a copy goes
        }
        return "";
    }

    /** Whether the exception or one of its causes says that a disk is full. */
    static boolean isDiskFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = cause instanceof FileSystemException e && e.getReason() != null
                    ? e.getReason()
                    : cause.getMessage();
            if (cause instanceof IOException && text != null) {
                String lower = text.toLowerCase(Locale.ROOT);
                if (lower.contains("no space left")
                        || lower.contains("not enough space")
                        || lower.contains("disk quota")) {
                    return true;
                }
            }
        }
        return false;
    }
}
