package org.knime.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Progress, its parts, and cancelling. */
class ExecutionMonitorTest {
    private final DefaultNodeProgressMonitor progress = new DefaultNodeProgressMonitor();
    private final ExecutionContext exec = HostTables.context(progress, HostTables.inMemory());

    @Test
    void partsAddUp() {
        exec.setProgress(0.1, "reading");
        ExecutionMonitor half = exec.createSubProgress(0.5);
        ExecutionMonitor tenth = half.createSubProgress(0.2);
        tenth.setProgress(1, "line 7");
        assertEquals(0.2, progress.getProgress(), 1e-12);
        assertEquals("reading - line 7", progress.getMessage());
        half.createSilentSubProgress(0.8).setProgress(0.5, "unheard");
        assertEquals(0.4, progress.getProgress(), 1e-12);
        assertEquals("reading - line 7", progress.getMessage());
        exec.createSubExecutionContext(0.4).setProgress(1);
        assertEquals(0.8, progress.getProgress(), 1e-12);
    }

    @Test
    void progressDoesNotGoBack() {
        assertNull(progress.getProgress());
        exec.setProgress(0.7);
        exec.setProgress(0.3, "still here");
        exec.setProgress(Double.NaN);
        assertEquals(0.7, progress.getProgress());
        exec.setProgress(2);
        assertEquals(1, progress.getProgress());
    }

    @Test
    void cancellingReachesEveryPart() throws CanceledExecutionException {
        ExecutionMonitor part = exec.createSubProgress(0.5).createSubProgress(0.5);
        part.checkCanceled();
        progress.setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, part::checkCanceled);
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
