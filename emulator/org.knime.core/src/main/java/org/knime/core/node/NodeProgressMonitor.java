package org.knime.core.node;

/** Where a running node's progress goes to and the user's wish to stop comes from. */
public interface NodeProgressMonitor {
    /** @throws CanceledExecutionException if the user wants the node to stop */
    void checkCanceled() throws CanceledExecutionException;

    /** @param progress from 0 to 1 */
    void setProgress(double progress);

    /**
     * @param progress from 0 to 1
     * @param message what the node is doing
     */
    void setProgress(double progress, String message);

    /** @param message what the node is doing */
    void setMessage(String message);

    /** @return from 0 to 1, {@code null} if nothing was said yet */
    Double getProgress();

    /** @return what the node is doing, can be {@code null} */
    String getMessage();

    /** Asks the node to stop. */
    void setExecuteCanceled();
}
