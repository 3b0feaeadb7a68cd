package org.knime.core.webui.page;

/** A page that is a file of a bundle. */
public class FromFilePage extends Page {
    FromFilePage(Class<?> bundle, String path) {
        super(bundle, path);
    }
}
