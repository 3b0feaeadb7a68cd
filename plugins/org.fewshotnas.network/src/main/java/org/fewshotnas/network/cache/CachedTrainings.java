package org.fewshotnas.network.cache;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.network.worker.TrainingJob;
import org.fewshotnas.network.worker.Trainings;
import org.fewshotnas.network.worker.Workers;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;

/** Trains networks as {@link Trainings} does, but none that has been trained before in the same way, nor one twice. */
public final class CachedTrainings {
    private final Workers workers;
    private final TrainingCache cache;
    private final TrainingKey.Maker keys = new TrainingKey.Maker();
    private boolean warned;

    /** With these workers and this cache. */
    public CachedTrainings(Workers workers, TrainingCache cache) {
        this.workers = workers;
        this.cache = cache;
    }

    /**
     * Trains all that are not known.
     *
     * @return how many were known
     * @throws org.fewshotnas.space.base.InvalidInputException if a job's data does not fit its network or settings, or the device is not there
     * @throws java.util.concurrent.CancellationException if the progress says so; what has finished is kept
     */
    public int run(List<TrainingJob> jobs, Progress progress, Trainings.Listener listener) {
        Device device = Torch.find(workers.device(), progress);
        Map<TrainingKey, List<Integer>> places = new LinkedHashMap<>();
        int known = 0;
        for (int i = 0; i < jobs.size(); i++) {
            progress.checkCanceled();
            TrainingKey key = keys.of(jobs.get(i), device);
            Optional<TrainingResult> result = places.containsKey(key) ? Optional.empty() : cache.get(key);
            if (result.isPresent()) {
                known++;
                listener.finished(i, result.get());
            } else {
                places.computeIfAbsent(key, none -> new ArrayList<>()).add(i);
            }
        }
        List<TrainingJob> unknown = places.values().stream()
                .map(numbers -> jobs.get(numbers.get(0)))
                .toList();
        Trainings.run(
                unknown,
                workers.on(device),
                progress,
                new Keeping(unknown, List.copyOf(places.keySet()), List.copyOf(places.values()), listener));
        return known;
    }

    /** Keeps what comes, unless its end cut it short, and passes it on for every job that asked for it. */
    private final class Keeping implements Trainings.Listener {
        private final List<TrainingJob> jobs;
        private final List<TrainingKey> keys;
        private final List<List<Integer>> places;
        private final Trainings.Listener listener;

        Keeping(
                List<TrainingJob> jobs,
                List<TrainingKey> keys,
                List<List<Integer>> places,
                Trainings.Listener listener) {
            this.jobs = jobs;
            this.keys = keys;
            this.places = places;
            this.listener = listener;
        }

        @Override
        public void finished(int job, TrainingResult result) {
            try {
                if (!jobs.get(job).isCutShort(result)) {
                    cache.put(keys.get(job), result);
                }
            } catch (IOException e) {
                warnOnce("Finished trainings cannot be kept, and would have to be done again: " + e.getMessage() + ".");
            }
            places.get(job).forEach(place -> listener.finished(place, result));
        }

        @Override
        public void broken(int job, String reason) {
            places.get(job).forEach(place -> listener.broken(place, reason));
        }

        @Override
        public void warn(String warning) {
            listener.warn(warning);
        }

        private void warnOnce(String warning) {
            if (!warned) {
                warned = true;
                listener.warn(warning);
            }
        }
    }
}
