package org.fewshotnas.space.metric;

import java.util.List;

/** Further kinds of metrics: found as a service, under this name in {@code META-INF/services}. A word that another kind has stays its. */
public interface MetricKindProvider {
    List<MetricKind> kinds();
}
