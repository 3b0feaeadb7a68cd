package org.knime.core.webui.page;

import java.net.URL;
import java.util.Optional;

/** Finds the page of a view on the class path. */
public final class HostPage {
    private HostPage() {}

    /** @return the page's file, if it is there */
    public static Optional<URL> find(Page page) {
        return Optional.ofNullable(page.bundle().getClassLoader().getResource(page.path()));
    }
}
