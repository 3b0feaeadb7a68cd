package org.knime.core.webui.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.knime.core.node.FluentNodeAPI;

/** The page of a view: a file of the bundle, and what it needs. */
public class Page implements FluentNodeAPI {
    private final Class<?> bundle;
    private final String path;
    private final Supplier<String> text;
    /** What the page needs, by its name. */
    final Map<String, URL> resources = new LinkedHashMap<>();

    Page(Class<?> bundle, String path) {
        this.bundle = bundle;
        this.path = path;
        text = null;
    }

    private Page(Supplier<String> text, String path) {
        this.text = text;
        this.path = path;
        bundle = null;
    }

    /** @return what a page that is no file says */
    public InputStream getInputStream() throws IOException {
        if (text == null) {
            throw new IOException(path + " is a file of a bundle");
        }
        return new ByteArrayInputStream(text.get().getBytes(StandardCharsets.UTF_8));
    }

    /** @return the first step */
    public static RequireFromFileOrString create() {
        return () -> bundle -> basePath -> file -> new FromFilePage(bundle, basePath, file);
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

        /** @param page gives the page's text */
        default RequireRelativePath fromString(StringSupplier page) {
            return path -> new Page(page, path);
        }
    }

    /** Gives a text. */
    @FunctionalInterface
    public interface StringSupplier extends Supplier<String> {}

    /** The step at which a page that is no file gets a name. */
    public interface RequireRelativePath {
        /** @param relativePath the name; how it ends says what it is */
        Page relativePath(String relativePath);
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
