package org.knime.node.parameters.widget.choices;

/**
 * One of several texts.
 *
 * @param id the text that is stored
 * @param text what the user reads
 */
public record StringChoice(String id, String text) {
    /** @return a text that the user reads as it is stored */
    public static StringChoice fromId(String id) {
        return new StringChoice(id, id);
    }
}
