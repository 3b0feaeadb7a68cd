package org.fewshotnas.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.cell.Architecture;
import org.junit.jupiter.api.Test;

class LatencyMeterTest {
    @Test
    void aNetworkOfAnyCellIsMeasuredOnEveryTask() {
        LatencyMeter meter = new LatencyMeter(List.of(new LatencyTask(1, 16), new LatencyTask(4, 8)));
        assertTrue(Arrays.stream(meter.milliseconds()).allMatch(Double::isInfinite));
        meter.measure(Architecture.parse(SearchSpaces.ofName("TransNAS-Bench-101 micro"), "64-41414-3_02_031"), 1);
        assertEquals(2, meter.milliseconds().length);
        assertTrue(Arrays.stream(meter.milliseconds()).allMatch(ms -> ms > 0 && ms < 60_000));
    }
}
