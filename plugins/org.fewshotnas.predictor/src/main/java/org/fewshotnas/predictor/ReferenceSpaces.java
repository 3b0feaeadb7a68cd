package org.fewshotnas.predictor;

import java.util.List;

/**
 * The search spaces that a learner draws cells from which have no scores. Which ones is recorded with a predictor, and the default is a
 * list that stays as it is: so a search space that is new here changes nothing that a seed gave before.
 */
public final class ReferenceSpaces {
    /** The published spaces and their mixed-ops extensions, by their names. */
    public static final List<String> PUBLISHED = List.of(
            "NAS-Bench-101",
            "NAS-Bench-201",
            "TransNAS-Bench-101 micro",
            "NAS-Bench-ASR",
            "NAS-Bench-101 mixed-ops",
            "NAS-Bench-201 mixed-ops",
            "TransNAS-Bench-101 micro mixed-ops",
            "NAS-Bench-ASR mixed-ops");

    private ReferenceSpaces() {}
}
