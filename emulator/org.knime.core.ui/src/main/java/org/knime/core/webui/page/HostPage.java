package org.knime.core.webui.page;

import java.net.URL;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the page of a view on the class path. */
public final class HostPage {
    private HostPage() {}

    /** @return the page's file, if it is there */
    public static Optional<URL> find(Page page) {
        return Optional.ofNullable(page.bundle().getClassLoader().getResource(page.path()));
    }

    /** @return the name of the page's file, without its folder */
    public static String name(Page page) {
        return page.path().substring(page.path().lastIndexOf('/') + 1);
    }

    /** @return the files of a page by their names from its folder, its own first; those alone that are there */
    public static Map<String, URL> files(Page page) {
        Map<String, URL> files = new LinkedHashMap<>();
        find(page).ifPresent(file -> files.put(name(page), file));
        files.putAll(page.resources);
        return files;
    }
}
