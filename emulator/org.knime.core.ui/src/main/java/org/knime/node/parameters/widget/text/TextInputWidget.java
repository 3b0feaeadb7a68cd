package org.knime.node.parameters.widget.text;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/** Shows a text, and checks it in the dialog only. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TextInputWidget {
    /** @return what is shown while there is no text */
    String placeholder() default "";

    /** @return the pattern of valid texts */
    Class<? extends PatternValidation> patternValidation() default PatternValidation.class;
}
