package org.knime.core.webui.data;

/**
 * Gives a page the data that it opens with.
 *
 * @param <D> the type of the data
 */
public final class InitialDataService<D> {
    private InitialDataService() {}
}
