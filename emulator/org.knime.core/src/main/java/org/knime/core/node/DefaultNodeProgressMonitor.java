package org.knime.core.node;

/** Keeps progress, message and the wish to stop; progress never goes back. A thread that is interrupted is asked to stop, too. */
public class DefaultNodeProgressMonitor implements NodeProgressMonitor {
    private volatile boolean canceled;
    private Double progress;
    private String message;

    /** Nothing done yet. */
    public DefaultNodeProgressMonitor() {}

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        if (isCanceled()) {
            throw new CanceledExecutionException("ProgressMonitor has been canceled.");
        }
    }

    /** @return whether the node is to stop */
    private boolean isCanceled() {
        return canceled || Thread.currentThread().isInterrupted();
    }

    @Override
    public void setExecuteCanceled() {
        canceled = true;
    }

    @Override
    public synchronized void setProgress(double progress) {
        if (progress >= 0 && (this.progress == null || progress > this.progress)) {
            this.progress = Math.min(progress, 1);
        }
    }

    @Override
    public synchronized void setProgress(double progress, String message) {
        setProgress(progress);
        setMessage(message);
    }

    @Override
    public synchronized void setMessage(String message) {
        this.message = message;
    }

    @Override
    public synchronized Double getProgress() {
        return progress;
    }

    @Override
    public synchronized String getMessage() {
        return message;
    }
}
