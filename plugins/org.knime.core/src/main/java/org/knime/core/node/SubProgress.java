package org.knime.core.node;

/** A part of another monitor's progress: 0 to 1 here is a stretch of the given length there. Parts can advance side by side. */
final class SubProgress extends DefaultNodeProgressMonitor {
    private final NodeProgressMonitor parent;
    private final double length;
    private final boolean silent;
    private final String prefix;

    SubProgress(NodeProgressMonitor parent, double length, boolean silent) {
        this.parent = parent;
        this.length = length;
        this.silent = silent;
        prefix = parent.getMessage();
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        parent.checkCanceled();
    }

    @Override
    public void setExecuteCanceled() {
        parent.setExecuteCanceled();
    }

    @Override
    public synchronized void setProgress(double progress) {
        double before = getProgress() == null ? 0 : getProgress();
        super.setProgress(progress);
        double delta = getProgress() == null ? 0 : getProgress() - before;
        if (delta > 0) {
            synchronized (parent) {
                parent.setProgress((parent.getProgress() == null ? 0 : parent.getProgress()) + delta * length);
            }
        }
    }

    @Override
    public synchronized void setMessage(String message) {
        super.setMessage(message);
        if (!silent) {
            parent.setMessage(prefix == null || prefix.isEmpty() ? message : prefix + " - " + message);
        }
    }
}
