package org.fewshotnas.host.message;

/** Why a run cannot go on, in words for the user, with the exit code that follows from it. */
public final class HostException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /**
     * @param exitCode what the process ends with
     * @param message what was found, what was expected and what to do: whole sentences
     */
    public HostException(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    /** As the other constructor, with the exception behind it. */
    public HostException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What the process ends with. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** The exception for an option that cannot be used. */
    public static HostException badOption(String message) {
        return new HostException(ExitCode.BAD_OPTION, message);
    }

    /** The exception for a workflow that cannot be loaded. */
    public static HostException load(String message) {
        return new HostException(ExitCode.LOAD_ERROR, message);
    }

    /** As the other, with the exception behind it. */
    public static HostException load(String message, Throwable cause) {
        return new HostException(ExitCode.LOAD_ERROR, message, cause);
    }

    /** The exception for work that could not be done or written. */
    public static HostException execution(String message, Throwable cause) {
        return new HostException(ExitCode.EXECUTION_ERROR, message, cause);
    }
}
