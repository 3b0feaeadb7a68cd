package org.fewshotnas.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.fewshotnas.space.base.Progress;

/** A progress that writes down what it hears, counts the questions whether to stop, and answers one of them with yes. */
public final class Watch implements Progress {
    private final int yes;
    private final List<Double> fractions = new ArrayList<>();
    private int asked;

    private Watch(int yes) {
        this.yes = yes;
    }

    /** Never cancelled. */
    public static Watch only() {
        return new Watch(0);
    }

    /** Cancelled at this question, the first being 1. */
    public static Watch cancelledAt(int question) {
        return new Watch(question);
    }

    @Override
    public synchronized void report(double fraction, String message) {
        fractions.add(fraction);
    }

    @Override
    public synchronized void checkCanceled() {
        if (++asked == yes) {
            throw new CancellationException();
        }
    }

    public int asked() {
        return asked;
    }

    public List<Double> fractions() {
        return fractions;
    }

    public void assertWentForwardToTheEnd() {
        for (int i = 1; i < fractions.size(); i++) {
            assertTrue(fractions.get(i) >= fractions.get(i - 1), fractions::toString);
        }
        assertEquals(1, fractions.get(fractions.size() - 1), 1e-9);
    }
}
