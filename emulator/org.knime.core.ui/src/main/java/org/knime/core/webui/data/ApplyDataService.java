package org.knime.core.webui.data;

/**
 * Takes what a page's user has changed.
 *
 * @param <D> the type of the data
 */
public final class ApplyDataService<D> {
    private ApplyDataService() {}
}
