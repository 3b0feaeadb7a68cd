package org.fewshotnas.benchmark.dialect;

/**
 * Python's random numbers: the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), seeded by its array method with one word, and
 * whole numbers below a bound by drawing bits until they are below it.
 */
final class PythonRandom {
    private static final int N = 624;
    private static final int M = 397;

    private final int[] state = new int[N];
    private int index = N;

    PythonRandom(int seed) {
        state[0] = 19_650_218;
        for (int i = 1; i < N; i++) {
            state[i] = 1_812_433_253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
        }
        int i = 1;
        for (int k = 0; k < N; k++) {
            state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1_664_525) + seed;
            i = next(i);
        }
        for (int k = 0; k < N - 1; k++) {
            state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1_566_083_941) - i;
            i = next(i);
        }
        state[0] = 0x8000_0000;
    }

    private int next(int i) {
        if (i + 1 < N) {
            return i + 1;
        }
        state[0] = state[N - 1];
        return 1;
    }

    /** A number from 0 to bound - 1, each as likely. */
    int below(int bound) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(bound);
        int value;
        do {
            value = word() >>> Integer.SIZE - bits;
        } while (value >= bound);
        return value;
    }

    private int word() {
        if (index == N) {
            for (int i = 0; i < N; i++) {
                int y = state[i] & 0x8000_0000 | state[(i + 1) % N] & 0x7fff_ffff;
                state[i] = state[(i + M) % N] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : 0x9908_b0df);
            }
            index = 0;
        }
        int y = state[index++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9d2c_5680;
        y ^= y << 15 & 0xefc6_0000;
        return y ^ y >>> 18;
    }
}
