package org.knime.node.parameters;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Hides a parameter or a section until the user asks for advanced settings. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Advanced {}
