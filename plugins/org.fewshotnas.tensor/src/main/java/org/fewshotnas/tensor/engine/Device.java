package org.fewshotnas.tensor.engine;

/** Where to compute: the processor, a GPU, or whichever is there. */
public final class Device {
    private static final Device AUTOMATIC = new Device(-2);
    private static final Device CPU = new Device(-1);

    private final int index;

    private Device(int index) {
        this.index = index;
    }

    /** The first GPU where there is one that works, otherwise the processor. */
    public static Device automatic() {
        return AUTOMATIC;
    }

    /** The processor. */
    public static Device cpu() {
        return CPU;
    }

    /**
     * A GPU. Whether it is there shows when work begins.
     *
     * @param number from 0
     */
    public static Device gpu(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("GPU " + number);
        }
        return new Device(number);
    }

    /** The GPU's number, or -1 for the processor, or -2 for automatic. */
    public int index() {
        return index;
    }

    /** Whether it is a GPU; of the automatic device nobody knows before work begins. */
    public boolean isGpu() {
        return index >= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Device device && index == device.index;
    }

    @Override
    public int hashCode() {
        return index;
    }

    @Override
    public String toString() {
        return index == -2 ? "automatic" : index == -1 ? "CPU" : "GPU " + index;
    }
}
