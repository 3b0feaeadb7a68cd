package org.knime.core.webui.data;

/** Whose data are of no use any more once the node's state has changed. */
public interface DisposeDataServicesOnNodeStateChange {}
