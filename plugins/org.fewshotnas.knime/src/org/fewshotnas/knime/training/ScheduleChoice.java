package org.fewshotnas.knime.training;

import java.util.List;
import org.fewshotnas.network.training.Schedule;
import org.knime.node.parameters.widget.choices.Label;

/** How the learning rate falls. The constants' names stand in saved workflows. */
enum ScheduleChoice {
    @Label(value = "Cosine", description = "From the rate to zero along half a cosine.")
    COSINE(new Schedule.Cosine()),
    @Label(value = "Steps", description = "To a fifth after 30, 60 and 80 percent of the epochs.")
    STEPS(new Schedule.Steps(.2, List.of(.3, .6, .8))),
    @Label(value = "Constant", description = "The rate stays as it is.")
    CONSTANT(new Schedule.Constant());

    private final Schedule schedule;

    ScheduleChoice(Schedule schedule) {
        this.schedule = schedule;
    }

    Schedule schedule() {
        return schedule;
    }
}
