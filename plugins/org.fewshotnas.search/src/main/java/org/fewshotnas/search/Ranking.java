package org.fewshotnas.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.search.CandidateScorer.Scored;
import org.fewshotnas.search.SearchResult.Query;
import org.fewshotnas.search.SearchResult.Ranked;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;

/** Ranks what a search knows in the end: measured architectures by their scores, then the others by their predictions. */
final class Ranking {
    private final CandidateScorer scorer;
    private final Optional<Measured> measured;
    private final List<Query> history;

    /**
     * @param scorer in its last state
     * @param history of the whole search
     */
    Ranking(CandidateScorer scorer, Optional<Measured> measured, List<Query> history) {
        this.scorer = scorer;
        this.measured = measured;
        this.history = history;
    }

    SearchResult result(Map<String, Architecture> others, long notInTable, List<String> warnings, Progress progress) {
        Map<String, Architecture> ranked =
                new LinkedHashMap<>(measured.map(Measured::architectures).orElse(Map.of()));
        others.forEach(ranked::putIfAbsent);
        List<Scored> ordered = new ArrayList<>(scorer.bestFirst(ranked, progress));
        // Sorting is stable: what is not measured stays in the order of its predictions.
        ordered.sort(Comparator.comparingDouble(candidate -> score(candidate)
                .map(score -> measured.orElseThrow().cost(score.value()))
                .orElse(Double.POSITIVE_INFINITY)));
        Set<String> proposed = new HashSet<>();
        history.forEach(query -> proposed.add(query.architecture().form()));
        Optional<Metric> metric = measured.map(Measured::metric);
        List<Ranked> ranking = new ArrayList<>();
        for (Scored candidate : ordered) {
            Optional<Measured.Score> score = score(candidate);
            ranking.add(new Ranked(
                    ranking.size() + 1,
                    score.map(Measured.Score::architecture).orElse(candidate.architecture()),
                    scorer.predicted(candidate, metric),
                    score.map(Measured.Score::value).orElse(Double.NaN),
                    proposed.contains(candidate.form())));
        }
        return new SearchResult(ranking, history, metric, notInTable, scorer.state(), warnings);
    }

    private Optional<Measured.Score> score(Scored candidate) {
        return measured.flatMap(known -> known.of(candidate.form()));
    }
}
