package org.fewshotnas.network.worker;

import java.util.OptionalInt;
import org.fewshotnas.tensor.engine.Device;

/**
 * Where trainings run, and how many side by side.
 *
 * @param most how many at once; if that is left open, one on each core of the processor, or one on a GPU
 * @param place where
 * @param device what computes
 */
public record Workers(OptionalInt most, Place place, Device device) {
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
        if (most.isPresent() && most.getAsInt() < 1) {
            throw new IllegalArgumentException(most.getAsInt() + " workers");
        }
    }

    /** As many as suit the device, in processes where that is worth it. */
    public static Workers automatic() {
        return new Workers(OptionalInt.empty(), Place.AUTOMATIC, Device.cpu());
    }

    /** So many, in processes where that is worth it. */
    public static Workers automatic(int count) {
        return new Workers(OptionalInt.of(count), Place.AUTOMATIC, Device.cpu());
    }

    /** So many processes. */
    public static Workers processes(int count) {
        return new Workers(OptionalInt.of(count), Place.PROCESS, Device.cpu());
    }

    /** So many threads of this process. */
    public static Workers threads(int count) {
        return new Workers(OptionalInt.of(count), Place.THREAD, Device.cpu());
    }

    /** The same on another device than the processor. */
    public Workers on(Device other) {
        return new Workers(most, place, other);
    }

    /** How many at once on the device that was found. */
    int count(Device found) {
        return most.orElse(found.isGpu() ? 1 : Runtime.getRuntime().availableProcessors());
    }
}
