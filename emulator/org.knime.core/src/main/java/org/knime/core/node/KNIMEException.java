package org.knime.core.node;

import org.knime.core.node.message.Message;

/** A failure with a message for the user, which can carry an issue and ways out. */
public final class KNIMEException extends Exception {
    private final transient Message message;

    private KNIMEException(Message message, Throwable cause) {
        super(message.getSummary(), cause);
        this.message = message;
    }

    /** @param message what is wrong, for the user */
    public KNIMEException(String message) {
        this(message, null);
    }

    /**
     * @param message what is wrong, for the user
     * @param cause what went wrong below
     */
    public KNIMEException(String message, Throwable cause) {
        this(
                Message.fromSummary(
                        message != null
                                ? message
                                : cause != null && cause.getMessage() != null ? cause.getMessage() : "unknown reason"),
                cause);
    }

    /** @return a failure with this message */
    public static KNIMEException of(Message message) {
        return new KNIMEException(message, null);
    }

    /** @return a failure with this message and what went wrong below */
    public static KNIMEException of(Message message, Throwable cause) {
        return new KNIMEException(message, cause);
    }

    /** @return the message for the user */
    public Message getKNIMEMessage() {
        return message;
    }
}
