package org.knime.node.parameters.persistence;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Has a parameter stored and read in a way of its own. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.TYPE})
public @interface Persistor {
    /** @return what stores and reads it */
    @SuppressWarnings("rawtypes")
    Class<? extends NodeParametersPersistor> value();
}
