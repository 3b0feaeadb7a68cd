package org.knime.node.parameters.widget.message;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.knime.node.parameters.updates.StateProvider;

/** Shows a message in the dialog, if there is one. The field is of the class {@link Void}, has no widget, and is not stored. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TextMessage {
    /** @return what knows whether there is a message */
    Class<? extends StateProvider<Optional<Message>>> value();

    /**
     * A message.
     *
     * @param title what it is about
     * @param description what it says
     * @param type how it looks
     */
    record Message(String title, String description, MessageType type) {}

    /** How a message looks. */
    enum MessageType {
        /** For your information. */
        INFO,
        /** Something may be wrong. */
        WARNING,
        /** Something is wrong. */
        ERROR,
        /** Something has gone well. */
        SUCCESS
    }
}
