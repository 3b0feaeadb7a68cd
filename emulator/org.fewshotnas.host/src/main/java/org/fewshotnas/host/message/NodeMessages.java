package org.fewshotnas.host.message;

import java.util.List;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;

/** Turns what a node throws into what its user reads. */
public final class NodeMessages {
    private NodeMessages() {}

    /** Summary, issue and what to do, one below the other. */
    public static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KNIMEException e) {
                return of(e.getKNIMEMessage());
            }
        }
        return Messages.of(failure);
    }

    /** Whether the node speaks for itself: KNIME shows such a message without "Execute failed". */
    public static boolean isForUsers(Throwable failure) {
        return failure instanceof KNIMEException;
    }

    private static String of(Message message) {
        StringBuilder text = new StringBuilder(message.getSummary());
        List<String> resolutions = message.getResolutions();
        String issue = message.modify().getFirstIssue().orElse("");
        if (!issue.isEmpty() && !issue.equals(message.getSummary())) {
            text.append('\n').append(issue);
        }
        for (String resolution : resolutions) {
            text.append("\nWhat to do: ").append(resolution);
        }
        return text.toString();
    }
}
