package org.knime.core.webui.node.dialog.defaultdialog.internal.file;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what a {@link FileSelection} can be; without it a file. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface FileSelectionWidget {
    /** @return what can be chosen */
    SingleFileSelectionMode value();

    /** @return what is shown as long as nothing is chosen */
    String placeholder() default "";
}
