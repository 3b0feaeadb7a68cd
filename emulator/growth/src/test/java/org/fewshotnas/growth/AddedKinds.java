package org.fewshotnas.growth;

import java.util.List;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.MetricKind;
import org.fewshotnas.space.metric.MetricKind.Role;
import org.fewshotnas.space.metric.MetricKind.Unit;
import org.fewshotnas.space.metric.MetricKindProvider;

/** A cost with a unit of its own, and the error of a regression. */
public final class AddedKinds implements MetricKindProvider {
    @Override
    public List<MetricKind> kinds() {
        return List.of(
                new MetricKind(
                        "loudness",
                        Role.COST,
                        Direction.MINIMIZE,
                        List.of("noise level", "fan noise"),
                        List.of(new Unit("sone", List.of("sone", "sones")))),
                new MetricKind("wobble", Role.REGRESSION_ERROR, Direction.MINIMIZE, List.of("shakiness"), List.of()));
    }
}
