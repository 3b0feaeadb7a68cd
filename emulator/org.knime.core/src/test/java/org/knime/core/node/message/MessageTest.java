package org.knime.core.node.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knime.core.node.KNIMEException;

/** Messages and the failures that carry them. */
class MessageTest {
    @Test
    void aFailureSaysSummaryIssueAndWaysOut() {
        Message message = Message.builder()
                .withSummary("It is too hot.")
                .addTextIssue("40 degrees")
                .addTextIssue("41 degrees")
                .addResolutions("Open a window.", "Wait.")
                .build()
                .orElseThrow();
        KNIMEException failure = KNIMEException.of(message, new IllegalStateException("below"));
        assertEquals("It is too hot.", failure.getMessage());
        assertEquals(message, failure.getKNIMEMessage());
        assertEquals(List.of("Open a window.", "Wait."), message.getResolutions());
        assertEquals(Optional.of("40 degrees"), message.modify().getFirstIssue());
        assertEquals(message, message.modify().build().orElseThrow());
    }

    @Test
    void withoutSummaryThereIsNoMessage() {
        assertTrue(Message.builder().addTextIssue("40 degrees").build().isEmpty());
        assertEquals(
                "below",
                new KNIMEException(null, new IllegalStateException("below"))
                        .getKNIMEMessage()
                        .getSummary());
    }
}
