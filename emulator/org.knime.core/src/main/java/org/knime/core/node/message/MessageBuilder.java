package org.knime.core.node.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds a {@link Message}. */
public final class MessageBuilder {
    private final List<String> resolutions = new ArrayList<>();
    private String summary;
    private String issue;

    MessageBuilder() {}

    /** @param summary what is the matter, in one line */
    public MessageBuilder withSummary(String summary) {
        this.summary = summary;
        return this;
    }

    /** Adds an issue in more detail; the first one is kept. */
    public MessageBuilder addTextIssue(String description) {
        issue = issue == null ? description : issue;
        return this;
    }

    /** Adds what the user can do about it. */
    public MessageBuilder addResolutions(String... res) {
        resolutions.addAll(List.of(res));
        return this;
    }

    /** @return the issue in more detail */
    public Optional<String> getFirstIssue() {
        return Optional.ofNullable(issue);
    }

    /** @return the message, empty without a summary */
    public Optional<Message> build() {
        return summary == null ? Optional.empty() : Optional.of(new Message(summary, issue, resolutions));
    }
}
