package org.fewshotnas.network.worker;

/**
 * Where trainings run, and how many side by side.
 *
 * @param count how many
 * @param place where
 */
public record Workers(int count, Place place) {
    /** Where a training runs. */
    public enum Place {
        /** In a process of its own, unless all trainings are so short that starting one would take longer. */
        AUTOMATIC,
        /** In a process of its own. */
        PROCESS,
        /** In a thread of this process, which has to have the memory for it. */
        THREAD
    }

    /** @throws IllegalArgumentException if there is none */
    public Workers {
        if (count < 1) {
            throw new IllegalArgumentException(count + " workers");
        }
    }

    /** One a core, in processes where that is worth it. */
    public static Workers automatic() {
        return new Workers(Runtime.getRuntime().availableProcessors(), Place.AUTOMATIC);
    }

    /** So many, in processes where that is worth it. */
    public static Workers automatic(int count) {
        return new Workers(count, Place.AUTOMATIC);
    }

    /** So many processes. */
    public static Workers processes(int count) {
        return new Workers(count, Place.PROCESS);
    }

    /** So many threads of this process. */
    public static Workers threads(int count) {
        return new Workers(count, Place.THREAD);
    }
}
