package org.fewshotnas.network.worker;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.fewshotnas.tensor.engine.Device;

/** Keeps some workers at work until all jobs are done, from one thread. */
final class WorkerPool {
    private static final long POLL_MILLISECONDS = 50;

    private final JavaCommand java;
    private final JobFolder folder;
    private final Board board;
    private final int most;
    private final Device device;
    private final List<TrainingJob> jobs;
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final List<Worker> working = new ArrayList<>();

    private WorkerPool(
            List<TrainingJob> jobs, int most, Device device, JavaCommand java, JobFolder folder, Board board) {
        this.jobs = jobs;
        this.most = most;
        this.device = device;
        this.java = java;
        this.folder = folder;
        this.board = board;
        for (int i = 0; i < jobs.size(); i++) {
            waiting.add(i);
        }
    }

    /** Trains all; if no process can be started, some are left undone, and there is a warning. */
    static void run(List<TrainingJob> jobs, int most, Device device, JavaCommand java, JobFolder folder, Board board)
            throws IOException {
        new WorkerPool(jobs, most, device, java, folder, board).run();
    }

    private void run() throws IOException {
        try {
            boolean possible = true;
            while (possible && !(waiting.isEmpty() && working.isEmpty())) {
                board.progress().checkCanceled();
                possible = startSome() && concludeSome();
                Thread.sleep(POLL_MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } finally {
            // All are told before one is waited for: each takes its time to give its memory back.
            working.forEach(Worker::end);
            working.forEach(Worker::kill);
        }
    }

    private boolean startSome() {
        while (working.size() < most && !waiting.isEmpty()) {
            int number = waiting.remove();
            try {
                working.add(Worker.start(number, jobs.get(number), device, java, folder));
            } catch (IOException e) {
                warn(String.valueOf(e.getMessage()));
                return false;
            }
        }
        return true;
    }

    private boolean concludeSome() throws IOException {
        for (Worker worker : List.copyOf(working)) {
            boolean ended = !worker.isAtWork();
            worker.listen(board);
            if (ended) {
                working.remove(worker);
                boolean concluded = worker.conclude(board);
                worker.kill();
                if (!concluded) {
                    warn(Breakdown.of(worker.errors()));
                    return false;
                }
            }
        }
        return true;
    }

    private void warn(String reason) {
        board.warn("Trainings run within this process, as no other could be started: " + reason);
    }
}
