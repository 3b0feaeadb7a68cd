package org.knime.core.webui.data;

import java.util.Optional;

/** Says what a page can ask for. */
public interface DataServiceProvider {
    /** @return what the page opens with, if anything */
    Optional<InitialDataService<?>> createInitialDataService();

    /** @return what answers the page's calls, if it makes any */
    Optional<RpcDataService> createRpcDataService();

    /** @return what takes changes, if there can be any */
    Optional<ApplyDataService<?>> createApplyDataService();
}
