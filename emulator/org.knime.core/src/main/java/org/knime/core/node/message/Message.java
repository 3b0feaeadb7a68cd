package org.knime.core.node.message;

import java.util.List;
import java.util.Objects;

/** What a node tells its user: a summary, an issue in more detail, and ways out. */
public final class Message {
    private final String summary;
    /** Can be {@code null}. */
    private final String issue;

    private final List<String> resolutions;

    Message(String summary, String issue, List<String> resolutions) {
        this.summary = summary;
        this.issue = issue;
        this.resolutions = List.copyOf(resolutions);
    }

    /** @return a builder */
    public static MessageBuilder builder() {
        return new MessageBuilder();
    }

    /** @return a message that is only a summary */
    public static Message fromSummary(String summary) {
        return builder()
                .withSummary(summary)
                .build()
                .orElseThrow(() -> new IllegalArgumentException("argument must not be null"));
    }

    /** @return a builder that begins with this message; its {@link MessageBuilder#getFirstIssue()} is the issue */
    public MessageBuilder modify() {
        MessageBuilder builder = builder().withSummary(summary).addResolutions(resolutions.toArray(String[]::new));
        return issue == null ? builder : builder.addTextIssue(issue);
    }

    /** @return what is the matter, in one line */
    public String getSummary() {
        return summary;
    }

    /** @return what the user can do about it */
    public List<String> getResolutions() {
        return resolutions;
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof Message o
                && summary.equals(o.summary)
                && Objects.equals(issue, o.issue)
                && resolutions.equals(o.resolutions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(summary, issue, resolutions);
    }

    @Override
    public String toString() {
        return summary + (issue == null ? "" : " (" + issue + ")") + (resolutions.isEmpty() ? "" : " " + resolutions);
    }
}
