package org.knime.node.parameters.widget;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.knime.node.parameters.updates.StateProvider;

/** Shows a parameter of type Optional with a box to tick. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface OptionalWidget {
    /** @return what gives the value when the box is ticked */
    Class<? extends DefaultValueProvider<?>> defaultProvider();

    /**
     * Gives the value when the box is ticked.
     *
     * @param <T> the class of the value
     */
    interface DefaultValueProvider<T> extends StateProvider<T> {
        @Override
        default void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
        }
    }
}
