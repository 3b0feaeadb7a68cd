package org.knime.core.webui.page;

import org.knime.core.node.FluentNodeAPI;

/** The page of a view: a file of the bundle, and what it needs. */
public class Page implements FluentNodeAPI {
    private final Class<?> bundle;
    private final String path;

    Page(Class<?> bundle, String path) {
        this.bundle = bundle;
        this.path = path;
    }

    /** @return the first step */
    public static RequireFromFileOrString create() {
        return () -> bundle -> basePath -> file -> new FromFilePage(bundle, basePath + "/" + file);
    }

    /** The class whose bundle has the page. */
    Class<?> bundle() {
        return bundle;
    }

    /** Where the bundle has the page. */
    String path() {
        return path;
    }

    /** The step at which is said where the page comes from. */
    public interface RequireFromFileOrString {
        /** From a file of a bundle. */
        RequireBundle fromFile();
    }

    /** The step at which the bundle is named. */
    public interface RequireBundle {
        /** @param clazz any class of the bundle */
        RequireBasePath bundleClass(Class<?> clazz);
    }

    /** The step at which the folder is named. */
    public interface RequireBasePath {
        /** @param basePath the folder, from the bundle's root */
        RequireRelativeFilePath basePath(String basePath);
    }

    /** The step at which the file is named. */
    public interface RequireRelativeFilePath {
        /** @param relativeFilePath the file, from the folder; how it ends says what it is */
        FromFilePage relativeFilePath(String relativeFilePath);
    }
}
