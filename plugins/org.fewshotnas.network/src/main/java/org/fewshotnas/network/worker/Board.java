package org.fewshotnas.network.worker;

import java.util.BitSet;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.space.base.Progress;

/** Which trainings are done, and how far the others are; passes on what comes, one after another. */
final class Board {
    private final Progress progress;
    private final Trainings.Listener listener;
    private final BitSet done = new BitSet();
    private final double[] fractions;

    Board(int jobs, Progress progress, Trainings.Listener listener) {
        this.progress = progress;
        this.listener = listener;
        fractions = new double[jobs];
    }

    Progress progress() {
        return progress;
    }

    synchronized boolean isDone(int job) {
        return done.get(job);
    }

    synchronized void finished(int job, TrainingResult result) {
        done.set(job);
        advance(job, 1, done.cardinality() + " of " + fractions.length + " trainings are done");
        listener.finished(job, result);
    }

    synchronized void broken(int job, String reason) {
        done.set(job);
        advance(job, 1, done.cardinality() + " of " + fractions.length + " trainings are done");
        listener.broken(job, reason);
    }

    synchronized void warn(String warning) {
        listener.warn(warning);
    }

    /** A training is so far. */
    synchronized void advance(int job, double fraction, String message) {
        fractions[job] = fraction;
        double sum = 0;
        for (double other : fractions) {
            sum += other;
        }
        progress.report(sum / fractions.length, message);
    }
}
