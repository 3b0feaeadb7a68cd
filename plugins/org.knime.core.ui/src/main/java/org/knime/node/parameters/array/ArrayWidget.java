package org.knime.node.parameters.array;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Shows a parameter that is an array of groups of parameters. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ArrayWidget {
    /** @return what the button that adds an element says */
    String addButtonText() default "";

    /** @return what an element is called */
    String elementTitle() default "";

    /** @return whether elements can be moved */
    boolean showSortButtons() default false;
}
