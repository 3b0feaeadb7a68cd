package org.fewshotnas.knime.common;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;

/** A percentage is no larger than the whole. */
public final class AtMost100 extends MaxValidation {
    @Override
    protected double getMax() {
        return 100;
    }
}
