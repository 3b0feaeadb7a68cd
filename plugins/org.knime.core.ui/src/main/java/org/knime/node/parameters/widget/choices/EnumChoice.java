package org.knime.node.parameters.widget.choices;

/**
 * One of several enum constants.
 *
 * @param <E> the enum
 * @param id the constant
 * @param text what the user reads
 */
public record EnumChoice<E extends Enum<E>>(E id, String text) {
    /** @return a constant with its label */
    public static <E extends Enum<E>> EnumChoice<E> fromEnumConst(E enumConst) {
        try {
            Label label =
                    enumConst.getDeclaringClass().getField(enumConst.name()).getAnnotation(Label.class);
            return new EnumChoice<>(enumConst, label == null ? enumConst.name() : label.value());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
