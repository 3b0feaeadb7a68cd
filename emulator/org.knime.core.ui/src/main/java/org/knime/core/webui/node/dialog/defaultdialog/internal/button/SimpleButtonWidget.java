package org.knime.core.webui.node.dialog.defaultdialog.internal.button;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.knime.node.parameters.updates.ButtonReference;

/** Shows a button. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface SimpleButtonWidget {
    /** @return what refers to the button */
    Class<? extends ButtonReference> ref();
}
