package org.knime.core.node.config.base;

import java.io.Serializable;

/**
 * One typed value of a config, kept as the text that its XML form carries.
 *
 * @param type the type
 * @param text the value as text; {@code null} for a string that is {@code null}
 */
record ConfigEntry(Type type, String text) implements Serializable {

    /** The types by the names that the XML form gives them. */
    enum Type {
        xstring,
        xint,
        xlong,
        xdouble,
        xfloat,
        xshort,
        xbyte,
        xchar,
        xboolean,
        xpassword;

        /** @throws IllegalArgumentException if the text is no value of this type */
        void check(String text) {
            switch (this) {
                case xint -> Integer.parseInt(text);
                case xlong -> Long.parseLong(text);
                case xdouble -> Double.parseDouble(text);
                case xfloat -> Float.parseFloat(text);
                case xshort -> Short.parseShort(text);
                case xbyte -> Byte.parseByte(text);
                case xchar -> require(text.length() == 1, text);
                case xboolean -> require(text.equals("true") || text.equals("false"), text);
                default -> {}
            }
        }

        private void require(boolean valid, String text) {
            if (!valid) {
                throw new IllegalArgumentException("\"" + text + "\" is no " + name());
            }
        }
    }

    /** @throws IllegalArgumentException if the text is no value of the type */
    ConfigEntry {
        if (text == null && type != Type.xstring && type != Type.xpassword) {
            throw new IllegalArgumentException("an " + type + " cannot be null");
        }
        if (text != null) {
            type.check(text);
        }
    }
}
