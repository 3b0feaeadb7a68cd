package org.fewshotnas.search.fewshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.search.Waves;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Test;

/** How a time limit is spent. */
class PlanTest {
    private static final MacroArchitecture MACRO = MacroArchitecture.residual(16, 1, new Head.Classes(2));
    private static final FewShotNasSettings SETTINGS =
            FewShotNasSettings.of(SearchSpaces.ofName("NAS-Bench-201"), Score.ACCURACY);
    private static final Split SMALL = Waves.split(1_000, 20);
    private static final Split LARGE = Waves.split(20_000, 200);

    private static Plan plan(Split data, FewShotNasSettings settings) {
        return Plan.of(data, MACRO, settings, Progress.NONE);
    }

    @Test
    void littleDataIsSeenOftenInSmallSteps() {
        Plan plan = plan(SMALL, SETTINGS);
        assertEquals(30, plan.training().epochs());
        assertEquals(60, plan.lastEpochs());
        assertEquals(32, plan.training().batch(), "23 steps of 750 examples");
        assertEquals(.05, plan.training().rate(), 1e-9, "half of the usual batch, half of its rate");
        assertEquals(SMALL, plan.data());
        assertEquals(Optional.empty(), plan.note());
        assertEquals(64, plan(LARGE, SETTINGS).training().batch());
    }

    @Test
    void epochsGiveWayFirstThenExamples() {
        int before = 31;
        int examplesBefore = LARGE.training().size() + 1;
        boolean fewerEpochs = false;
        for (int seconds : List.of(36_000, 3_600, 600, 60, 1)) {
            Plan plan = plan(LARGE, SETTINGS.withTimeLimit(Duration.ofSeconds(seconds)));
            int epochs = plan.training().epochs();
            int examples = plan.data().training().size();
            assertTrue(epochs <= before && epochs >= 5, epochs + " epochs in " + seconds + " s");
            assertTrue(examples <= examplesBefore && examples >= 2_000, examples + " examples in " + seconds + " s");
            assertTrue(epochs == 5 || examples == 15_000, "epochs go first");
            assertEquals(examples < 15_000, plan.note().isPresent());
            fewerEpochs |= epochs > 5 && epochs < 30;
            before = epochs;
            examplesBefore = examples;
        }
        assertTrue(fewerEpochs);
        assertEquals(2_000, examplesBefore, "and no fewer");
    }

    @Test
    void aPartHasEveryClassInTheSameRatio() {
        Plan plan = plan(LARGE, SETTINGS.withTimeLimit(Duration.ofSeconds(1)));
        int[] classes = ((Targets.Classes) plan.data().training().targets()).classes();
        assertEquals(1_000, Arrays.stream(classes).sum());
        assertEquals(667, plan.data().validation().size(), 1);
    }

    @Test
    void whoeverSaysHowManyEpochsHasThemOnAllExamples() {
        Plan plan = plan(LARGE, SETTINGS.withEpochs(7).withTimeLimit(Duration.ofSeconds(1)));
        assertEquals(7, plan.training().epochs());
        assertEquals(LARGE, plan.data());
        assertTrue(plan.training().timeLimit().isEmpty(), "the deadline ends it");
    }
}
