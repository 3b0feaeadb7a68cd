package org.fewshotnas.space.base;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A progress that keeps the {@linkplain Progress#curve curves} that work says, thinned so that each stays small. */
public final class Curves implements Progress {
    private static final int MOST = 512;

    private final Progress inner;
    private final Map<String, Curve> curves = new LinkedHashMap<>();

    private static final class Curve {
        private final List<double[]> points = new ArrayList<>();
        private int every = 1;
        private int seen;
    }

    /** @param inner where everything else goes */
    public Curves(Progress inner) {
        this.inner = inner;
    }

    @Override
    public void report(double fraction, String message) {
        inner.report(fraction, message);
    }

    @Override
    public void checkCanceled() {
        inner.checkCanceled();
    }

    @Override
    public synchronized void curve(String name, double x, double y) {
        Curve curve = curves.computeIfAbsent(name.strip().replaceAll("\\.$", ""), any -> new Curve());
        if (curve.seen++ % curve.every == 0) {
            curve.points.add(new double[] {x, y});
        }
        if (curve.points.size() > MOST) {
            for (int i = curve.points.size() - 1; i > 0; i -= 2) {
                curve.points.remove(i);
            }
            curve.every *= 2;
        }
    }

    /** The curves by their names, each a list of (x, y). */
    public synchronized Map<String, List<double[]>> all() {
        Map<String, List<double[]>> all = new LinkedHashMap<>();
        curves.forEach((name, curve) -> all.put(name, List.copyOf(curve.points)));
        return all;
    }
}
