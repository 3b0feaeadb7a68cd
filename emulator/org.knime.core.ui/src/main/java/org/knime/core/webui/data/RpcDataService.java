package org.knime.core.webui.data;

/** Answers a page's calls. */
public final class RpcDataService {
    private RpcDataService() {}
}
