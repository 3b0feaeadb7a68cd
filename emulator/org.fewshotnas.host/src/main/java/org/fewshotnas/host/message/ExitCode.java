package org.fewshotnas.host.message;

/** What a run ends with: the exit codes of KNIME's batch application. */
public enum ExitCode {
    /** Every node executed. */
    OK(0),
    /** An option is unknown, or its value cannot be used. */
    BAD_OPTION(2),
    /** The workflow could not be loaded. */
    LOAD_ERROR(3),
    /** At least one node did not execute, or the result could not be written. */
    EXECUTION_ERROR(4);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number that the process ends with. */
    public int code() {
        return code;
    }
}
