package org.knime.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Progress and cancelling. */
class ExecutionMonitorTest {
    private final DefaultNodeProgressMonitor progress = new DefaultNodeProgressMonitor();
    private final ExecutionContext exec = HostTables.context(progress, HostTables.inMemory());

    @Test
    void progressAndMessageReachTheMonitor() {
        assertNull(progress.getProgress());
        exec.setProgress(0.1, "reading");
        assertEquals(0.1, progress.getProgress());
        assertEquals("reading", progress.getMessage());
        exec.setMessage("line 7");
        assertEquals("line 7", progress.getMessage());
    }

    @Test
    void progressDoesNotGoBack() {
        exec.setProgress(0.7);
        exec.setProgress(0.3, "still here");
        exec.setProgress(Double.NaN);
        assertEquals(0.7, progress.getProgress());
        exec.setProgress(2);
        assertEquals(1, progress.getProgress());
    }

    @Test
    void aNodeThatIsCancelledIsToldSo() throws CanceledExecutionException {
        exec.checkCanceled();
        progress.setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, exec::checkCanceled);
    }

    @Test
    void anInterruptedThreadIsCancelled() {
        Thread.currentThread().interrupt();
        try {
            assertThrows(CanceledExecutionException.class, exec::checkCanceled);
        } finally {
            Thread.interrupted();
        }
    }
}
