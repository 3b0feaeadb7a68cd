package org.fewshotnas.space.base;

/**
 * Input or settings that cannot be worked with. The message says to an analyst what was found, what was expected, and where (file, row,
 * column); the resolution says what to do about it.
 */
public class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String resolution;

    /**
     * @param message what was found, what was expected and where: whole sentences
     * @param resolution what the user can do: whole sentences
     */
    public InvalidInputException(String message, String resolution) {
        this(message, resolution, null);
    }

    /** As the other constructor, with the exception behind it. */
    public InvalidInputException(String message, String resolution, Throwable cause) {
        super(message, cause);
        this.resolution = resolution;
    }

    /** What the user can do about it. */
    public String resolution() {
        return resolution;
    }
}
