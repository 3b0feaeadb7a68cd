package org.fewshotnas.view.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeJSON;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptableObject;

/** The page's scripts and its charting library, compiled once, for an interpreter that knows no modules, no page and no Java. */
final class Scripts {
    private static final String FOLDER = "/views/";
    /** A script cannot set a clock here, and what it complains of is an error. */
    private static final String SURROUNDINGS =
            "var self = this, globalThis = this; function setTimeout() { return 0; } function clearTimeout() {}"
                    + " var console = { log: function () {}, warn: function () {}, error: function (text) { throw new Error(text); } };";

    private static Script library;
    private static Script own;

    private Scripts() {}

    /** A scope in which all scripts have run; the context must be entered. */
    static ScriptableObject scope(Context context) {
        ScriptableObject scope = context.initSafeStandardObjects();
        context.evaluateString(scope, SURROUNDINGS, "surroundings", 1, null);
        compile(context);
        library.exec(context, scope);
        own.exec(context, scope);
        return scope;
    }

    private static synchronized void compile(Context context) {
        if (library == null) {
            library = context.compileString(withoutModule(text("lib/echarts.esm.min.js")), "echarts", 1, null);
            own = context.compileString(
                    (text("cells.js") + text("charts.js")).replaceAll("(?m)^export ", ""), "view", 1, null);
        }
    }

    /** The list of exports, "a as b" each, becomes an object. */
    private static String withoutModule(String module) {
        int exports = module.lastIndexOf("export{");
        StringBuilder object = new StringBuilder(module.substring(0, exports)).append("var echarts={");
        String list = module.substring(exports + "export{".length(), module.lastIndexOf('}'));
        for (String export : list.split(",")) {
            String[] names = export.trim().split(" as ");
            object.append(names[names.length - 1]).append(':').append(names[0]).append(',');
        }
        return object.append("};").toString();
    }

    private static String text(String name) {
        try (InputStream in = Scripts.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("The script " + FOLDER + name + " is missing in this installation.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Data of a page's record, as the scripts read it. */
    static Object parsed(Context context, ScriptableObject scope, String json) {
        return NativeJSON.parse(context, scope, json, (c, s, receiver, arguments) -> arguments[1]);
    }
}
