package org.knime.core.node.config.base;

import java.io.BufferedWriter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.knime.core.node.config.base.ConfigEntry.Type;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The XML form of configs, {@code http://www.knime.org/2008/09/XMLConfig}: nested {@code config} elements with {@code entry} elements of
 * a key, a type and a value. Characters that XML or an editor might change are written as {@code %%} and five decimal digits.
 *
 * <p>Files come from anywhere: document types (and with them entities) are refused; length, depth and number of entries are bounded.
 */
final class ConfigXml {
    private static final long MAX_BYTES = 64L << 20;
    private static final int MAX_DEPTH = 256;
    private static final int MAX_ENTRIES = 2_000_000;
    private static final String NAMESPACE = "http://www.knime.org/2008/09/XMLConfig";

    private ConfigXml() {}

    static void read(ConfigBase config, InputStream in) throws IOException {
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser().parse(new InputSource(new Bounded(in)), new Handler(config));
        } catch (SAXException e) {
            throw new IOException("Unable to parse xml: " + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    static void write(ConfigBase config, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(config, writer, 0);
        writer.flush();
    }

    private static void write(ConfigBase config, Writer out, int depth) throws IOException {
        String indent = "    ".repeat(depth);
        out.write(indent + "<config");
        if (depth == 0) {
            out.write(" xmlns=\"" + NAMESPACE
                    + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"" + NAMESPACE
                    + " http://www.knime.org/XMLConfig_2008_09.xsd\"");
        }
        out.write(" key=\"" + attribute(config.getKey()) + "\"");
        if (config.keySet().isEmpty()) {
            out.write("/>\n");
            return;
        }
        out.write(">\n");
        for (String key : config) {
            ConfigEntry entry = config.entry(key);
            if (entry == null) {
                write(sub(config, key), out, depth + 1);
            } else {
                out.write(indent + "    <entry key=\"" + attribute(key) + "\" type=\"" + entry.type() + "\""
                        + (entry.text() == null
                                ? " isnull=\"true\" value=\"\""
                                : " value=\"" + attribute(escape(entry.text())) + "\"")
                        + "/>\n");
            }
        }
        out.write(indent + "</config>\n");
    }

    private static ConfigBase sub(ConfigBase config, String key) {
        try {
            return config.getConfigBase(key);
        } catch (org.knime.core.node.InvalidSettingsException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String attribute(String s) {
        return s.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\n", "&#10;")
                .replace("\r", "&#13;")
                .replace("\t", "&#9;");
    }

    /** {@code %%} and five digits for control characters, for all from U+D800 on, and for the first of two percent signs. */
    static String escape(String s) {
        StringBuilder b = new StringBuilder(s.length());
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c < 32 || c > 0xd7ff || c == '%' && i + 1 < s.length() && s.charAt(i + 1) == '%') {
                b.append("%%").append(String.format(Locale.ROOT, "%05d", (int) c));
            } else {
                b.append(c);
            }
        }
        return b.toString();
    }

    static String unescape(String s) {
        if (!s.contains("%%")) {
            return s;
        }
        StringBuilder b = new StringBuilder(s.length());
        for (int i = 0; i < s.length(); i++) {
            if (s.startsWith("%%", i)
                    && i + 7 <= s.length()
                    && s.substring(i + 2, i + 7).chars().allMatch(c -> c >= '0' && c <= '9')) {
                b.append((char) Integer.parseInt(s.substring(i + 2, i + 7)));
                i += 6;
            } else {
                b.append(s.charAt(i));
            }
        }
        return b.toString();
    }

    /** Ends with an exception instead of reading on for ever. */
    private static final class Bounded extends FilterInputStream {
        private long left = MAX_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = super.read(b, off, len);
            return count(n, n);
        }

        private int count(int result, int n) throws IOException {
            if (result >= 0) {
                this.left -= n;
            }
            if (left < 0) {
                throw new IOException("This settings file is longer than " + (MAX_BYTES >> 20) + " MiB.");
            }
            return result;
        }
    }

    private static final class Handler extends DefaultHandler {
        private final ConfigBase root;
        private final Deque<ConfigBase> stack = new ArrayDeque<>();
        private Locator locator;
        private int entries;

        Handler(ConfigBase root) {
            this.root = root;
        }

        @Override
        public void setDocumentLocator(Locator locator) {
            this.locator = locator;
        }

        @Override
        public void startElement(String uri, String localName, String name, Attributes a) throws SAXException {
            if (++entries > MAX_ENTRIES || stack.size() > MAX_DEPTH) {
                throw problem("more than " + MAX_ENTRIES + " entries, or more than " + MAX_DEPTH + " levels");
            }
            if (name.equals("config")) {
                if (stack.isEmpty()) {
                    root.setKey(required(a, "key"));
                    stack.push(root);
                } else {
                    stack.push(stack.peek().addConfigBase(required(a, "key")));
                }
            } else if (name.equals("entry") && !stack.isEmpty()) {
                entry(a);
            } else {
                throw problem("\"" + name + "\" is not expected here");
            }
        }

        private void entry(Attributes a) throws SAXException {
            String key = required(a, "key");
            boolean isNull = "true".equals(a.getValue("isnull"));
            try {
                Type type = Type.valueOf(required(a, "type"));
                stack.peek().put(key, new ConfigEntry(type, isNull ? null : unescape(required(a, "value"))));
            } catch (IllegalArgumentException e) {
                throw problem("invalid type or value of \"" + key + "\" (" + e.getMessage() + ")");
            }
        }

        private String required(Attributes a, String name) throws SAXException {
            String value = a.getValue(name);
            if (value == null) {
                throw problem("attribute \"" + name + "\" is missing");
            }
            return value;
        }

        @Override
        public void endElement(String uri, String localName, String name) {
            if (name.equals("config")) {
                stack.pop();
            }
        }

        private SAXException problem(String what) {
            return new SAXException("line " + (locator == null ? "?" : locator.getLineNumber()) + ": " + what);
        }
    }
}
