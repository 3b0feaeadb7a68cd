package org.knime.core.node;

/** What running code reports its progress to and asks whether it is to stop. */
public class ExecutionMonitor {
    private final NodeProgressMonitor progress;

    /** Reports to nobody. */
    public ExecutionMonitor() {
        this(new DefaultNodeProgressMonitor());
    }

    /** @param progress what to report to */
    public ExecutionMonitor(NodeProgressMonitor progress) {
        this.progress = progress;
    }

    /** @throws CanceledExecutionException if the user wants the node to stop */
    public void checkCanceled() throws CanceledExecutionException {
        progress.checkCanceled();
    }

    /** @param progress from 0 to 1 */
    public void setProgress(double progress) {
        this.progress.setProgress(progress);
    }

    /**
     * @param progress from 0 to 1
     * @param message what the node is doing
     */
    public void setProgress(double progress, String message) {
        this.progress.setProgress(progress, message);
    }

    /** @param message what the node is doing */
    public void setMessage(String message) {
        progress.setMessage(message);
    }
}
